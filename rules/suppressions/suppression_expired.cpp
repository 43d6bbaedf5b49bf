#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// The engine reports these: only it knows what the other rules found.
void check(const Farm& /*farm*/, Findings& /*findings*/) {}

}  // namespace

extern constinit const Rule suppression_expired{
    .name = "suppression-expired",
    .severity = Severity::Warning,
    .subject = Subjects::Suppressions,
    .summary = "The date until which something was to be ignored has passed.",
    .rationale = "The findings are reported again, because the time to mend them is over.",
    .remediation = "Mend what is reported, or judge again and set a new date.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
