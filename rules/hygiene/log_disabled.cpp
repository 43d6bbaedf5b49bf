#include <algorithm>
#include <array>
#include <set>

#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr std::array<std::string_view, 4> wanted{"ClientIP", "UriStem", "HttpStatus", "TimeTaken"};

std::string missing_fields(std::string_view flags) {
  const auto has = comma_list(flags);
  std::string missing;
  for (const std::string_view field : wanted) {
    if (std::ranges::any_of(has, [&](std::string_view flag) { return iequals(flag, field); }))
      continue;
    missing += (missing.empty() ? "" : ", ") + std::string(field);
  }
  return missing;
}

void check(const Farm& farm, Findings& findings) {
  std::set<Location> told;
  for (const Site& site : farm.config.sites) {
    const Effective enabled = site.layers.value("enabled", "logFile");
    const Effective flags = site.layers.value("logExtFileFlags", "logFile");
    const std::string_view whose = enabled.origin == Origin::Own || flags.origin == Origin::Own
                                       ? site.name.value
                                       : "siteDefaults";
    if (enabled.is("false")) {
      if (told.insert(enabled.at).second)
        findings.add(enabled.at, "{} writes no log", whose).about(about(site));
      continue;
    }
    const std::string missing = missing_fields(flags.value);
    if (flags.written() && !missing.empty() && told.insert(flags.at).second)
      findings.add(flags.at, "the log of {} lacks {}", whose, missing).about(about(site));
  }
}

}  // namespace

extern constinit const Rule log_disabled{
    .name = "log-disabled",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A site writes no log, or leaves out what an investigation needs.",
    .rationale =
        "Without address, path, status and duration nobody can tell afterwards which node answered "
        "what to whom.",
    .remediation = "Turn the log on, with ClientIP, UriStem, HttpStatus and TimeTaken.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
