#include <algorithm>

#include "lint/farm/tls_words.h"
#include "lint/rule.h"
#include "rules/certificates/grouped_uses.h"
#include "rules/certificates/record_facts.h"

namespace farmlint::rules {
namespace {

constexpr std::uint16_t management_service_port = 8172;  // WMSVC

bool reserved(const Node& node, std::uint16_t port) {
  return port == management_service_port ||
         std::ranges::find(node.reserved_ports, port) != node.reserved_ports.end();
}

// Handshakes that do not get the record that they should get, by the record that answers instead.
struct Misled {
  std::set<const SslRecord*> needed;  // nothing better is there
  std::map<const SslRecord*, const TlsUse*> harmed;
};

Misled misled_handshakes(const Farm& farm) {
  Misled misled;
  for (const TlsUse& use : farm.tls) {
    for (const Handshake& handshake : use.handshakes) {
      const SslRecord* const record = handshake.answer.record;
      if (record == nullptr || record == use.expected_record) continue;
      if (use.missing())
        misled.needed.insert(record);
      else
        misled.harmed.try_emplace(record, &use);
    }
  }
  return misled;
}

bool wanted_somewhere(const WantedRecords& wanted, const RecordKey& key) {
  // The record of all addresses is the default of its port: ssl-no-default-record asks for it.
  return wanted.keys.contains(key) || (key.wildcard_address() && wanted.ports.contains(key.port));
}

bool gone(const Node& node, const RecordKey& key) {
  return key.kind == RecordKind::AddressPort && !key.ip.unspecified() && !key.ip.loopback() &&
         !node.has(key.ip);
}

void check(const Farm& farm, Findings& findings) {
  const std::vector<NodeRecord> records = captured_records(farm);
  if (records.empty()) return;
  const WantedRecords wanted = wanted_records(farm);
  const Misled misled = misled_handshakes(farm);
  for (const auto& [n, record] : records) {
    const Node& node = farm.manifest->nodes[n];
    const RecordKey& key = record->key;
    if (record->app_id != iis_application_id || reserved(node, key.port)) continue;
    const bool is_gone = gone(node, key);
    if (!is_gone && (wanted_somewhere(wanted, key) || misled.needed.contains(record))) continue;
    Finding& finding = findings.add(
        record->at, "{} on {} {}", key.text(), node.name.value,
        is_gone ? "is a record of IIS for an address that the node does not have; nobody can "
                  "reach it, and it is in the way should the address ever come back"
                : "is a record of IIS that no https binding of any site needs; its certificate "
                  "stays in use, and nobody renews it");
    finding.about(about(node, *record));
    if (const auto harmed = misled.harmed.find(record); harmed != misled.harmed.end())
      finding.note(harmed->second->binding->information().at,
                   "{}'s clients get its certificate and not that of {}",
                   harmed->second->site->name().value, harmed->second->expected.text());
    finding.fix(remove_record(key, node.name.value));
  }
}

}  // namespace

extern constinit const Rule ssl_record_orphan{
    .name = "ssl-record-orphan",
    .severity = Severity::Note,
    .subject = Subjects::Certificates,
    .summary = "A node holds a certificate record of IIS that no binding needs there.",
    .rationale =
        "Records stay behind when a binding is removed from the shared configuration on "
        "another node, or when an address moves. They name certificates that nobody renews, and "
        "a record of an address outranks every SNI record as soon as the address is used again.",
    .remediation =
        "Delete the record on the node, or name its port in reservedPorts if other software "
        "uses it.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
