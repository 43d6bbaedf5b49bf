#include <set>

#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Names = std::set<std::string, std::less<>>;

Names web_farms(const Farm& farm) {
  Names names;
  for (const SectionPlace& place : farm.sections.everywhere("webFarms"))
    for (const XmlElement& web_farm : place.section->children())
      names.insert(lower(web_farm.value("name").value));
  return names;
}

// Whether something else than a web farm has the name.
bool is_host(const Farm& farm, std::string_view host) {
  if (host == "localhost" || (farm.manifest && farm.manifest->node(host) != nullptr)) return true;
  for (const Site& site : farm.config.sites)
    for (const Binding& binding : site.bindings)
      if (binding.end_point() != nullptr && binding.end_point()->host == host) return true;
  return false;
}

// The host of "http://shopfarm/{R:0}", as a range of the URL. Empty where a rule computes it, and
// where it cannot be a web farm: an address, a whole DNS name, a server with a port.
struct Range {
  std::size_t begin = 0;
  std::size_t size = 0;
};
Range bare_host(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t begin = scheme + 3;
  const std::string_view host = url.substr(begin, url.find('/', begin) - begin);
  if (host.find_first_of("{.:[") != std::string_view::npos) return {};
  return {.begin = begin, .size = host.size()};
}

// The place of the host, or of the whole URL if that is not written literally.
Location place_of(const Text& url, Range host) {
  if (url.at.end - url.at.begin != url.value.size()) return url.at;
  const auto begin = url.at.begin + static_cast<std::uint32_t>(host.begin);
  return {
      .file = url.at.file, .begin = begin, .end = begin + static_cast<std::uint32_t>(host.size)};
}

void report(const XmlElement& rule, const Text& url, Range host, const Names& farms,
            Findings& findings) {
  const Location at = place_of(url, host);
  const std::string_view name = url.value.substr(host.begin, host.size);
  const auto nearest = nearest_name(name, farms);
  Finding& finding = findings.add(
      at, "rule \"{}\" sends requests to \"{}\", which is no web farm{}", rule.value("name").value,
      name, nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : std::string());
  finding.about({.object = object_path(rule)}).note(at, "they get 502, unless DNS knows the name");
  if (nearest && at != url.at)
    finding.fix({.description = fmt::format("send them to {}", *nearest),
                 .edits = {{.at = at, .text = std::string(*nearest)}}});
}

void check(const Farm& farm, Findings& findings) {
  const Names farms = web_farms(farm);
  // Without any, the rules forward to servers whose names only DNS knows.
  if (farms.empty()) return;
  for (const XmlElement* rule :
       server_items(farm.sections, "system.webServer/rewrite/globalRules", "rule")) {
    const XmlElement* const action = rule->child("action");
    if (action == nullptr || !iequals(action->value("type").value, "Rewrite") ||
        rule->value("enabled").value == "false")
      continue;
    const Text url = action->value("url");
    const Range host = bare_host(url.value);
    const std::string name = lower(url.value.substr(host.begin, host.size));
    if (!name.empty() && !farms.contains(name) && !is_host(farm, name))
      report(*rule, url, host, farms, findings);
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
