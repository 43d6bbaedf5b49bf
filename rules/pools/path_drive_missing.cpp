#include <algorithm>

#include "lint/config/paths.h"
#include "lint/farm/path_uses.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

bool lists(const std::vector<Text>& drives, char letter) {
  return std::ranges::any_of(drives, [letter](const Text& drive) {
    return !drive.value.empty() && drive_of(std::string(1, drive.value.front()) + ":") == letter;
  });
}

// Nodes that list their drives, on which the path is needed, without that drive. Mapped drives have
// a rule of their own.
std::vector<const Node*> without_drive(const Farm& farm, const PathUse& use, char letter) {
  std::vector<const Node*> found;
  const auto look = [&](const Node& node) {
    if (node.active() && !node.drives.empty() && !lists(node.drives, letter) &&
        !lists(node.mapped_drives, letter))
      found.push_back(&node);
  };
  if (use.site == nullptr) {
    for (const Node& node : farm.manifest->nodes) look(node);
  } else {
    for (const std::size_t n : nodes_of(farm, *use.site)) look(farm.manifest->nodes[n]);
  }
  return found;
}

void check(const Farm& farm, Findings& findings) {
  for (const PathUse& use : path_uses(farm)) {
    const char letter = drive_of(use.path.value);
    if (letter == 0) continue;
    const std::vector<const Node*> nodes = without_drive(farm, use, letter);
    if (nodes.empty()) continue;
    std::vector<std::string> names;
    for (const Node* node : nodes) names.emplace_back(node->name.value);
    Subject subject = use.subject;
    if (nodes.size() == 1) subject.node = names.front();
    Finding& finding =
        findings.add(use.path.at, "{} is \"{}\", and {} {} no drive {}:", use.what, use.path.value,
                     enumeration(names), names.size() == 1 ? "has" : "have", letter);
    finding.about(std::move(subject));
    for (const Node* node : nodes)
      finding.note(node->drives.front().at, "the drives of {} are listed here", node->name.value);
  }
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
