#include "lint/rule.h"
#include "rules/certificates/dates.h"

namespace farmlint::rules {
namespace {

std::string words(const Certificate& certificate, TimePoint now) {
  return fmt::format("expires {}; clients refuse it from then on",
                     when(*certificate.not_after, now));
}

void check(const Farm& farm, Findings& findings) {
  report_dates(farm, findings, Validity::Expiring, words);
}

}  // namespace

extern constinit const Rule ssl_cert_expiring{
    .name = "ssl-cert-expiring",
    .severity = Severity::Warning,
    .subject = Subjects::Certificates,
    .summary = "A certificate in use on a node expires soon.",
    .rationale =
        "When it ends, browsers show a warning instead of the site and programs refuse the "
        "connection. Soon means within 30 days, or what --expiry-days, the manifest's expiryDays, "
        "or minDays of the certificate says; the last goes before the others.",
    .remediation = "Renew the certificate, import it on every node and let the records name it.",
    .evidence = Evidence::Certificates,
    .check = check,
};

}  // namespace farmlint::rules
