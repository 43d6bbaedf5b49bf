#include <algorithm>

#include "lint/farm/tls_nodes.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/schema/versions.h"

namespace farmlint::rules {
namespace {

constexpr unsigned first_with_wildcards = 14393;  // IIS 10, Windows Server 2016

void report(const Farm& farm, const Site& site, const Binding& binding,
            const std::vector<std::size_t>& old, Severity level, Findings& findings) {
  const Node& first = farm.manifest->nodes[old.front()];
  Finding& finding =
      findings.add(binding.information().at,
                   "{}: the host {} needs IIS 10, which {} {} not have; {} does not "
                   "start there",
                   site.name().value, binding.end_point()->host, node_words(farm, old),
                   old.size() == 1 ? "does" : "do", site.name().value);
  finding.about(about(site, binding)).as(level);
  finding.note(first.element->value("osBuild").at, "{} has {} ({})", first.name.value,
               windows_of_build(*first.os_build), iis_of_build(*first.os_build));
  name_nodes(finding, farm, old);
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point == nullptr || !end_point->host.starts_with("*.")) continue;
      std::vector<std::size_t> nodes = live_nodes(farm, site, binding);
      std::erase_if(nodes, [&](std::size_t n) { return !farm.manifest->nodes[n].os_build; });
      std::vector<std::size_t> old = nodes;
      std::erase_if(old, [&](std::size_t n) {
        return *farm.manifest->nodes[n].os_build >= first_with_wildcards;
      });
      if (old.empty()) continue;
      report(farm, site, binding, old,
             old.size() == nodes.size() ? Severity::Error : Severity::Warning, findings);
    }
  }
}

}  // namespace

extern constinit const Rule binding_host_wildcard_unsupported{
    .name = "binding-host-wildcard-unsupported",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "A binding has a wildcard host name, and a node has a Windows before Server 2016.",
    .rationale =
        "HTTP.sys takes *.contoso.com for a host name only since IIS 10. On an older node the "
        "registration fails and takes the whole site down there, with all its other bindings "
        "(W3SVC, events 1003 and 1007).",
    .remediation =
        "Name the hosts one by one, or leave the host empty, until every node has Windows Server "
        "2016 or later. Correct osBuild in the manifest if the node has been upgraded.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
