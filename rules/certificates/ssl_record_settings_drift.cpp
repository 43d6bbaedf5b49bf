#include <map>
#include <set>
#include <tuple>

#include "lint/farm/tls_fix.h"
#include "lint/farm/tls_words.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/certificates/grouped_uses.h"
#include "rules/certificates/record_settings.h"

namespace farmlint::rules {
namespace {

// Bindings that clients take for one, whichever node they reach.
using Role = GroupedUses<std::tuple<const Site*, std::uint16_t, std::string_view>>::Group;

// What sets one record apart from another one, in all the roles that both have.
struct Drift {
  const TlsUse* model = nullptr;
  std::set<const TlsUse*> uses{};  // in order: they lie in one array
  std::set<RecordSetting> settings{};
};
using Drifts = std::map<std::pair<const SslRecord*, const SslRecord*>, Drift>;

// The first that has what most have, so that the odd node of many is reported; nullptr if all
// that is told is the same.
const TlsUse* model_of(const Role& role, RecordSetting setting) {
  const auto value = [&](const TlsUse* use) { return told(*use->expected_record, setting); };
  std::map<std::string_view, std::size_t> votes;
  for (const TlsUse* use : role.uses)
    if (const auto has = value(use)) ++votes[*has];
  const TlsUse* model = nullptr;
  if (votes.size() < 2) return model;
  for (const TlsUse* use : role.uses) {
    const auto has = value(use);
    if (has && (model == nullptr || votes[*has] > votes[*value(model)])) model = use;
  }
  return model;
}

void compare(const Role& role, RecordSetting setting, Drifts& drifts) {
  const TlsUse* const model = model_of(role, setting);
  if (model == nullptr) return;
  for (const TlsUse* use : role.uses) {
    const auto has = told(*use->expected_record, setting);
    if (use->node == model->node || !has || *has == *told(*model->expected_record, setting))
      continue;
    Drift& drift = drifts[{model->expected_record, use->expected_record}];
    if (drift.model == nullptr) drift.model = model;
    drift.uses.insert(use);
    drift.settings.insert(setting);
  }
}

void report(const Farm& farm, const Drift& drift, Findings& findings) {
  const std::vector<const TlsUse*> uses(drift.uses.begin(), drift.uses.end());
  const TlsUse& first = *uses.front();
  const Node& node = farm.manifest->nodes[first.node];
  const Node& model_node = farm.manifest->nodes[drift.model->node];
  const SslRecord& model = *drift.model->expected_record;
  SslRecord mended = *first.expected_record;
  std::vector<std::string> differences;
  for (const RecordSetting setting : drift.settings) {
    differences.push_back(fmt::format("'{}' is {} instead of {}", to_string(setting),
                                      value_words(*told(mended, setting)),
                                      value_words(*told(model, setting))));
    mended.setting(setting) = model.setting(setting);
  }
  Finding& finding =
      findings.add(first.binding->information().at, "{}'s record of {} differs from {}'s: {}; {}",
                   node.name.value, sites_words(uses), model_node.name.value,
                   enumeration(differences), difference_words(*drift.settings.begin()));
  finding.about(about(farm, first));
  if (model_node.state == NodeState::Draining) finding.as(Severity::Note);
  for (const RecordSetting setting : drift.settings) {
    const auto& has = first.expected_record->setting(setting);
    finding.note(has->at, "{} here: {}", value_words(has->value), difference_words(setting));
    const auto& wanted = model.setting(setting);
    finding.note(wanted->at, "{} here, on {}", value_words(wanted->value), model_node.name.value);
  }
  note_further(finding, uses, "needs the record");
  finding.fix(renew_record(mended, node.name.value));
}

void check(const Farm& farm, Findings& findings) {
  GroupedUses<std::tuple<const Site*, std::uint16_t, std::string_view>> roles;
  for (const TlsUse& use : farm.tls)
    if (judged(use)) roles.add({use.site, use.end_point().port, use.end_point().host}, use);
  Drifts drifts;
  for (const Role& role : roles.all())
    for (std::size_t i = 0; i < record_setting_count; ++i)
      compare(role, static_cast<RecordSetting>(i), drifts);
  for (const auto& [records, drift] : drifts) report(farm, drift, findings);
}

}  // namespace

extern constinit const Rule ssl_record_settings_drift{
    .name = "ssl-record-settings-drift",
    .severity = Severity::Warning,
    .subject = Subjects::Certificates,
    .summary = "The records of one binding have different settings on two nodes.",
    .rationale =
        "Besides the certificate a record says how the handshake is made: whether client "
        "certificates are asked for and how they are checked, and which protocols are offered. "
        "Every node keeps its own record, so a difference shows only to the clients that the load "
        "balancer sends to the odd node.",
    .remediation =
        "Find out which node is right, and make the record anew on the other one with the same "
        "settings.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
