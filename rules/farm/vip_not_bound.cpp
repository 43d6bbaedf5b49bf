#include <algorithm>

#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

bool meets(const BindingAddress& address, const IpAddress& vip) {
  return address.any || (address.any_v6() && vip.v6) || address.ip == vip;
}

// Whether the site answers on the front end, or does not serve http at all.
bool answers(const Site& site, const FrontEnd& front_end) {
  bool serves = false;
  for (const Binding& binding : site.bindings) {
    if (binding.end_point() == nullptr || binding.scheme == "ftp") continue;
    serves = true;
    for (const NodeAddress& vip : front_end.vips)
      if (vip.ip && meets(binding.end_point()->address, *vip.ip)) return true;
  }
  return !serves;
}

void check(const Farm& farm, Findings& findings) {
  std::vector<const FrontEnd*> reaching;
  for (const FrontEnd& front_end : farm.manifest->front_ends)
    if (front_end.reaches_nodes() && !front_end.vips.empty()) reaching.push_back(&front_end);
  if (reaching.empty()) return;
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    const bool internal = wanted != nullptr && wanted->internal;
    if (!site.starts || internal || farm.doubts.of_bindings(site) || nodes_of(farm, site).empty())
      continue;
    const bool answered = std::ranges::any_of(
        reaching, [&](const FrontEnd* front_end) { return answers(site, *front_end); });
    if (answered) continue;
    const NodeAddress& vip = reaching.front()->vips.front();
    findings
        .add(site.bindings_at(),
             "{} has no binding for {}, the address of {}: clients get another "
             "site or 404",
             site.name.value, vip.text.value, reaching.front()->name.value)
        .about(about(site))
        .note(vip.text.at, "packets reach the nodes under this address");
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
