#include "rules/bindings/text_faults.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_text_faults(farm, BindingFault::AddressInvalid, "address", findings);
}

}  // namespace

extern constinit const Rule binding_ip_invalid{
    .name = "binding-ip-invalid",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "The address of a binding is none that a node can have.",
    .rationale =
        "Readers differ: .NET takes \"10.10.1\" for 10.10.0.1 and \"010\" for octal, HTTP.sys "
        "takes four decimal octets only. The end point that was meant is served nowhere.",
    .remediation =
        "Write all four octets in decimal, an IPv6 address in brackets without a zone, or \"*\""
        " for every address.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
