#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::NameCase, findings);
}

}  // namespace

extern constinit const Rule redirection_element_case{
    .name = "redirection-element-case",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "A name in redirection.config is written with the wrong capital letters.",
    .rationale =
        "A sample in the documentation prints the section in capitals, and people paste it. IIS "
        "compares letter case in the names of elements and attributes: it does not find the "
        "section or refuses the file, and the node does not read the shared configuration.",
    .remediation = "Write the names as the message says.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
