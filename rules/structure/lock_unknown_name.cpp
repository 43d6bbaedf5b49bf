#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::LockUnknownName, findings);
}

}  // namespace

extern constinit const Rule lock_unknown_name{
    .name = "lock-unknown-name",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "A list of locks names an attribute or element that is not there.",
    .rationale =
        "IIS refuses the section (\"lockAttributes contains unknown attribute\"): 500.19 for "
        "requests that need it, and the setting that was to be locked is not.",
    .remediation = "Correct the name, or delete it from the list.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
