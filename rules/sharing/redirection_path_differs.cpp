#include <algorithm>
#include <map>

#include "lint/address.h"
#include "lint/config/paths.h"
#include "rules/sharing/redirections.h"
#include "rules/sharing/share_fix.h"

namespace farmlint::rules {
namespace {

// "\\fs1\c$" of "\\fs1.contoso.com\c$"; other paths stay as they are.
std::string with_short_server(const std::string& path) {
  if (!is_unc(path)) return path;
  const std::size_t end = std::min(path.find('\\', 2), path.size());
  const std::string server = path.substr(2, end - 2);
  if (parse_ip(server)) return path;
  return "\\\\" + server.substr(0, server.find('.')) + path.substr(end);
}

// Whether one names the server by its short, the other by its full name.
bool same_server(const std::string& one, const std::string& other) {
  return with_short_server(one) == other || one == with_short_server(other);
}

// What the nodes should read: what the manifest says, else what most of them read.
std::vector<std::string> expected_paths(const Farm& farm, const std::vector<Redirection>& all) {
  std::vector<std::string> expected;
  for (const std::string_view share : declared_shares(farm))
    expected.push_back(normalized_path(share));
  if (!expected.empty()) return expected;
  std::map<std::string, std::size_t> counts;
  std::size_t most = 0;
  for (const Redirection& one : all)
    most = std::max(most, ++counts[normalized_path(one.path().value)]);
  for (const Redirection& one : all) {
    const std::string path = normalized_path(one.path().value);
    if (counts[path] == most) return {path};
  }
  return expected;
}

// The path as somebody wrote it, and where.
struct Reference {
  Text path;
  std::string reader;  // "the share of the manifest", "ServerA reads"
};

Reference reference(const Farm& farm, const std::vector<Redirection>& all,
                    const std::string& expected) {
  const std::vector<std::string_view> shares = declared_shares(farm);
  if (!shares.empty())
    return {{shares.front(), farm.manifest->configuration.share.at},
            "the share in the manifest is"};
  for (const Redirection& one : all)
    if (normalized_path(one.path().value) == expected)
      return {one.path(), fmt::format("{} reads", one.node->name.value)};
  return {};
}

void report(const Redirection& one, const Reference& right, Severity level, Findings& findings) {
  const std::string_view node = one.node->name.value;
  const std::string consequence =
      level == Severity::Note
          ? std::string("the same folder as long as both names lead to one server")
          : fmt::format("{} misses every change made there", node);
  Finding& finding = findings.add(one.path().at, "{} reads {}, but {} {}: {}", node,
                                  one.path().value, right.reader, right.path.value, consequence);
  finding.as(level).subject.node = node;
  finding.note(right.path.at, "{} {}", right.reader, right.path.value);
  if (level != Severity::Note) finding.fix(enable_on(*one.node, right.path.value));
}

void check(const Farm& farm, Findings& findings) {
  std::vector<Redirection> all = redirections(farm);
  std::erase_if(all, [&](const Redirection& one) {
    const bool copied = replicated(farm) && !is_unc(one.path().value);
    return !one.redirects() || copied;
  });
  const std::vector<std::string> expected = expected_paths(farm, all);
  if (expected.empty()) return;
  const Reference right = reference(farm, all, expected.front());
  for (const Redirection& one : all) {
    const std::string path = normalized_path(one.path().value);
    if (std::ranges::find(expected, path) != expected.end()) continue;
    const bool same = std::ranges::any_of(
        expected, [&](const std::string& other) { return same_server(path, other); });
    report(one, right, same ? Severity::Note : Severity::Error, findings);
  }
}

}  // namespace

extern constinit const Rule redirection_path_differs{
    .name = "redirection-path-differs",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "A node reads its configuration from another folder than the others.",
    .rationale =
        "Each node's redirection.config names the folder. A node that was left on an old one works "
        "as before and misses every change since the switch; nothing on the node tells.",
    .remediation =
        "Point the node to the share of the others. During a step-by-step move name both folders "
        "in the manifest: <configuration share=\"...\">.",
    .evidence = Evidence::Redirection,
    .check = check,
};

}  // namespace farmlint::rules
