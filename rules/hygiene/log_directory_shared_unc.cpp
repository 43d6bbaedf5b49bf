#include <set>

#include "lint/config/paths.h"
#include "lint/farm/path_uses.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool is_log(const PathUse& use) {
  return use.what.starts_with("logs ") || use.what == "the central log" ||
         use.what.starts_with("failed-request traces");
}

void check(const Farm& farm, Findings& findings) {
  const std::size_t nodes = active_nodes(farm).size();
  if (nodes < 2) return;
  for (const PathUse& use : path_uses(farm)) {
    const bool per_node = lower(use.path.value).find("%computername%") != std::string::npos;
    if (!is_log(use) || !is_unc(use.path.value) || per_node) continue;
    findings.add(use.path.at, "{}: all {} nodes write to {}", use.what, nodes, use.path.value)
        .about(use.subject)
        .note(use.path.at,
              "they open files of the same names, and HTTP.sys stops logging for a site "
              "whose file it cannot open")
        .fix({.description = "a folder for each node",
              .edits = {{.at = use.path.at,
                         .text = fmt::format("{}\\%COMPUTERNAME%", use.path.value)}},
              .commands = {}});
  }
}

}  // namespace

extern constinit const Rule log_directory_shared_unc{
    .name = "log-directory-shared-unc",
    .severity = Severity::Warning,
    .subject = Subjects::Hygiene,
    .summary = "All nodes write their logs to one folder on a share.",
    .rationale =
        "Logs of a site have the same name on every node (W3SVC with its id, the day), so the "
        "nodes compete for one file on the share. Lines are lost, or logging stops.",
    .remediation = "Log to a local folder, or put %COMPUTERNAME% into the path.",
    .evidence = Evidence::Manifest,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
