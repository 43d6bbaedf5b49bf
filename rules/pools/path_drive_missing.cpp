#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/pools/drives.h"

namespace farmlint::rules {
namespace {

void report(const Farm& farm, const PathUse& use, char letter,
            const std::vector<std::size_t>& nodes, Findings& findings) {
  Finding& finding = findings.add(
      use.path.at, "\"{}\", for {}, is missing on {}: there is no drive {}:", use.path.value,
      use.what(), node_words(farm, nodes), letter);
  finding.about(use.subject())
      .note(use.path.at, "there requests get 500.19 (0x80070003), or logs are lost");
  name_nodes(finding, farm, nodes);
  const Node& first = farm.manifest->nodes[nodes.front()];
  finding.note(first.drives.front().at, "these are the drives of {}", first.name.value);
}

void check(const Farm& farm, Findings& findings) {
  // Nothing is known of a node that lists no drives; mapped ones have a rule of their own.
  const auto lacks = [](const Node& node, char letter) {
    return !node.drives.empty() && !has_drive(node.drives, letter) &&
           !has_drive(node.mapped_drives, letter);
  };
  for (const DriveUse& use : drive_uses(farm, lacks))
    report(farm, use.path, use.letter, use.nodes, findings);
}

}  // namespace

extern constinit const Rule path_drive_missing{
    .name = "path-drive-missing",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "A path is on a drive that a node does not have.",
    .rationale =
        "The configuration is shared, content and drives are not. On a node without the drive "
        "requests get 500.19 (0x80070003) or logs are lost, while the other nodes work.",
    .remediation = "Use a drive that all nodes have, or give the node that drive.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
