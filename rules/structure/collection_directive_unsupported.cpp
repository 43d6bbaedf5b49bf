#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::UnsupportedDirective, findings);
}

}  // namespace

extern constinit const Rule collection_directive_unsupported{
    .name = "collection-directive-unsupported",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary =
        "A <remove> or <clear> stands where the collection has none, or removes what is not there.",
    .rationale =
        "IIS refuses the section. <bindings> knows no <remove>; <sites> and <applicationPools> "
        "know neither <remove> nor <clear>.",
    .remediation = "Delete the entry itself instead of removing it.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
