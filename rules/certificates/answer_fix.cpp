#include "rules/certificates/answer_fix.h"

#include "lint/commands.h"

namespace farmlint::rules {

const std::set<RecordKey>& AnswerFixes::needed() const {
  if (needed_) return *needed_;
  needed_.emplace();
  for (const Site& site : farm_.config.sites)
    for (const Binding& binding : site.bindings)
      if (const auto key = binding.https() ? expected_record(binding) : std::nullopt)
        needed_->insert(*key);
  return *needed_;
}

Fix AnswerFixes::of(const TlsUse& use, const Handshake& handshake,
                    const RightCertificate& right) const {
  const RecordKey& answering = handshake.answer.record->key;
  const SslRecord& own = *use.expected_record;
  if (answering == own.key) return set_records(farm_, use.node, {&answering, 1}, right);
  if (needed().contains(answering)) {
    Fix fix = set_records(farm_, use.node, {&answering, 1}, {});
    fix.description = "let the record present a certificate that covers the names of all bindings";
    return fix;
  }
  Fix fix{.description = fmt::format("remove the record that outranks {}", own.key.text())};
  const std::string_view node = farm_.manifest->nodes[use.node].name.value;
  fix.commands.push_back(netsh_delete_sslcert(answering, node));
  if (own.key.central_store() || own.thumbprint == right.thumbprint) return fix;
  const Certificate* const held =
      farm_.evidence[use.node].certificate(own.thumbprint, own.effective_store());
  // Nothing is wrong with the record that was outranked.
  if (held != nullptr && !unfit(farm_, *held, use.end_point().host)) return fix;
  const Fix then = set_records(farm_, use.node, {&own.key, 1}, right);
  fix.commands.insert(fix.commands.end(), then.commands.begin(), then.commands.end());
  return fix;
}

}  // namespace farmlint::rules
