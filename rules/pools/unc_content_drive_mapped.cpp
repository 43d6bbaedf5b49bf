#include <algorithm>

#include "lint/config/paths.h"
#include "lint/farm/path_uses.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool has_drive(const std::vector<Text>& drives, char letter) {
  return std::ranges::any_of(drives, [letter](const Text& drive) {
    return !drive.value.empty() && drive_of(std::string(1, drive.value.front()) + ":") == letter;
  });
}

void check(const Farm& farm, Findings& findings) {
  for (const PathUse& use : path_uses(farm)) {
    const char letter = drive_of(use.path.value);
    if (letter == 0) continue;
    for (const Node* node : active_nodes(farm)) {
      if (!has_drive(node->mapped_drives, letter) || has_drive(node->drives, letter)) continue;
      Subject subject = use.subject;
      subject.node = node->name.value;
      findings
          .add(use.path.at, "{} is on {}:, a mapped drive of {}: services do not see it", use.what,
               letter, node->name.value)
          .about(std::move(subject))
          .note(node->mapped_drives.front().at, "the mapped drives are declared here")
          .note(use.path.at, "a drive is mapped for the user who is logged on, not for IIS");
      break;
    }
  }
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
    .check = check,
};

}  // namespace farmlint::rules
