#include "lint/config/paths.h"
#include "lint/config/sections.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const XmlElement* section : application_host_sections(*farm.config.root, "configHistory")) {
    const Text enabled = section->value("enabled");
    const Text path = section->value("path");
    if (iequals(enabled.value, "false")) {
      findings.add(enabled.at, "no history of the configuration is kept")
          .about({.object = object_path(*section)})
          .note(enabled.at, "the last good file is what brings a broken farm back");
    } else if (is_unc(path.value)) {
      findings
          .add(path.at, "the history of the configuration goes to {}: all nodes write there",
               path.value)
          .about({.object = object_path(*section)});
    }
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
        "mistake. On a share every node writes the same folders, and they are gone when the share "
        "is.",
    .remediation = "Keep the history, in a local folder.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
