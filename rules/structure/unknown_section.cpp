#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::UnknownSection, findings);
}

}  // namespace

extern constinit const Rule unknown_section{
    .name = "unknown-section",
    .severity = Severity::Warning,
    .subject = Subjects::Structure,
    .summary =
        "A section is used that the file does not declare, or that no known schema describes.",
    .rationale =
        "IIS reads a section only if <configSections> declares it and a schema file on the node "
        "describes it. Where one is missing, requests that need the section fail with 500.19 "
        "(0x8007000d); in system.applicationHost no site starts.",
    .remediation =
        "Install the module that brings the section on every node first, or delete the section.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
