#include "lint/commands.h"
#include "lint/rule.h"
#include "rules/certificates/in_use.h"

namespace farmlint::rules {
namespace {

// The copy without key, if some record looks for the certificate where that copy lies.
const Certificate* without_key(const Farm& farm, const CertificateInUse& in_use) {
  const auto lacks_key = [](const Certificate& copy) { return !copy.private_key.value_or(true); };
  if (in_use.records.empty()) return lacks_key(*in_use.certificate) ? in_use.certificate : nullptr;
  for (const SslRecord* record : in_use.records) {
    const Certificate* const copy =
        farm.evidence[in_use.node].certificate(record->thumbprint, record->effective_store());
    if (copy != nullptr && lacks_key(*copy)) return copy;
  }
  return nullptr;
}

void add_fixes(const Farm& farm, const CertificateInUse& in_use, const Certificate& certificate,
               Finding& finding) {
  const Node& node = farm.manifest->nodes[in_use.node];
  Fix import{.description = "import the certificate with its private key"};
  add_import(certificate_on(farm, in_use.node, certificate.thumbprint), certificate.store, node,
             import);
  finding.fix(std::move(import));
  Fix repair{.description = "find the private key that was made for the request on this node"};
  repair.commands.push_back(certutil_repair(
      certificate.store, certificate.serial.empty() ? certificate.thumbprint : certificate.serial,
      node.name.value));
  finding.fix(std::move(repair));
}

void check(const Farm& farm, Findings& findings) {
  for (const CertificateInUse& in_use : certificates_in_use(farm)) {
    const Certificate* const copy = without_key(farm, in_use);
    if (copy == nullptr) continue;
    Finding& finding =
        report(farm, in_use, findings,
               fmt::format("{} was imported without its private key (a .cer instead of the .pfx); "
                           "handshakes with it fail: SChannel event 36870, 0x8009030D",
                           certificate_of(farm, in_use)));
    add_fixes(farm, in_use, *copy, finding);
  }
}

}  // namespace

extern constinit const Rule ssl_cert_no_private_key{
    .name = "ssl-cert-no-private-key",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A certificate in use on a node has no private key there.",
    .rationale =
        "Without the private key the node cannot prove that the certificate is its own: every "
        "handshake is reset, and the system log has SChannel event 36870 with 0x8009030D. Usually "
        "the .cer file was imported where the .pfx file was meant. The other nodes work.",
    .remediation =
        "Import the .pfx file with the private key. If the certificate was requested on this very "
        "node, certutil -repairstore finds its key again.",
    .evidence = Evidence::Certificates,
    .check = check,
};

}  // namespace farmlint::rules
