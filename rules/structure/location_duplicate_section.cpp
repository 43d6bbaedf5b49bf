#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::LocationDuplicateSection, findings);
}

}  // namespace

extern constinit const Rule location_duplicate_section{
    .name = "location-duplicate-section",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "One section is set twice for the same location path.",
    .rationale =
        "IIS refuses the section for that path: 500.19 for every request below it. A section "
        "outside of <location> and the same one inside <location path=\".\"> count as twice.",
    .remediation = "Merge the two into one.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
