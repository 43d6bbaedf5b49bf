#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "lint/schema/versions.h"
#include "rules/sharing/administration.h"
#include "rules/sharing/node_words.h"

namespace farmlint::rules {
namespace {

// Assemblies that have the version of their IIS, "8.5.0.0" (KB 3151973).
bool has_version_of_iis(const AssemblyUse& use) {
  constexpr std::array<std::string_view, 3> names{"Microsoft.Web.Management.Iis",
                                                  "Microsoft.Web.Management.Aspnet",
                                                  "Microsoft.Web.Management.Extensions"};
  // With IIS 7.0 these two were downloads with versions of their own.
  constexpr std::array<std::string_view, 2> since_8{"Microsoft.Web.Management.Ftp",
                                                    "Microsoft.Web.Management.WebDAV"};
  if (use.version.empty()) return false;
  if (std::ranges::find(names, use.name) != names.end()) return true;
  return !use.version.starts_with("7.") && std::ranges::find(since_8, use.name) != since_8.end();
}

// One use of each version; the version that most assemblies have comes first.
std::vector<AssemblyUse> versions_of(const XmlDocument& document) {
  std::vector<AssemblyUse> first;
  std::map<std::string_view, std::size_t> counts;
  for (const AssemblyUse& use : assemblies(document))
    if (has_version_of_iis(use) && ++counts[use.version] == 1) first.push_back(use);
  std::ranges::stable_sort(first, std::greater{},
                           [&](const AssemblyUse& use) { return counts[use.version]; });
  return first;
}

// "IIS 8.5" has "8.5.0.0".
std::string version_of_iis(std::string_view iis) {
  return fmt::format("{}.0.0", iis.substr(iis.find(' ') + 1));
}

void check_within(const std::vector<AssemblyUse>& versions, Findings& findings) {
  for (std::size_t i = 1; i < versions.size(); ++i) {
    const AssemblyUse& other = versions[i];
    findings
        .add(other.version_at,
             "{} {} beside {} {}: IIS Manager can load the modules of one version of IIS only",
             other.name, other.version, versions.front().name, versions.front().version)
        .about(about(*other.element))
        .note(versions.front().version_at, "{} here", versions.front().version);
  }
}

void check_nodes(const Farm& farm, const AssemblyUse& use, Findings& findings) {
  std::vector<const Node*> nodes = active_nodes(farm);
  std::erase_if(nodes, [&](const Node* node) {
    return !node->os_build || version_of_iis(iis_of_build(*node->os_build)) == use.version;
  });
  if (nodes.empty()) return;
  Finding& finding = findings.add(
      use.version_at, "{} {} is not what {} ha{}: IIS Manager shows no icons for its modules there",
      use.name, use.version, names_of(nodes), nodes.size() == 1 ? "s" : "ve");
  finding.about(about(*use.element));
  concern(finding, nodes);
  for (const Node* node : nodes)
    finding.note(node->element->at(), "{} has {}", node->name.value, iis_of_build(*node->os_build));
}

void check(const Farm& farm, Findings& findings) {
  for (const Document* document : administration_documents(farm)) {
    const std::vector<AssemblyUse> versions = versions_of(document->xml);
    if (versions.empty()) continue;
    check_within(versions, findings);
    check_nodes(farm, versions.front(), findings);
  }
}

}  // namespace

extern constinit const Rule administration_config_version_mismatch{
    .name = "administration-config-version-mismatch",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "administration.config was written by another version of IIS.",
    .rationale =
        "administration.config names the assemblies of IIS Manager with their version, which is "
        "that of IIS: 8.0.0.0, 8.5.0.0, 10.0.0.0. A node with another IIS does not have them: IIS "
        "Manager shows no icons there and logs IISMANAGER_ERROR_LOADING_PROVIDER_TYPE.",
    .remediation =
        "Export the configuration from a node with the version that all nodes have, and never mix "
        "versions behind one share.",
    .evidence = Evidence::Administration,
    .check = check,
};

}  // namespace farmlint::rules
