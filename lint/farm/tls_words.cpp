#include "lint/farm/tls_words.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "lint/farm/wording.h"

namespace farmlint {

Subject about(const Farm& farm, const TlsUse& use) {
  Subject subject = about(*use.site, *use.binding);
  subject.node = farm.manifest->nodes[use.node].name.value;
  return subject;
}

Subject about(const Node& node, const SslRecord& record) {
  Subject subject;
  subject.object = fmt::format("node[{}]/sslcert[{}]", node.name.value, record.key.text());
  subject.node = node.name.value;
  if (record.key.kind == RecordKind::AddressPort && !record.key.ip.unspecified())
    subject.address = to_string(record.key.ip);
  return subject;
}

std::string sites_words(std::span<const TlsUse* const> uses) {
  constexpr std::size_t most = 4;
  std::vector<std::string> names;
  const Site* last = nullptr;
  for (const TlsUse* use : uses) {
    if (use->site == last) continue;
    last = use->site;
    names.emplace_back(last->name().value);
  }
  return enumeration(shortened(std::move(names), most));
}

std::string client_name(const TlsUse& use) {
  const std::string_view host = use.end_point().host;
  return std::string(host.empty() ? use.site->name().value : host);
}

std::string certificate_words(const SslRecord& record, const Certificate* certificate) {
  if (record.key.central_store()) return "a certificate of the Central Certificate Store";
  if (certificate != nullptr) return certificate->label();
  return record.thumbprint.empty() ? "no certificate" : short_thumbprint(record.thumbprint);
}

void note_answer(Finding& finding, const Farm& farm, const TlsUse& use,
                 const Handshake& handshake) {
  const SslRecord* const record = handshake.answer.record;
  if (record == nullptr) return;
  finding.note(record->at, "{} answers on {} of {}: {}, with {}", record->key.text(),
               to_string(handshake.address), farm.manifest->nodes[use.node].name.value,
               to_string(handshake.answer.rank),
               certificate_words(*record, presented(farm, use, handshake)));
}

}  // namespace farmlint
