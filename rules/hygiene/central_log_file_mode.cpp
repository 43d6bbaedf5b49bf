#include <array>

#include "lint/config/sections.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

struct CentralLog {
  std::string_view mode;
  std::string_view element;
};
constexpr std::array<CentralLog, 2> logs{
    {{"CentralBinary", "centralBinaryLogFile"}, {"CentralW3C", "centralW3CLogFile"}}};

void check(const Farm& farm, Findings& findings) {
  for (const XmlElement* section : application_host_sections(*farm.config.root, "log")) {
    const std::string_view written = section->value("centralLogFileMode").value;
    const std::string_view mode = written.empty() ? "Site" : written;
    for (const CentralLog& log : logs) {
      const XmlElement* const element = section->child(log.element);
      const bool enabled = element != nullptr && iequals(element->value("enabled").value, "true");
      const bool chosen = iequals(mode, log.mode);
      if (enabled == chosen) continue;
      const Location at = element == nullptr ? section->at : element->at;
      findings
          .add(at,
               enabled ? "{} is enabled, but centralLogFileMode is {}: it is not written"
                       : "{} is not enabled, but centralLogFileMode is {}: nothing is logged",
               log.element, mode)
          .about({.object = object_path(*section)});
    }
  }
}

}  // namespace

extern constinit const Rule central_log_file_mode{
    .name = "central-log-file-mode",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A central log is configured that the log mode does not use.",
    .rationale =
        "centralLogFileMode decides whether sites log by themselves or into one file. Settings of "
        "the other kind do nothing; IIS itself ships them switched on.",
    .remediation = "Choose the mode that is meant, or switch the other log off.",
    .evidence = Evidence::Config,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
