#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::ConfigSectionsMisplaced, findings);
}

}  // namespace

extern constinit const Rule config_sections_misplaced{
    .name = "config-sections-misplaced",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary =
        "There is more than one <configSections>, or it is not the first element of the file.",
    .rationale =
        "IIS reads <configSections> before anything else and refuses the whole file if it stands "
        "elsewhere or twice: no node can serve a request.",
    .remediation =
        "Move the one <configSections> to the top of <configuration>; merge a second one into the "
        "first.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
