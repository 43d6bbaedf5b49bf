#include "rules/certificates/missing_records.h"

#include <fmt/format.h>

#include "lint/farm/tls_fix.h"
#include "lint/farm/tls_words.h"

namespace farmlint::rules {
namespace {

Severity level_of(const Farm& farm, const TlsUse& use, const Handshake& handshake) {
  if (handshake.answer.record == nullptr) return Severity::Error;
  const std::string_view host = use.end_point().host;
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

}  // namespace

std::vector<MissingRecord> missing_records(const Farm& farm, Asks what) {
  GroupedUses<std::pair<std::size_t, RecordKey>> missing;
  for (const TlsUse& use : farm.tls) {
    if (use.missing() && use.binding->central_store() == (what == Asks::CentralStore))
      missing.add({use.node, use.expected}, use);
  }
  return missing.all();
}

Finding& report_missing(const Farm& farm, const MissingRecord& missing, std::string_view what,
                        Findings& findings) {
  const TlsUse& first = *missing.uses.front();
  const Worst worst = worst_of(farm, missing);
  Finding& finding = findings.add(first.binding->information().at, "{} has no {} ({}); {}",
                                  farm.manifest->nodes[first.node].name.value, what,
                                  sites_words(missing.uses), consequence(farm, worst));
  finding.as(worst.level).about(about(farm, first));
  note_further(finding, missing.uses, "needs the record");
  note_answer(finding, farm, *worst.use, *worst.handshake);
  return finding.fix(set_record(farm, first, first.expected));
}

}  // namespace farmlint::rules
