#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/pools/drives.h"

namespace farmlint::rules {
namespace {

void report(const Farm& farm, const PathUse& use, char letter,
            const std::vector<std::size_t>& nodes, Findings& findings) {
  Finding& finding = findings.add(
      use.path.at,
      "\"{}\", for {}, is missing on {}: services do not see the mapped drive {}:", use.path.value,
      use.what(), node_words(farm, nodes), letter);
  finding.about(use.subject());
  name_nodes(finding, farm, nodes);
  const Node& first = farm.manifest->nodes[nodes.front()];
  finding.note(first.mapped_drives.front().at, "these are the mapped drives of {}",
               first.name.value);
  finding.note(use.path.at, "a drive is mapped for the user who is logged on, not for IIS");
}

void check(const Farm& farm, Findings& findings) {
  const auto maps = [](const Node& node, char letter) {
    return has_drive(node.mapped_drives, letter) && !has_drive(node.drives, letter);
  };
  for (const DriveUse& use : drive_uses(farm, maps))
    report(farm, use.path, use.letter, use.nodes, findings);
}

}  // namespace

extern constinit const Rule unc_content_drive_mapped{
    .name = "unc-content-drive-mapped",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "A path is on a mapped network drive.",
    .rationale =
        "Drive letters are mapped for the session of a user. Services run in another one, so IIS "
        "finds neither content nor logs there (500.19, 0x80070003), although the admin who is "
        "logged on does.",
    .remediation = "Write the UNC path, \\\\server\\share, and see that the identity may read it.",
    .evidence = Evidence::Manifest,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
