#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::InvalidValue, findings);
}

}  // namespace

extern constinit const Rule invalid_attribute_value{
    .name = "invalid-attribute-value",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "The value of an attribute is not one that IIS's schema allows.",
    .rationale =
        "IIS refuses the section: 500.19 for requests that need it, and no site at all if WAS "
        "reads the section at start-up.",
    .remediation = "Write a value of the type and range that the message names.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
