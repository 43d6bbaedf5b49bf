#include <algorithm>

#include "lint/farm/ftp_certificate.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

const Binding* ftp_binding(const Site& site) {
  const auto found = std::ranges::find_if(site.bindings, [](const Binding& binding) {
    return binding.scheme == Scheme::Ftp && binding.end_point() != nullptr;
  });
  return found == site.bindings.end() ? nullptr : &*found;
}

// SslRequireCredentialsOnly, too: the password is refused without TLS.
bool requires_tls(const Effective& policy) {
  return policy.is("SslRequire") || policy.is("SslRequireCredentialsOnly");
}

void report(const Site& site, const Binding& binding, const Effective& policy,
            std::string_view attribute, Findings& findings) {
  Finding& finding = findings.add(policy.written() ? policy.at : binding.information().at,
                                  "{} requires TLS for FTP and has no certificate: clients are "
                                  "refused (534)",
                                  site.name().value);
  finding.about(about(site, binding));
  if (policy.written())
    finding.note(binding.information().at, "{} offers FTP here", site.name().value);
  else
    finding.note(binding.information().at, "{} is not set, and its default is {}", attribute,
                 policy.value);
}

void check(const Farm& farm, Findings& findings) {
  // IIS Express has no FTP service that could refuse anybody.
  if (farm.config.iis_express) return;
  for (const Site& site : farm.config.sites) {
    const Binding* const binding = ftp_binding(site);
    if (binding == nullptr || !site.starts) continue;
    if (!ftp_certificate(site).thumbprint.empty()) continue;
    for (const std::string_view attribute : {"controlChannelPolicy", "dataChannelPolicy"}) {
      const Effective policy = site.layers().value(attribute, ftp_ssl);
      if (!requires_tls(policy)) continue;
      report(site, *binding, policy, attribute, findings);
      break;
    }
  }
}

}  // namespace

extern constinit const Rule ftp_ssl_required_no_cert{
    .name = "ftp-ssl-required-no-cert",
    .severity = Severity::Warning,
    .subject = Subjects::Certificates,
    .summary = "An FTP site requires TLS, but no certificate is named.",
    .rationale =
        "Requiring TLS is the default of FTP: a site whose configuration says nothing about it "
        "requires it, too. Without serverCertHash the node has nothing to encrypt with, and every "
        "client is refused before it can log on (534 Policy requires SSL).",
    .remediation =
        "Set serverCertHash to a certificate that every node has, or allow FTP without TLS "
        "(controlChannelPolicy and dataChannelPolicy SslAllow).",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
