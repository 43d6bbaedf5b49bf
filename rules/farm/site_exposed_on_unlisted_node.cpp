#include <algorithm>

#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/farm/bind_instead.h"

namespace farmlint::rules {
namespace {

// Active nodes off the site's list on which the binding is live.
std::vector<std::size_t> exposed_on(const Farm& farm, const ManifestSite& wanted,
                                    const BindingAddress& address) {
  // Reached from the node itself only, or no node's own.
  if (address.specific() &&
      (address.ip.loopback() || farm.manifest->front_end(address.ip) != nullptr))
    return {};
  std::vector<std::size_t> found = live_nodes(farm, address);
  std::erase_if(found, [&](std::size_t n) { return std::ranges::binary_search(wanted.on, n); });
  return found;
}

void report(const Farm& farm, const Site& site, const Binding& binding,
            const std::vector<std::size_t>& nodes, Findings& findings) {
  const ManifestSite& wanted = *declared(farm, site);
  Finding& finding = findings.add(
      binding.information().at, "{} is {}meant for {}, but {} {} answers on {}, too",
      site.name().value, wanted.internal ? "internal and " : "", node_words(farm, wanted.on),
      binding.scheme_name(), binding.information().value, node_words(farm, nodes));
  if (wanted.internal) finding.as(Severity::Warning);
  finding.about(about(site, binding))
      .note(wanted.on_text.at, "its nodes are listed here")
      .note(binding.information().at, "shared configuration starts every site on every node");
  name_nodes(finding, farm, nodes);
  const std::vector<AddressOnNode> addresses = addresses_to_bind(farm, site, binding);
  if (!addresses.empty() && is_replaceable(farm, binding))
    finding.fix(bind_instead(farm, site, binding, addresses));
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    if (wanted == nullptr || !site.starts) continue;
    for (const Binding& binding : site.bindings) {
      if (binding.end_point() == nullptr) continue;
      const std::vector<std::size_t> nodes =
          exposed_on(farm, *wanted, binding.end_point()->address);
      if (!nodes.empty()) report(farm, site, binding, nodes, findings);
    }
  }
}

}  // namespace

extern constinit const Rule site_exposed_on_unlisted_node{
    .name = "site-exposed-on-unlisted-node",
    .severity = Severity::Note,
    .subject = Subjects::Farm,
    .summary = "A site answers on nodes that it is not meant for.",
    .rationale =
        "All nodes read the same file, so each starts every site, and a binding to any address "
        "answers everywhere. A site for administrators is then open on nodes that face the public.",
    .remediation = "Bind the addresses of the nodes that the site is meant for.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
