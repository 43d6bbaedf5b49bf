#include <algorithm>
#include <array>

#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view section = "system.applicationHost/log";

struct CentralLog {
  std::string_view mode;
  std::string_view element;
};
constexpr std::array<CentralLog, 2> logs{
    {{"CentralBinary", "centralBinaryLogFile"}, {"CentralW3C", "centralW3CLogFile"}}};

Fix switch_log(const CentralLog& log, const Effective& enabled, std::string_view value) {
  Fix fix{.description = fmt::format("set enabled of {} to {}", log.element, value)};
  if (enabled.written()) fix.edits.push_back({.at = enabled.at, .text = std::string(value)});
  fix.commands.push_back(
      appcmd_set_section("", section, fmt::format("{}.enabled", log.element), value));
  return fix;
}

void check(const Farm& farm, Findings& findings) {
  const Effective mode =
      farm.sections.value("", {.section = section, .attribute = "centralLogFileMode"});
  const bool known = mode.is("Site") || std::ranges::any_of(logs, [&](const CentralLog& log) {
                       return mode.is(log.mode);
                     });
  if (!known) return;
  for (const CentralLog& log : logs) {
    const Effective enabled =
        farm.sections.value("", {.section = section, .attribute = "enabled", .child = log.element});
    const Subject subject{.object = std::string(section)};
    if (mode.is(log.mode)) {
      if (enabled.is("false"))
        findings
            .add(mode.at, "centralLogFileMode is {}, but {} is off: no site writes a log",
                 mode.value, log.element)
            .about(subject)
            .fix(switch_log(log, enabled, "true"));
    } else if (enabled.written() && enabled.is("true")) {
      findings
          .add(enabled.at, "{} is enabled, but centralLogFileMode is {}: IIS ignores its settings",
               log.element, mode.value)
          .about(subject)
          .fix(switch_log(log, enabled, "false"));
    }
  }
}

}  // namespace

extern constinit const Rule central_log_file_mode{
    .name = "central-log-file-mode",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "The settings of a central log and the log mode do not fit together.",
    .rationale =
        "centralLogFileMode decides whether each site logs by itself or all of them into one file. "
        "The settings of a central log that the mode does not choose do nothing, although IIS "
        "itself ships them switched on; a mode whose log is switched off leaves no log at all.",
    .remediation = "Choose the mode that is meant, and switch the other logs off.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
