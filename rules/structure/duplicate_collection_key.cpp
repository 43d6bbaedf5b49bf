#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::DuplicateKey, findings);
}

}  // namespace

extern constinit const Rule duplicate_collection_key{
    .name = "duplicate-collection-key",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "Two entries of one collection have the same key.",
    .rationale =
        "IIS cannot read the collection (0x800700b7). Among sites, bindings, applications and "
        "pools this is one section for the whole farm, so no site starts on any node.",
    .remediation = "Give one of the entries another key, or delete it.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
