#include "rules/bindings/text_faults.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_text_faults(farm, BindingFault::Ipv6Unbracketed, "address", findings);
}

}  // namespace

extern constinit const Rule binding_ipv6_unbracketed{
    .name = "binding-ipv6-unbracketed",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "An IPv6 address in a binding lacks its brackets.",
    .rationale =
        "Every colon separates parts for WCF, the IIS administration API and others, so they "
        "read something else than IIS Manager does, or refuse the binding.",
    .remediation = "Put the address into brackets: \"[2001:db8::5]:443:\".",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
