#include <string_view>

#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/certificates/in_use.h"

namespace farmlint::rules {
namespace {

// The hash that a signature algorithm rests on, if it is one that can be forged; else empty.
std::string_view broken_hash(std::string_view algorithm) {
  if (algorithm == "1.2.840.113549.1.1.4") return "MD5";
  const bool sha1 = algorithm == "1.2.840.113549.1.1.5" ||  // with RSA
                    algorithm == "1.2.840.10045.4.1" ||     // with ECDSA
                    algorithm == "1.3.14.3.2.29";           // with RSA, an older name
  return sha1 ? "SHA-1" : "";
}

// An inventory tells no addresses: a certificate without any name there may be for addresses.
bool without_alternative_name(const Certificate& certificate) {
  return certificate.names_known && certificate.names_from_subject &&
         certificate.addresses.empty() &&
         (certificate.addresses_known || !certificate.names.empty());
}

std::vector<std::string> weaknesses(const Certificate& certificate) {
  constexpr unsigned least_bits = 2048;
  std::vector<std::string> found;
  const std::string_view hash = broken_hash(certificate.signature_algorithm);
  // Nobody checks the signature of a certificate that vouches for itself.
  if (!hash.empty() && !certificate.self_signed())
    found.push_back(fmt::format("it is signed with {}", hash));
  if (certificate.rsa_bits && *certificate.rsa_bits < least_bits)
    found.push_back(fmt::format("its RSA key has only {} bits", *certificate.rsa_bits));
  if (without_alternative_name(certificate))
    found.emplace_back("it names no host in a subject alternative name");
  return found;
}

void check(const Farm& farm, Findings& findings) {
  for (const CertificateInUse& in_use : certificates_in_use(farm)) {
    const std::vector<std::string> found = weaknesses(*in_use.certificate);
    if (found.empty()) continue;
    report(farm, in_use, findings,
           fmt::format("{} is weak: {}; current browsers refuse it", certificate_of(farm, in_use),
                       enumeration(found)))
        .fix(replace_by(farm, in_use, successor(in_use)));
  }
}

}  // namespace

extern constinit const Rule ssl_cert_weak{
    .name = "ssl-cert-weak",
    .severity = Severity::Warning,
    .subject = Subjects::Certificates,
    .summary = "A certificate in use on a node is too weak for current clients.",
    .rationale =
        "Signatures with SHA-1 or MD5 can be forged, RSA keys below 2048 bits can be broken, and "
        "browsers no longer look for the host name in the subject if there is no subject "
        "alternative name. Old programs still connect; current ones refuse.",
    .remediation =
        "Request a certificate signed with SHA-256, with an RSA key of at least 2048 bits or an "
        "elliptic curve key, and with the host names as subject alternative names.",
    .evidence = Evidence::Certificates,
    .check = check,
};

}  // namespace farmlint::rules
