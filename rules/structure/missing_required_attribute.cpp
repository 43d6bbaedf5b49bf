#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::MissingRequired, findings);
}

}  // namespace

extern constinit const Rule missing_required_attribute{
    .name = "missing-required-attribute",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "An attribute that IIS's schema requires is absent.",
    .rationale =
        "IIS refuses the section: 500.19 for requests that need it, and no site at all if WAS "
        "reads the section at start-up.",
    .remediation = "Add the attribute.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
