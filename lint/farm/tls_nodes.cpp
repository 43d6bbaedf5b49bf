#include "lint/farm/tls_nodes.h"

#include <algorithm>

#include "lint/farm/farm.h"
#include "lint/farm/ftp_certificate.h"

namespace farmlint {
namespace {

bool serves(const Farm& farm, const Site& site, const Binding& binding, Serving serving) {
  if (binding.end_point() == nullptr) return false;
  if (serving == Serving::FtpCertificate)
    return binding.scheme == Scheme::Ftp && !ftp_certificate(site).thumbprint.empty();
  if (serving == Serving::Web) return binding.scheme != Scheme::Ftp;
  const ManifestSite* const wanted = declared(farm, site);
  if (!binding.https() || (wanted != nullptr && wanted->tls.value == "offloaded")) return false;
  return serving != Serving::CentralStore || binding.central_store();
}

void mark(const Farm& farm, const Site& site, Serving serving, std::vector<bool>& nodes) {
  for (const Binding& binding : site.bindings) {
    if (!serves(farm, site, binding, serving)) continue;
    for (const std::size_t n : live_nodes(farm, site, binding)) nodes[n] = true;
  }
}

}  // namespace

std::vector<bool> nodes_with(const Farm& farm, Serving serving) {
  const std::vector<Node>& nodes = farm.manifest->nodes;
  std::vector<bool> active(nodes.size());
  for (std::size_t n = 0; n < nodes.size(); ++n) active[n] = nodes[n].active();
  if (serving == Serving::Anything) return active;
  std::vector<bool> result(nodes.size());
  for (const Site& site : farm.config.sites) {
    if (result == active) break;
    if (site.starts) mark(farm, site, serving, result);
  }
  return result;
}

std::vector<std::size_t> live_nodes(const Farm& farm, const Site& site, const Binding& binding) {
  if (binding.end_point() == nullptr) return {};
  std::vector<std::size_t> nodes = live_nodes(farm, binding.end_point()->address);
  if (const ManifestSite* const wanted = declared(farm, site))
    std::erase_if(nodes, [&](std::size_t n) { return !std::ranges::binary_search(wanted->on, n); });
  return nodes;
}

}  // namespace farmlint
