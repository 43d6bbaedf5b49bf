#include <algorithm>
#include <set>

#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/farm/bind_instead.h"

namespace farmlint::rules {
namespace {

// What clients from outside can ask for.
bool serves(const Binding& binding) {
  const EndPoint* const end_point = binding.end_point();
  return end_point != nullptr && binding.scheme != Scheme::Ftp &&
         !(end_point->address.specific() && end_point->address.ip.loopback());
}

bool meets(const BindingAddress& address, const IpAddress& vip) {
  return address.any || (address.any_v6() && vip.v6) || address.ip == vip;
}

bool answers(const Site& site, const IpAddress& vip) {
  return std::ranges::any_of(site.bindings, [&](const Binding& binding) {
    return serves(binding) && meets(binding.end_point()->address, vip);
  });
}

// The virtual addresses under which packets reach the nodes. Empty if there is a proxy, too: it may
// be the one that serves a site.
std::vector<const NodeAddress*> virtual_addresses(const Manifest& manifest) {
  std::vector<const NodeAddress*> found;
  for (const FrontEnd& front_end : manifest.front_ends) {
    if (!front_end.reaches_nodes()) return {};
    for (const NodeAddress& vip : front_end.vips)
      if (vip.ip) found.push_back(&vip);
  }
  return found;
}

// Whether clients are meant to reach the site from outside, and all of its bindings are known.
bool is_public(const Farm& farm, const Site& site) {
  const ManifestSite* const wanted = declared(farm, site);
  return site.starts && !(wanted != nullptr && wanted->internal) &&
         !farm.doubts.of_bindings(site) && !nodes_of(farm, site).empty() &&
         std::ranges::any_of(site.bindings, serves);
}

// The bindings that the site has for other addresses, for the virtual one.
Fix bind(const Farm& farm, const Site& site, const IpAddress& vip) {
  Fix fix{.description = "bind the virtual address"};
  std::vector<const Node*> nodes;
  for (const std::size_t n : nodes_of(farm, site)) nodes.push_back(&farm.manifest->nodes[n]);
  std::set<EndPoint> added;
  for (const Binding& binding : site.bindings) {
    if (!serves(binding)) continue;
    EndPoint end_point = *binding.end_point();
    end_point.address = {.any = false, .ip = vip};
    if (!added.insert(end_point).second) continue;
    add_like(binding, site, end_point, nodes, fix);
  }
  return fix;
}

void check(const Farm& farm, Findings& findings) {
  const std::vector<const NodeAddress*> vips = virtual_addresses(*farm.manifest);
  if (vips.empty()) return;
  const NodeAddress& vip = *vips.front();
  const FrontEnd& front_end = *farm.manifest->front_end(*vip.ip);
  for (const Site& site : farm.config.sites) {
    const bool answered = std::ranges::any_of(
        vips, [&](const NodeAddress* address) { return answers(site, *address->ip); });
    if (answered || !is_public(farm, site)) continue;
    findings
        .add(site.bindings_at(),
             "{} has no binding for {}, the virtual address of {}: clients get another site or 404",
             site.name().value, to_string(*vip.ip), front_end.name.value)
        .about(about(site))
        .note(vip.text.at, "packets reach the nodes under this address")
        .fix(bind(farm, site, *vip.ip));
  }
}

}  // namespace

extern constinit const Rule vip_not_bound{
    .name = "vip-not-bound",
    .severity = Severity::Warning,
    .subject = Subjects::Farm,
    .summary = "A site does not answer on the virtual address of the farm.",
    .rationale =
        "Behind Windows NLB and direct server return packets arrive with the virtual address as "
        "their destination. A site that binds the own addresses of the nodes only is not found by "
        "clients, although a test against each node succeeds.",
    .remediation = "Bind the virtual address, or any address, or mark the site as internal.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
