#include <algorithm>
#include <set>

#include "lint/farm/tls_words.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/certificates/answer_fix.h"

namespace farmlint::rules {
namespace {

// An entry without thumbprints accepts whatever covers its names.
bool accepts(const CertificateEntry& entry, const SslRecord& record, const Certificate* known) {
  if (!entry.thumbprints.empty()) return entry.lists(record.thumbprint);
  return known == nullptr || std::ranges::all_of(entry.names, [&](const Text& name) {
           return covers(*known, canonical_host(name.value)) != Verdict::No;
         });
}

std::string accepted_words(const CertificateEntry& entry) {
  std::vector<std::string> items;
  for (const Text& thumbprint : entry.thumbprints)
    items.push_back(short_thumbprint(lower(thumbprint.value)));
  if (!items.empty()) return enumeration(items);
  for (const Text& name : entry.names) items.emplace_back(name.value);
  return "for " + enumeration(items);
}

void judge(const Farm& farm, const TlsUse& use, const AnswerFixes& fixes, Findings& findings) {
  const WantedEndpoint* const endpoint = wanted_endpoint(farm, *use.site, *use.binding, use.node);
  const CertificateEntry* const entry = pinned_certificate(farm, endpoint);
  if (entry == nullptr) return;
  std::set<std::string_view> told;
  for (const Handshake& handshake : use.handshakes) {
    const SslRecord* const record = handshake.answer.record;
    if (record == nullptr || record->thumbprint.empty()) continue;
    const Certificate* const known = presented(farm, use, handshake);
    if (accepts(*entry, *record, known) || !told.insert(record->thumbprint).second) continue;
    Finding& finding = findings.add(
        use.binding->information().at,
        "{} presents {} on {}, but the manifest's certificate '{}' is {}; clients of that node "
        "get the wrong one",
        use.site->name().value, certificate_words(*record, known),
        farm.manifest->nodes[use.node].name.value, entry->name.value, accepted_words(*entry));
    finding.about(about(farm, use));
    note_answer(finding, farm, use, handshake);
    finding.note(endpoint->certificate.at, "'{}' is wanted here", entry->name.value);
    finding.fix(
        fixes.of(use, handshake, right_certificate(farm, use).value_or(RightCertificate{})));
  }
}

void check(const Farm& farm, Findings& findings) {
  const AnswerFixes fixes(farm);
  for (const TlsUse& use : farm.tls)
    if (judged(use)) judge(farm, use, fixes, findings);
}

}  // namespace

extern constinit const Rule ssl_record_unexpected_cert{
    .name = "ssl-record-unexpected-cert",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A node presents another certificate than the manifest demands.",
    .rationale =
        "The manifest says which certificate an endpoint must present; a node presents one that "
        "is not on its list, for instance because a renewal stopped half-way or somebody repaired "
        "the node by hand. Clients that reach this node get the wrong identity.",
    .remediation =
        "Let the record on that node name the right certificate. If a renewal is under way, list "
        "the old and the new thumbprint in the manifest.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
