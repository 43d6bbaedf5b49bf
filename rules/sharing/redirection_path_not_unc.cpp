#include <algorithm>
#include <array>

#include "lint/config/paths.h"
#include "lint/text.h"
#include "rules/sharing/redirections.h"

namespace farmlint::rules {
namespace {

// Variables that lead to the node's own disks; another one may hold a share.
bool is_local(std::string_view path) {
  if (is_unc(path)) return false;
  if (!path.starts_with('%')) return true;
  constexpr std::array<std::string_view, 5> variables{"systemroot", "systemdrive", "windir",
                                                      "programfiles", "programdata"};
  const std::string name = lower(path.substr(1, path.find('%', 1) - 1));
  return std::ranges::find(variables, name) != variables.end();
}

bool is_mapped(const Node& node, std::string_view path) {
  const char drive = drive_of(path);
  return drive != 0 && std::ranges::any_of(node.mapped_drives, [drive](const Text& letter) {
           return lower(letter.value.front()) == lower(drive);
         });
}

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2) return;
  for (const Redirection& one : redirections(farm)) {
    const Text path = one.path();
    if (!one.redirects() || !is_local(path.value)) continue;
    const bool mapped = is_mapped(*one.node, path.value);
    if (!mapped && replicated(farm)) continue;
    const std::string_view node = one.node->name.value;
    Finding& finding = findings.add(
        path.at, "{} reads its configuration from {}, {}", node, path.value,
        mapped ? "a mapped drive: services do not see those, and IIS does not start"
               : "a folder of its own: what is changed on another node does not reach it");
    finding.subject.node = node;
    if (mapped) finding.as(Severity::Error);
  }
}

}  // namespace

extern constinit const Rule redirection_path_not_unc{
    .name = "redirection-path-not-unc",
    .severity = Severity::Warning,
    .subject = Subjects::Sharing,
    .summary = "A node of the farm reads its configuration from a local folder.",
    .rationale =
        "A local path means another folder on every node. Unless something copies it, the nodes "
        "drift apart with the first change. Drive letters that a user has mapped do not exist for "
        "services, so IIS does not find the file at all.",
    .remediation =
        "Use the UNC path of the share. If the folder is replicated, say so in the manifest: "
        "<configuration replication=\"dfsr\">.",
    .evidence = Evidence::Redirection,
    .check = check,
};

}  // namespace farmlint::rules
