#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/commands.h"
#include "lint/config/items.h"
#include "lint/config/setting.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr std::array<std::string_view, 4> wanted{"ClientIP", "UriStem", "HttpStatus", "TimeTaken"};

// "Shop", or all sites that share the defaults.
std::string who(const Site& site, const Effective& setting) {
  if (setting.origin == Origin::Own) return std::string(site.name().value);
  return fmt::format("{}, like each site that inherits this from siteDefaults,", site.name().value);
}

std::vector<std::string> missing_fields(std::string_view flags) {
  std::vector<std::string> missing;
  for (const std::string_view field : wanted)
    if (!lists(flags, field)) missing.emplace_back(field);
  return missing;
}

Fix set(const Site& site, const Effective& setting, std::string_view attribute,
        const std::string& value) {
  const bool own = setting.origin == Origin::Own;
  return {.description = fmt::format("set {} to {}", attribute, value),
          .edits = {{.at = setting.at, .text = value}},
          .commands = {
              own ? appcmd_set_site(site.name().value, fmt::format("logFile.{}", attribute), value)
                  : appcmd_set_section("", "system.applicationHost/sites",
                                       fmt::format("siteDefaults.logFile.{}", attribute), value)}};
}

// A site with a log of its own: FTP has another one.
bool logs_requests(const Site& site) {
  return site.starts && std::ranges::any_of(site.bindings, [](const Binding& binding) {
           return binding.scheme == Scheme::Http || binding.https();
         });
}

struct LogSettings {
  Setting enabled{"enabled", "logFile"};
  Setting format{"logFormat", "logFile"};
  Setting flags{"logExtFileFlags", "logFile"};
};

void check_site(const Site& site, LogSettings& settings, Told& told, Findings& findings) {
  const Effective enabled = settings.enabled.of(site);
  if (enabled.is("false")) {
    if (told.first(enabled.at))
      findings
          .add(enabled.at,
               "{} writes no log: afterwards nobody can tell which node answered what to whom",
               who(site, enabled))
          .about(about(site))
          .fix(set(site, enabled, "enabled", "true"));
    return;
  }
  const Effective flags = settings.flags.of(site);
  // The other formats have fixed fields.
  if (!flags.written() || !settings.format.of(site).is("W3C")) return;
  const std::vector<std::string> missing = missing_fields(flags.value);
  if (missing.empty() || !told.first(flags.at)) return;
  const std::string complete =
      fmt::format("{}{}{}", flags.value, flags.value.empty() ? "" : ",", fmt::join(missing, ","));
  findings
      .add(flags.at, "{} writes a log without {}, which investigations need", who(site, flags),
           enumeration(missing))
      .about(about(site))
      .fix(set(site, flags, "logExtFileFlags", complete));
}

void check(const Farm& farm, Findings& findings) {
  const SectionAttribute mode{.section = "system.applicationHost/log",
                              .attribute = "centralLogFileMode"};
  // A central log has settings of its own.
  if (!farm.sections.value("", mode).is("Site")) return;
  LogSettings settings;
  Told told;
  for (const Site& site : farm.config.sites)
    if (logs_requests(site)) check_site(site, settings, told, findings);
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
