#include "lint/farm/tls_fix.h"
#include "lint/farm/tls_words.h"
#include "lint/rule.h"
#include "rules/certificates/record_facts.h"

namespace farmlint::rules {
namespace {

struct Fault {
  Severity level = Severity::Error;
  Location at;
  std::string words;
};

bool without_certificate(const SslRecord& record) {
  return !record.key.central_store() && record.thumbprint.empty();
}

std::string hash_words(const std::string& raw) {
  if (raw.empty()) return "no certificate hash";
  if (raw.find_first_not_of('0') == std::string::npos) return "a certificate hash of zeros";
  return fmt::format("'{}' for a certificate hash, which is 40 or 64 hexadecimal digits", raw);
}

// The gravest first.
std::vector<Fault> faults_of(const SslRecord& record, const TlsUse* user) {
  std::vector<Fault> faults;
  if (record.key.central_store()) return faults;
  if (without_certificate(record))
    faults.push_back({.level = Severity::Error,
                      .at = record.hash_at,
                      .words = fmt::format("has {}; the handshakes that it answers fail",
                                           hash_words(record.raw_hash))});
  if (record.app_id == no_application_id)
    faults.push_back({.level = Severity::Error,
                      .at = record.at,
                      .words = "has an all-zero application id; IIS Manager cannot edit it, and "
                               "the binding may be dropped"});
  // Other software reads its records by itself.
  if (record.store_null && (user != nullptr || record.app_id == iis_application_id))
    faults.push_back({.level = Severity::Warning,
                      .at = record.at,
                      .words = "names no certificate store; HTTP.sys takes MY, but IIS Manager "
                               "and scripts fail to read the binding"});
  return faults;
}

Fix mend(const Farm& farm, const NodeRecord& where, const TlsUse* user) {
  const SslRecord& record = *where.record;
  const std::string_view node = farm.manifest->nodes[where.node].name.value;
  if (!without_certificate(record)) return renew_record(record, node);
  return user != nullptr ? set_record(farm, *user, record.key) : remove_record(record.key, node);
}

void report(const Farm& farm, const NodeRecord& where, const TlsUse* user,
            const std::vector<Fault>& faults, Findings& findings) {
  const SslRecord& record = *where.record;
  const Node& node = farm.manifest->nodes[where.node];
  const Fault& worst = faults.front();
  Finding& finding =
      findings.add(worst.at, "{} on {} {}", record.key.text(), node.name.value, worst.words);
  finding.as(worst.level).about(about(node, record));
  for (const Fault& fault : std::span(faults).subspan(1))
    finding.note(fault.at, "it also {}", fault.words);
  if (user != nullptr)
    finding.note(user->binding->information().at, "{} needs the record for this binding",
                 user->site->name().value);
  finding.fix(mend(farm, where, user));
}

void check(const Farm& farm, Findings& findings) {
  const std::vector<NodeRecord> records = captured_records(farm);
  if (records.empty()) return;
  const WantedRecords wanted = wanted_records(farm);
  const auto users = users_of_records(farm);
  for (const NodeRecord& where : records) {
    const SslRecord& record = *where.record;
    // Records on other ports belong to other software, which may make them as it likes.
    const bool concerned =
        record.app_id == iis_application_id || wanted.ports.contains(record.key.port);
    if (!concerned) continue;
    const auto user = users.find(&record);
    const TlsUse* const use = user == users.end() ? nullptr : user->second;
    const std::vector<Fault> faults = faults_of(record, use);
    if (!faults.empty()) report(farm, where, use, faults, findings);
  }
}

}  // namespace

extern constinit const Rule ssl_record_broken{
    .name = "ssl-record-broken",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A certificate record lacks its certificate, its application or its store.",
    .rationale =
        "HTTP.sys cannot make a handshake with a record that names no certificate. A record "
        "without application is one that IIS Manager can neither show nor change, and without a "
        "store IIS Manager and scripts fail when they read the binding.",
    .remediation = "Delete the record on the node and add it again, with everything named.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
