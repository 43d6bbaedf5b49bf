#include <algorithm>

#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// Active nodes off the site's list on which the binding is live.
std::vector<std::string> exposed_on(const Farm& farm, const ManifestSite& wanted,
                                    const Binding& binding) {
  std::vector<std::string> names;
  const std::vector<Node>& nodes = farm.manifest->nodes;
  const BindingAddress& address = binding.end_point()->address;
  if (address.specific() && address.ip.loopback()) return names;
  for (std::size_t n = 0; n < nodes.size(); ++n)
    if (nodes[n].active() && !std::ranges::binary_search(wanted.on, n) && live(address, nodes[n]))
      names.emplace_back(nodes[n].name.value);
  return names;
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    if (wanted == nullptr || !wanted->limited || !site.starts) continue;
    for (const Binding& binding : site.bindings) {
      if (binding.end_point() == nullptr) continue;
      std::vector<std::string> names = exposed_on(farm, *wanted, binding);
      if (names.empty()) continue;
      constexpr std::size_t most = 5;
      const std::size_t all = names.size();
      if (all > most) {
        names.resize(most - 1);
        names.push_back(fmt::format("{} more nodes", all - names.size()));
      }
      Finding& finding = findings.add(
          binding.information.at, "{} is meant for {}, but {} answers on {}, too", site.name.value,
          wanted->on_text.value, binding.information.value, enumeration(names));
      if (wanted->internal) finding.as(Severity::Warning);
      finding.about(about(site, binding))
          .note(wanted->on_text.at, "its nodes are listed here")
          .note(binding.information.at, "shared configuration starts every site on every node");
      break;
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
