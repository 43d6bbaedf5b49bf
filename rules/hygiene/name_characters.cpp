#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// What tools refuse, although IIS reads it; what IIS refuses is invalid-attribute-value's affair.
constexpr std::string_view unwelcome = ";:@&=+$,|\"<>";
constexpr std::size_t longest_pool = 64;

std::string fault_of(std::string_view name) {
  if (trim(name).size() != name.size()) return "begins or ends with a blank";
  const auto at = name.find_first_of(unwelcome);
  return at == std::string_view::npos ? std::string()
                                      : fmt::format("has the character {}", name.substr(at, 1));
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const std::string fault = fault_of(site.name.value);
    if (fault.empty()) continue;
    Finding& finding =
        findings.add(site.name.at, "the name of site \"{}\" {}: scripts and tools stumble over it",
                     site.name.value, fault);
    if (site.name.value.find('\\') != std::string_view::npos) finding.as(Severity::Error);
    finding.about(about(site));
  }
  for (const ApplicationPool& pool : farm.config.pools) {
    std::string fault =
        trim(pool.name.value).size() != pool.name.value.size() ? "begins or ends with a blank" : "";
    if (pool.name.value.size() > longest_pool) fault = "is longer than 64 characters";
    if (fault.empty()) continue;
    findings.add(pool.name.at, "the name of pool \"{}\" {}", pool.name.value, fault)
        .about(about(pool));
  }
}

}  // namespace

extern constinit const Rule name_characters{
    .name = "name-characters",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "The name of a site or pool has characters that tools do not expect.",
    .rationale =
        "Names are part of paths, queries and command lines. IIS reads such a name, but appcmd, "
        "scripts and the WMI and managed APIs refuse it or cut it in two.",
    .remediation = "Rename it with letters, digits, blanks, dots and hyphens.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
