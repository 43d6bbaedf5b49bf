#include "lint/rule.h"
#include "rules/certificates/dates.h"

namespace farmlint::rules {
namespace {

std::string words(const Certificate& certificate, TimePoint now) {
  return fmt::format("becomes valid {}; until then clients refuse it",
                     when(*certificate.not_before, now));
}

void check(const Farm& farm, Findings& findings) {
  report_dates(farm, findings, Validity::NotYetValid, words);
}

}  // namespace

extern constinit const Rule ssl_cert_not_yet_valid{
    .name = "ssl-cert-not-yet-valid",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A certificate in use on a node is not valid yet.",
    .rationale =
        "Clients refuse a certificate before its first day just as they refuse an expired one. It "
        "was put into service too early, or the clock of the machine that issued it is wrong.",
    .remediation = "Let the records name the previous certificate until the new one becomes valid.",
    .evidence = Evidence::Certificates,
    .check = check,
};

}  // namespace farmlint::rules
