#include "rules/bindings/text_faults.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_text_faults(farm, BindingFault::PortInvalid, "port", findings);
}

}  // namespace

extern constinit const Rule binding_port_invalid{
    .name = "binding-port-invalid",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "The port of a binding is no number from 1 to 65535, or starts with a zero.",
    .rationale =
        "HTTP.sys refuses to register it, and W3SVC deactivates the site on every node "
        "(System log, events 1003, 1004 and 1007).",
    .remediation = "Write the port in decimal, without sign, blanks or leading zeros.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
