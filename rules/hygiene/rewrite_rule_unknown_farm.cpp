#include <set>

#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Names = std::set<std::string, std::less<>>;

Names known_hosts(const Farm& farm) {
  Names names{"localhost"};
  for (const SectionPlace& place : farm.sections.everywhere("webFarms"))
    for (const XmlElement& web_farm : place.section->children())
      names.insert(lower(web_farm.value("name").value));
  for (const Site& site : farm.config.sites)
    for (const Binding& binding : site.bindings)
      if (binding.end_point() != nullptr) names.insert(binding.end_point()->host);
  if (!farm.manifest) return names;
  for (const auto& [name, node] : farm.manifest->index.nodes) names.insert(lower(name));
  return names;
}

// The host of "http://shopfarm/{R:0}"; empty where a rule computes it.
std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find('/'));
  if (host.find('{') != std::string_view::npos) return {};
  return lower(host.substr(0, host.find(':')));
}

void check(const Farm& farm, Findings& findings) {
  const Names known = known_hosts(farm);
  for (const XmlElement* rule :
       written_items(farm.sections, "system.webServer/rewrite/globalRules", "rule")) {
    const XmlElement* const action = rule->child("action");
    if (action == nullptr || !iequals(action->value("type").value, "Rewrite")) continue;
    const Text url = action->value("url");
    const std::string host = host_of(url.value);
    // A whole DNS name or an address may be any server of the world; a bare name is a web farm.
    if (host.empty() || host.find('.') != std::string::npos || known.contains(host)) continue;
    const auto nearest = nearest_name(host, known);
    findings
        .add(url.at, "rule \"{}\" sends requests to \"{}\", which is no web farm{}",
             rule->value("name").value, host,
             nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : std::string())
        .about({.object = object_path(*rule)})
        .note(url.at, "requests that the rule takes get 502");
  }
}

}  // namespace

extern constinit const Rule rewrite_rule_unknown_farm{
    .name = "rewrite-rule-unknown-farm",
    .severity = Severity::Warning,
    .subject = Subjects::Hygiene,
    .summary = "A rewrite rule names a web farm that does not exist.",
    .rationale =
        "Application Request Routing looks for a web farm with the host name of the rewritten URL. "
        "Without one the name goes to DNS, where it is not known, and clients get 502.",
    .remediation = "Correct the name in the action, or add the web farm.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
