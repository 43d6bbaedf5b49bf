#include "rules/bindings/text_faults.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  report_text_faults(farm, BindingFault::Malformed, "", findings);
}

}  // namespace

extern constinit const Rule binding_malformed{
    .name = "binding-malformed",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary =
        "The bindingInformation of a binding does not have the parts that its protocol needs.",
    .rationale =
        "IIS stores any text and judges it only when it registers the site: the end point is "
        "served nowhere, and W3SVC deactivates the site on every node that shares the file "
        "(System log, events 1003, 1004 and 1007).",
    .remediation =
        "Write IP:port:host for http, https and ftp (\"*:80:\" for any address and any host), "
        "port:host for net.tcp, a host alone for net.pipe and the message queues, without "
        "blanks.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
