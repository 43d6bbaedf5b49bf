#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::LocationOverrideConflict, findings);
}

}  // namespace

extern constinit const Rule location_override_conflict{
    .name = "location-override-conflict",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "A <location> has both overrideMode and allowOverride.",
    .rationale =
        "The two say the same thing in a new and an old way, and IIS refuses a <location> that has "
        "both: what stands in it is not read.",
    .remediation = "Keep overrideMode and delete allowOverride.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
