#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "lint/rule.h"
#include "rules/certificates/in_use.h"

namespace farmlint::rules {
namespace {

// Without the extension, or with an empty list, every usage is allowed.
bool for_servers(const Certificate& certificate) {
  constexpr std::string_view server_authentication = "1.3.6.1.5.5.7.3.1";
  constexpr std::string_view any_usage = "2.5.29.37.0";
  if (!certificate.usages || certificate.usages->empty()) return true;
  return std::ranges::any_of(*certificate.usages, [&](const std::string& usage) {
    return usage == server_authentication || usage == any_usage;
  });
}

void check(const Farm& farm, Findings& findings) {
  for (const CertificateInUse& in_use : certificates_in_use(farm)) {
    if (for_servers(*in_use.certificate)) continue;
    report(farm, in_use, findings,
           fmt::format("{} is not meant for servers: its extended key usages ({}) lack server "
                       "authentication; clients refuse it",
                       certificate_of(farm, in_use), fmt::join(*in_use.certificate->usages, ", ")))
        .fix(replace_by(farm, in_use, successor(in_use)));
  }
}

}  // namespace

extern constinit const Rule ssl_cert_eku{
    .name = "ssl-cert-eku",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A certificate in use on a node is not issued for server authentication.",
    .rationale =
        "The certificate lists what it may be used for, and 1.3.6.1.5.5.7.3.1 (server "
        "authentication) is not in the list. HTTP.sys presents it all the same; browsers and "
        "programs refuse it. It was issued from the wrong template, or the wrong one was chosen.",
    .remediation =
        "Request a certificate with server authentication, import it and let the records "
        "name it.",
    .evidence = Evidence::Certificates,
    .check = check,
};

}  // namespace farmlint::rules
