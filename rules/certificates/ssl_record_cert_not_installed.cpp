#include "lint/commands.h"
#include "lint/farm/tls_words.h"
#include "lint/rule.h"
#include "rules/certificates/in_use.h"

namespace farmlint::rules {
namespace {

// The certificate in another store of the node; nullptr if none is known to have it.
const Certificate* in_other_store(const NodeEvidence& evidence, const SslRecord& record) {
  for (const std::string& store : evidence.stores)
    if (evidence.installed(record.thumbprint, store).value_or(false))
      return evidence.certificate(record.thumbprint, store);
  return nullptr;
}

// Lets the record look in the store that has the certificate.
Fix change_store(const RecordInUse& in_use, const Certificate& there, std::string_view node) {
  const SslRecord& record = *in_use.record;
  RecordCertificate certificate{.thumbprint = record.thumbprint, .store = there.store};
  // What no binding needs belongs to other software.
  if (in_use.uses.empty() && !record.app_id.empty()) certificate.app_id = record.app_id;
  return {.description = fmt::format("let the record look in {}", there.store),
          .commands = {netsh_delete_sslcert(record.key, node),
                       netsh_add_sslcert(record.key, certificate, node)}};
}

void report(const Farm& farm, const RecordInUse& in_use, Findings& findings) {
  const SslRecord& record = *in_use.record;
  const Node& node = farm.manifest->nodes[in_use.node];
  const std::string_view store = record.effective_store();
  const Certificate* const other = in_other_store(farm.evidence[in_use.node], record);
  const Certificate* const known = farm.evidence[in_use.node].certificate(record.thumbprint);
  const bool bound = !in_use.uses.empty();
  Finding& finding = findings.add(
      bound ? in_use.uses.front()->binding->information().at : record.at,
      "record {}{} points to {} in {}, but {} has no such certificate there{}; connections are "
      "reset",
      record.key.text(), bound ? fmt::format(" ({})", sites_words(in_use.uses)) : std::string(),
      certificate_words(record, known), store, node.name.value,
      other == nullptr ? std::string() : fmt::format(" (it is in {})", other->store));
  finding.about(bound ? about(farm, *in_use.uses.front()) : about(node, record));
  if (bound) finding.note(record.at, "the record of {}", node.name.value);
  if (other != nullptr) {
    finding.note(other->at, "it is listed here, in {}", other->store);
    finding.fix(change_store(in_use, *other, node.name.value));
  }
  Fix import{.description = fmt::format("import the certificate into {}", store)};
  add_import(certificate_on(farm, in_use.node, record.thumbprint), store, node, import);
  finding.fix(std::move(import));
}

void check(const Farm& farm, Findings& findings) {
  for (const RecordInUse& in_use : records_in_use(farm)) {
    const SslRecord& record = *in_use.record;
    const auto installed =
        farm.evidence[in_use.node].installed(record.thumbprint, record.effective_store());
    if (installed.value_or(true)) continue;
    report(farm, in_use, findings);
  }
}

}  // namespace

extern constinit const Rule ssl_record_cert_not_installed{
    .name = "ssl-record-cert-not-installed",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A record names a certificate that is not in the node's store.",
    .rationale =
        "HTTP.sys keeps only the thumbprint and the name of the store. If the certificate is not "
        "there, because it was deleted after a renewal, never imported, or lies in WebHosting "
        "instead of MY, every handshake is reset and IIS logs nothing. A store of which the "
        "inventory lists nothing is not judged.",
    .remediation =
        "Import the certificate into that store, or let the record name the store that has it.",
    .evidence = Evidence::Certificates,
    .check = check,
};

}  // namespace farmlint::rules
