#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::UnknownName, findings);
}

}  // namespace

extern constinit const Rule unknown_element_or_attribute{
    .name = "unknown-element-or-attribute",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "An element or attribute is not in IIS's schema.",
    .rationale =
        "IIS compares names exactly, letter case included, and refuses the section that holds an "
        "unknown one: 500.19 for requests that need it, and no site at all if WAS reads the "
        "section at start-up.",
    .remediation =
        "Correct the name, or delete it; an add-on's names need its schema file on every node.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
