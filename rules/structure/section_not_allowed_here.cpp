#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::SectionNotAllowedHere, findings);
}

}  // namespace

extern constinit const Rule section_not_allowed_here{
    .name = "section-not-allowed-here",
    .severity = Severity::Note,
    .subject = Subjects::Structure,
    .summary = "A section stands in a <location> or file where its declaration does not allow it.",
    .rationale =
        "The declaration restricts the section with allowDefinition or allowLocation. IIS may "
        "refuse it with 500.19 or pass over it; either way the setting does not take effect where "
        "it stands.",
    .remediation = "Move the section to the level that its declaration allows.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
