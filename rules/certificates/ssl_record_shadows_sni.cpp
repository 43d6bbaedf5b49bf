#include <algorithm>

#include "lint/farm/tls_words.h"
#include "lint/rule.h"
#include "rules/certificates/grouped_uses.h"
#include "rules/certificates/record_facts.h"

namespace farmlint::rules {
namespace {

using Shadows = GroupedUses<const SslRecord*>;

bool by_name(const Binding& binding) {
  return binding.sni() || binding.central_store();
}

// Records that a started binding to that very address has: sni-shadowed-by-ip-binding tells what
// they outrank.
std::set<RecordKey> configured(const Farm& farm) {
  std::set<RecordKey> keys;
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (binding.https() && !by_name(binding) && end_point != nullptr &&
          end_point->address.specific())
        keys.insert(address_record(end_point->address.ip, end_point->port));
    }
  }
  return keys;
}

Shadows shadows(const Farm& farm) {
  Shadows found;
  if (farm.tls.empty()) return found;
  const std::set<RecordKey> known = configured(farm);
  for (const TlsUse& use : farm.tls) {
    if (!judged(use) || !by_name(*use.binding)) continue;
    for (const auto& [address, answer] : use.handshakes)
      if (answer.record != nullptr && answer.rank == RecordRank::AddressPort &&
          !known.contains(answer.record->key))
        found.add(answer.record, use);
  }
  return found;
}

const Handshake& shadowed(const TlsUse& use, const SslRecord& by) {
  return *std::ranges::find_if(
      use.handshakes, [&](const Handshake& handshake) { return handshake.answer.record == &by; });
}

bool harmless(const Shadows::Group& group) {
  return std::ranges::all_of(group.uses, [&](const TlsUse* use) {
    return !group.key->thumbprint.empty() &&
           use->expected_record->thumbprint == group.key->thumbprint;
  });
}

void report(const Farm& farm, const Shadows::Group& group, Findings& findings) {
  const SslRecord& record = *group.key;
  const TlsUse& first = *group.uses.front();
  const Handshake& handshake = shadowed(first, record);
  const std::string_view node = farm.manifest->nodes[first.node].name.value;
  const std::string certificate = certificate_words(record, presented(farm, first, handshake));
  const bool same = harmless(group);
  Finding& finding = findings.add(
      first.binding->information().at,
      "{} on {}, which no started binding needs, outranks the record {} ({}); {}",
      record.key.text(), node, first.expected_record->key.text(), sites_words(group.uses),
      same ? fmt::format("both have {}, until one of them is renewed alone", certificate)
           : fmt::format("clients get {}", certificate));
  finding.about(about(farm, first));
  if (same) finding.as(Severity::Note);
  note_answer(finding, farm, first, handshake);
  if (has_foreign_id(record))
    finding.note(record.at, "another program made it: {}", application_words(record.app_id));
  note_further(finding, group.uses, "is answered by it");
  finding.fix(remove_record(record.key, node));
}

void check(const Farm& farm, Findings& findings) {
  const Shadows found = shadows(farm);
  for (const Shadows::Group& group : found.all()) report(farm, group, findings);
}

}  // namespace

extern constinit const Rule ssl_record_shadows_sni{
    .name = "ssl-record-shadows-sni",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary =
        "A left-over record of an address hides the certificates of SNI or central-store "
        "bindings.",
    .rationale =
        "HTTP.sys looks for a record of the exact address first, and only then at the host name "
        "that the client asks for. A record of the address, whoever made it, gives its "
        "certificate to the clients of every site there. The configuration does not show it, and "
        "nodes without such a record work.",
    .remediation = "Delete the record of the address on that node, if no other software needs it.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
