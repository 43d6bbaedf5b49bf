#include <algorithm>

#include "lint/rule.h"
#include "rules/farm/bind_instead.h"

namespace farmlint::rules {
namespace {

// Whether the site has an address of its own on each of its nodes. On one without, a binding to any
// address may be what answers there.
bool dedicated_everywhere(const Farm& farm, const Site& site,
                          const std::vector<AddressOnNode>& addresses) {
  const std::vector<std::size_t> nodes = nodes_of(farm, site);
  return !nodes.empty() && std::ranges::all_of(nodes, [&](std::size_t n) {
    return std::ranges::find(addresses, n, &AddressOnNode::node) != addresses.end();
  });
}

void report(const Farm& farm, const Site& site, const Binding& binding,
            const std::vector<AddressOnNode>& addresses, Findings& findings) {
  const bool shared_record = binding.https() && !binding.sni() && !binding.central_store();
  Finding& finding = findings.add(
      binding.information().at, "{} has addresses of its own, but {} {} answers on all addresses",
      site.name().value, binding.scheme_name(), binding.information().value);
  finding.about(about(site, binding))
      .note(declared(farm, site)->at.front().element->at(), "the first of them is dedicated here");
  if (shared_record)
    finding.note(binding.information().at,
                 "without SNI its certificate is that of the record 0.0.0.0:{}, which every "
                 "address without a record presents, too",
                 binding.end_point()->port);
  else
    finding.note(binding.information().at, "requests to the addresses of other sites can reach it");
  if (is_replaceable(farm, binding)) finding.fix(bind_instead(farm, site, binding, addresses));
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    const std::vector<AddressOnNode> addresses = dedicated_addresses(farm, site);
    if (!dedicated_everywhere(farm, site, addresses)) continue;
    for (const Binding& binding : site.bindings)
      if (binding.end_point() != nullptr && binding.end_point()->address.any)
        report(farm, site, binding, addresses, findings);
  }
}

}  // namespace

extern constinit const Rule binding_any_on_dedicated{
    .name = "binding-any-on-dedicated",
    .severity = Severity::Note,
    .subject = Subjects::Farm,
    .summary = "A site with dedicated addresses binds any address.",
    .rationale =
        "Dedicated addresses keep sites apart. A binding to any address works, but it also answers "
        "where another site is meant to, and without SNI its certificate is the one of the whole "
        "node.",
    .remediation = "Bind the dedicated address of each node instead.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
