#include "lint/rule.h"
#include "rules/certificates/dates.h"

namespace farmlint::rules {
namespace {

std::string words(const Certificate& certificate, TimePoint now) {
  return fmt::format("expired {}; clients refuse it", when(*certificate.not_after, now));
}

void check(const Farm& farm, Findings& findings) {
  report_dates(farm, findings, Validity::Expired, words);
}

}  // namespace

extern constinit const Rule ssl_cert_expired{
    .name = "ssl-cert-expired",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A certificate in use on a node has expired.",
    .rationale =
        "Browsers show a warning instead of the site, and programs refuse the connection. Every "
        "node has its own copy, so one that the renewal forgot fails alone: only some requests "
        "break, depending on where the load balancer sends them. Expired certificates that nothing "
        "uses are not reported.",
    .remediation = "Import the renewed certificate on the node and let the records name it.",
    .evidence = Evidence::Certificates,
    .check = check,
};

}  // namespace farmlint::rules
