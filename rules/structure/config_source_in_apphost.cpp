#include "rules/structure/forward.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_schema_problems(farm, SchemaFault::ConfigSource, findings);
}

}  // namespace

extern constinit const Rule config_source_in_apphost{
    .name = "config-source-in-apphost",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary = "A section refers to another file with configSource.",
    .rationale =
        "IIS does not accept configSource in applicationHost.config (\"Unrecognized attribute "
        "'configSource'\"), so the section cannot be read.",
    .remediation = "Write the section's content into the file itself.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
