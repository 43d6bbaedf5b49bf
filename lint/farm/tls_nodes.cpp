#include "lint/farm/tls_nodes.h"

#include <algorithm>

#include "lint/farm/farm.h"
#include "lint/farm/ftp_certificate.h"

namespace farmlint {
namespace {

bool serves(const Farm& farm, const Site& site, const Binding& binding, Serving serving) {
  if (binding.end_point() == nullptr) return false;
  if (serving == Serving::FtpCertificate)
    return binding.scheme == "ftp" && !ftp_certificate(site).thumbprint.empty();
  if (serving == Serving::Web) return binding.scheme != "ftp";
  const ManifestSite* const wanted = declared(farm, site);
  if (!binding.https() || (wanted != nullptr && wanted->tls.value == "offloaded")) return false;
  return serving != Serving::CentralStore || binding.central_store();
}

}  // namespace

std::vector<bool> nodes_with(const Farm& farm, Serving serving) {
  const std::vector<Node>& nodes = farm.manifest->nodes;
  std::vector<bool> result(nodes.size());
  std::size_t missing = static_cast<std::size_t>(
      std::ranges::count_if(nodes, [](const Node& node) { return node.active(); }));
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings) {
      if (missing == 0) return result;
      if (!serves(farm, site, binding, serving)) continue;
      for (const std::size_t n : nodes_of(farm, site)) {
        if (result[n] || !live(binding.end_point()->address, nodes[n])) continue;
        result[n] = true;
        --missing;
      }
    }
  }
  return result;
}

std::vector<std::size_t> live_nodes(const Farm& farm, const Site& site, const Binding& binding) {
  if (binding.end_point() == nullptr) return {};
  std::vector<std::size_t> nodes = nodes_of(farm, site);
  std::erase_if(nodes, [&](std::size_t n) {
    return !live(binding.end_point()->address, farm.manifest->nodes[n]);
  });
  return nodes;
}

}  // namespace farmlint
