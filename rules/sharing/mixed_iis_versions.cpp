#include <algorithm>
#include <chrono>
#include <functional>

#include "lint/farm/wording.h"
#include "lint/schema/versions.h"
#include "rules/sharing/node_words.h"

namespace farmlint::rules {
namespace {

struct Group {
  unsigned build = 0;
  std::vector<const Node*> nodes;
};

// The nodes whose build is known, by build; the group with most nodes that stay comes first.
std::vector<Group> groups(const Farm& farm) {
  std::vector<Group> result;
  for (const Node* node : active_nodes(farm)) {
    if (!node->os_build) continue;
    auto group = std::ranges::find(result, *node->os_build, &Group::build);
    if (group == result.end()) group = result.insert(group, {*node->os_build, {}});
    group->nodes.push_back(node);
  }
  std::ranges::stable_sort(result, std::greater{}, [](const Group& group) {
    return std::ranges::count(group.nodes, NodeState::Active, &Node::state);
  });
  return result;
}

bool migrating(const Farm& farm) {
  const auto& until = farm.manifest->policy.mixed_versions_until;
  return until && std::chrono::floor<std::chrono::days>(farm.now) <= *until;
}

std::string group_words(const std::vector<Group>& all) {
  std::string text;
  for (const Group& group : all) {
    if (!text.empty()) text += ", ";
    text += fmt::format("{} run{} {}", names_of(group.nodes), group.nodes.size() == 1 ? "s" : "",
                        windows_of_build(group.build));
  }
  return text;
}

std::string consequence(const std::vector<Group>& all) {
  std::vector<std::string> names;
  for (const Group& group : all) {
    const std::string_view iis = iis_of_build(group.build);
    if (std::ranges::find(names, iis) == names.end()) names.emplace_back(iis);
  }
  if (names.size() == 1)
    return fmt::format("{} differs from one to the other in what it knows", names.front());
  return fmt::format("one configuration cannot serve {}", enumeration(names));
}

void report(const std::vector<Group>& all, Severity level, Findings& findings) {
  std::vector<const Node*> others;
  for (std::size_t i = 1; i < all.size(); ++i)
    others.insert(others.end(), all[i].nodes.begin(), all[i].nodes.end());
  const auto active = std::ranges::find(others, NodeState::Active, &Node::state);
  const Node& first = active == others.end() ? *others.front() : **active;
  Finding& finding =
      findings.add(first.element->at(), "{}: {}", group_words(all), consequence(all));
  finding.as(level).subject.node = first.name.value;
  others.push_back(all.front().nodes.front());
  for (const Node* node : others)
    if (node != &first)
      finding.note(node->element->at(), "{} runs {}", node->name.value,
                   windows_of_build(*node->os_build));
}

void check(const Farm& farm, Findings& findings) {
  const std::vector<Group> all = groups(farm);
  if (all.size() < 2 || migrating(farm)) return;
  const std::string_view iis = iis_of_build(all.front().build);
  const bool same = std::ranges::all_of(
      all, [&](const Group& group) { return iis_of_build(group.build) == iis; });
  // A service pack changes the build, too; of IIS 10 every build has features of its own.
  if (same && iis != "IIS 10.0") return;
  report(all, same ? Severity::Warning : Severity::Error, findings);
}

}  // namespace

extern constinit const Rule mixed_iis_versions{
    .name = "mixed-iis-versions",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "The nodes run different versions of IIS.",
    .rationale =
        "Microsoft does not support different releases of IIS behind one configuration: what one "
        "knows, the other refuses with 500.19, and IIS Manager loads the modules of one release "
        "only. IIS 10.0 is the name of several: Server 2016, 2019, 2022 and 2025 differ in "
        "attributes and default values.",
    .remediation =
        "Bring the nodes to the same version. While a farm is being moved, give the last day in "
        "the manifest: <policy mixedVersionsUntil=\"...\">.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
