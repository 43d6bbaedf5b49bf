#include "lint/commands.h"
#include "lint/config/paths.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view section = "system.applicationHost/configHistory";
constexpr std::string_view local_path = "%SystemDrive%\\inetpub\\history";

Fix set(const Effective& setting, std::string_view attribute, std::string_view value) {
  return {.description = fmt::format("set {} to {}", attribute, value),
          .edits = {{.at = setting.at, .text = std::string(value)}},
          .commands = {appcmd_set_section("", section, attribute, value)}};
}

void check(const Farm& farm, Findings& findings) {
  const Effective enabled = farm.sections.value("", {.section = section, .attribute = "enabled"});
  const Effective path = farm.sections.value("", {.section = section, .attribute = "path"});
  if (enabled.is("false")) {
    findings
        .add(enabled.at,
             "no history of the configuration is kept: after a mistake there is no last good file "
             "to go back to")
        .about({.object = std::string(section)})
        .fix(set(enabled, "enabled", "true"));
  } else if (is_unc(path.value)) {
    findings
        .add(path.at,
             "the history of the configuration is kept on {}: it is out of reach when that share "
             "is, and all nodes write there",
             share_of(path.value))
        .about({.object = std::string(section)})
        .fix(set(path, "path", local_path));
  }
}

}  // namespace

extern constinit const Rule config_history_path{
    .name = "config-history-path",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "The history of the configuration is off or on a share.",
    .rationale =
        "AppHostSvc keeps copies of the configuration, which are the fastest way back after a "
        "mistake. On a share every node writes them, and they are gone when the share is.",
    .remediation = "Keep the history, in a local folder.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
