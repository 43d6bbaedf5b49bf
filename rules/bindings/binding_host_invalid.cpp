#include "rules/bindings/text_faults.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_text_faults(farm, BindingFault::HostInvalid, "host", findings);
  report_text_faults(farm, BindingFault::HostQuestionable, "host", findings);
}

}  // namespace

extern constinit const Rule binding_host_invalid{
    .name = "binding-host-invalid",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "The host of a binding is no host name, or one that is seldom meant.",
    .rationale =
        "IIS Manager refuses such a name, but a file that was edited by hand keeps it: no "
        "client can ask for the host, so the site does not answer, or is not started at all. "
        "Names that are legal but surprise people (underscore, trailing dot, digits only, "
        "upper case, Unicode) are notes.",
    .remediation =
        "Write a plain host name; \"*.\" is allowed in front of it, and a Unicode name is "
        "safest as its A-label.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
