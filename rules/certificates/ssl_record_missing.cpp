#include <algorithm>

#include "lint/farm/tls_fix.h"
#include "lint/farm/tls_words.h"
#include "lint/rule.h"
#include "rules/certificates/missing_records.h"

namespace farmlint::rules {
namespace {

Severity level_of(const Farm& farm, const TlsUse& use, const Handshake& handshake) {
  if (handshake.answer.record == nullptr) return Severity::Error;
  const std::string& host = use.end_point().host;
  const Certificate* const certificate = presented(farm, use, handshake);
  const bool covered =
      !host.empty() && certificate != nullptr && covers(*certificate, host) == Verdict::Yes;
  return covered ? Severity::Note : Severity::Warning;
}

// The handshake that goes worst, of all bindings that need the record.
struct Worst {
  const TlsUse* use = nullptr;
  const Handshake* handshake = nullptr;
  Severity level = Severity::Note;
};

Worst worst_of(const Farm& farm, const MissingRecord& missing) {
  Worst worst;
  for (const TlsUse* use : missing.uses) {
    for (const Handshake& handshake : use->handshakes) {
      const Severity level = level_of(farm, *use, handshake);
      if (worst.use == nullptr || level > worst.level) worst = {use, &handshake, level};
    }
  }
  return worst;
}

std::string consequence(const Farm& farm, const Worst& worst) {
  const SslRecord* const record = worst.handshake->answer.record;
  if (record == nullptr) return "browsers get a reset connection there";
  return fmt::format("{} answers instead, with {}", record->key.text(),
                     certificate_words(*record, presented(farm, *worst.use, *worst.handshake)));
}

void report(const Farm& farm, const MissingRecord& missing, Findings& findings) {
  const TlsUse& first = *missing.uses.front();
  const Worst worst = worst_of(farm, missing);
  Finding& finding =
      findings.add(first.binding->information.at, "{} has no HTTP.sys certificate for {} ({}); {}",
                   farm.manifest->nodes[first.node].name.value, missing.key.text(),
                   sites_words(missing.uses), consequence(farm, worst));
  finding.as(worst.level).about(about(farm, first));
  for (const TlsUse* use : std::span(missing.uses).subspan(1))
    finding.note(use->binding->information.at, "this binding of {} needs the record, too",
                 use->site->name.value);
  note_answer(finding, farm, *worst.use, *worst.handshake);
  finding.fix(set_record(farm, first, missing.key));
}

void check(const Farm& farm, Findings& findings) {
  for (const MissingRecord& missing : missing_records(farm, Asks::Record))
    report(farm, missing, findings);
}

}  // namespace

extern constinit const Rule ssl_record_missing{
    .name = "ssl-record-missing",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A node has no certificate record for an https binding that is live on it.",
    .rationale =
        "Certificates are not part of the shared configuration: every node keeps its own records "
        "in HTTP.sys. Where the record of a binding is missing, HTTP.sys resets the connection "
        "during the handshake, or another record answers with its certificate. IIS logs nothing, "
        "and the other nodes work.",
    .remediation = "Import the certificate on the node and add the record there.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
