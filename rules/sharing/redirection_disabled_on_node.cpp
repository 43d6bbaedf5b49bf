#include <algorithm>

#include "rules/sharing/redirections.h"
#include "rules/sharing/share_fix.h"

namespace farmlint::rules {
namespace {

void report(const Farm& farm, const Redirection& off, const Redirection* other,
            Findings& findings) {
  const Text& share = farm.manifest->configuration.share;
  const std::vector<std::string_view> shares = declared_shares(farm);
  Finding& finding = findings.add(
      off.text("enabled").at,
      "{} does not read the shared configuration{}: what is changed there does not reach it",
      off.node->name.value,
      off.section == nullptr ? ", for it has no <configurationRedirection>" : "");
  finding.subject.node = off.node->name.value;
  if (other != nullptr)
    finding.note(other->path().at, "{} reads {}", other->node->name.value, other->path().value);
  if (!shares.empty()) finding.note(share.at, "the share is declared here");
  finding.fix(enable_on(*off.node, shares.empty() ? other->path().value : shares.front()));
}

void check(const Farm& farm, Findings& findings) {
  const std::vector<Redirection> all = redirections(farm);
  const auto found = std::ranges::find_if(all, &Redirection::redirects);
  const Redirection* const other = found == all.end() ? nullptr : &*found;
  if (other == nullptr && farm.manifest->configuration.share.value.empty()) return;
  for (const Redirection& one : all)
    if (!one.enabled) report(farm, one, other, findings);
}

}  // namespace

extern constinit const Rule redirection_disabled_on_node{
    .name = "redirection-disabled-on-node",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "A node does not use the configuration that the others share.",
    .rationale =
        "Whether a node reads the share stands in its own redirection.config. Where redirection is "
        "off, IIS goes on with the files of the node: it looks healthy, and misses every change "
        "from then on. Installing a module asks for switching it off, and it is easily forgotten.",
    .remediation =
        "Enable shared configuration on the node, or say state=\"draining\" in the manifest while "
        "somebody works on it.",
    .evidence = Evidence::Redirection,
    .check = check,
};

}  // namespace farmlint::rules
