#include <map>
#include <tuple>

#include "lint/schema/versions.h"
#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

std::vector<const Node*> older_nodes(const Farm& farm, unsigned build) {
  std::vector<const Node*> nodes;
  for (const Node& node : farm.manifest->nodes) {
    if (node.active() && node.os_build.value_or(build) < build) nodes.push_back(&node);
  }
  return nodes;
}

std::string described(const VersionUse& use) {
  if (use.kind == VersionUse::Kind::Attribute) return fmt::format("attribute '{}'", use.name);
  if (use.kind == VersionUse::Kind::Element) return fmt::format("<{}>", use.name);
  return fmt::format("section '{}'", use.name);
}

std::string others(std::size_t nodes) {
  if (nodes == 0) return {};
  return fmt::format("; {} other {} too old", nodes, nodes == 1 ? "node is" : "nodes are");
}

// One name is told once, where it is first used.
void report_newer(const Farm& farm, const std::vector<VersionUse>& uses, Findings& findings) {
  const VersionUse& use = uses.front();
  const IisVersion* version = iis_version(use.since);
  if (version == nullptr) return;
  const std::vector<const Node*> nodes = older_nodes(farm, version->build);
  if (nodes.empty()) return;
  const Node& node = *nodes.front();
  const bool eager = use.read_by == ReadBy::Was;
  Finding& finding = findings
                         .add(use.at, "{} needs {}; {} runs build {} ({}){}", described(use),
                              version->name, node.name.value, *node.os_build,
                              iis_of_build(*node.os_build), others(nodes.size() - 1))
                         .as(eager ? Severity::Error : Severity::Warning);
  if (nodes.size() == 1) finding.subject.node = node.name.value;
  if (eager) finding.note(use.at, "WAS cannot read its section there: no site starts");
  if (uses.size() > 1) finding.note(uses[1].at, "used {} times in all", uses.size());
}

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::UnknownName, findings);
  if (!farm.manifest) return;
  std::map<std::tuple<std::string_view, VersionUse::Kind, std::string_view>,
           std::vector<VersionUse>>
      names;
  for (const Document& document : farm.documents) {
    for (const VersionUse& use : document.schema.versions)
      names[{use.section, use.kind, use.name}].push_back(use);
  }
  for (const auto& [name, uses] : names) report_newer(farm, uses, findings);
}

}  // namespace

extern constinit const Rule unknown_element_or_attribute{
    .name = "unknown-element-or-attribute",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "An element or attribute is not in IIS's schema.",
    .rationale =
        "IIS compares names exactly, letter case included, and refuses the section that holds an "
        "unknown one: 500.19 for requests that need it, and no site at all if WAS reads the "
        "section at start-up.",
    .remediation =
        "Correct the name, or delete it; an add-on's names need its schema file on every node.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
