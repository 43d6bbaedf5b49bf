#include "rules/bindings/text_faults.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_text_faults(farm, BindingFault::HostStar, "host", findings);
}

}  // namespace

extern constinit const Rule binding_host_star{
    .name = "binding-host-star",
    .severity = Severity::Warning,
    .subject = Subjects::Bindings,
    .summary = "The host of a binding is \"*\" or \"+\" where it should be empty.",
    .rationale =
        "Some readers take it for any host, others for a host of that name; a wildcard at the"
        " top level also takes requests that nobody meant for this site.",
    .remediation = "Leave the part empty: \"*:80:\".",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
