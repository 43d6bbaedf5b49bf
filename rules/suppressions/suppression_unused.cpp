#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// The engine reports these: only it knows what the other rules found.
void check(const Farm& /*farm*/, Findings& /*findings*/) {}

}  // namespace

extern constinit const Rule suppression_unused{
    .name = "suppression-unused",
    .severity = Severity::Warning,
    .subject = Subjects::Suppressions,
    .summary = "Something is to be ignored that is not there, or cannot be understood.",
    .rationale =
        "The fault may have been mended, or the names have a typing error: then the next "
        "one that matches is hidden without anybody having judged it.",
    .remediation = "Remove it, or correct the rule and the names.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
