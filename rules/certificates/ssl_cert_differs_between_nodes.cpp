#include <algorithm>
#include <chrono>
#include <set>

#include "lint/farm/tls_words.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/certificates/answer_fix.h"
#include "rules/certificates/dates.h"
#include "rules/certificates/role_words.h"

namespace farmlint::rules {
namespace {

struct Judgement {
  Severity level = Severity::Warning;
  std::string words;
};

class Judge {
 public:
  Judge(const Farm& farm, Findings& findings)
      : farm_(farm), findings_(findings), fixes_(farm), listed_(listed_certificates(farm)) {}

  void judge(const Role& role) {
    if (!differs(role) || per_node(role)) return;
    const RightOne right = right_one(farm_, role);
    const std::vector<Presenter> lagging = lagging_behind(role, right);
    Judgement judgement = judgement_of(role);
    if (!differs(without_draining(farm_, role))) judgement.level = Severity::Note;
    const TlsUse& first = *lagging.front().use;
    Finding& finding =
        findings_.add(first.binding->information().at, "{} presents {}; {}", role_name(role),
                      certificates_words(farm_, role), judgement.words);
    finding.as(judgement.level).about(subject(lagging));
    for (const Presenter& presenter : presenters_to_note(role))
      note_answer(finding, farm_, *presenter.use, *presenter.handshake);
    finding.fix(fix(right, lagging));
    if (role.pinned == nullptr && alike(role))
      finding.fix({.description = "say perNode=\"true\" in the manifest, if each node is meant to "
                                  "have its own"});
  }

 private:
  // Every node is meant to have its own (decision 32).
  bool per_node(const Role& role) const {
    if (role.pinned != nullptr && role.pinned->per_node) return true;
    return std::ranges::all_of(role.certificates, [&](const PresentedCertificate& certificate) {
      const auto found = listed_.find(certificate.thumbprint);
      return found != listed_.end() && found->second.entry->per_node;
    });
  }

  Judgement judgement_of(const Role& role) const {
    const CertificateEntry* const pinned = role.pinned;
    if (pinned != nullptr && pinned->thumbprints.size() == 1)
      return {
          Severity::Error,
          fmt::format("which one a client gets depends on the node, but the manifest demands '{}'",
                      pinned->name.value)};
    if (pinned != nullptr && all(role, [&](const auto& c) { return pinned->lists(c.thumbprint); }))
      return {Severity::Note, "the manifest accepts all of them for now; finish the roll-out"};
    const auto newest = newest_start(role);
    if (newest && *newest <= farm_.now && farm_.now - *newest < std::chrono::days(7))
      return {Severity::Note, fmt::format("the newer one became valid {}; finish the roll-out",
                                          when(*newest, farm_.now))};
    if (alike(role))
      return {Severity::Note, "they are for the same names, and none of them ends soon"};
    return {Severity::Warning, "which one a client gets depends on the node"};
  }

  template <typename Condition>
  static bool all(const Role& role, const Condition& condition) {
    return std::ranges::all_of(role.certificates, condition);
  }

  static std::optional<TimePoint> newest_start(const Role& role) {
    std::optional<TimePoint> newest;
    for (const PresentedCertificate& certificate : role.certificates)
      if (certificate.known != nullptr) newest = std::max(newest, certificate.known->not_before);
    return newest;
  }

  // For the same names, and valid for long enough on every node.
  bool alike(const Role& role) const {
    const Certificate* const first = role.certificates.front().known;
    return all(role, [&](const PresentedCertificate& presented) {
      const Certificate* const known = presented.known;
      if (known == nullptr || !known->names_known || !known->not_after) return false;
      const auto found = listed_.find(presented.thumbprint);
      const CertificateEntry* const entry =
          found == listed_.end() ? role.pinned : found->second.entry;
      return *known->not_after > farm_.now + std::chrono::days(min_days(farm_, entry)) &&
             (!known->not_before || *known->not_before <= farm_.now) && first != nullptr &&
             std::ranges::is_permutation(known->names, first->names);
    });
  }

  // Of one node if one node lags behind; else the farm's.
  Subject subject(const std::vector<Presenter>& lagging) const {
    const TlsUse& first = *lagging.front().use;
    const bool one_node = std::ranges::all_of(
        lagging, [&](const Presenter& presenter) { return presenter.use->node == first.node; });
    return one_node ? about(farm_, first) : about(*first.site, *first.binding);
  }

  Fix fix(const RightOne& right, const std::vector<Presenter>& lagging) const {
    Fix all{.description = right.description};
    std::set<std::pair<std::size_t, RecordKey>> done;
    for (const auto& [use, handshake] : lagging) {
      if (!done.emplace(use->node, handshake->answer.record->key).second) continue;
      const Fix one = fixes_.of(*use, *handshake, right_on(farm_, right, use->node));
      all.commands.insert(all.commands.end(), one.commands.begin(), one.commands.end());
    }
    return all;
  }

  const Farm& farm_;
  Findings& findings_;
  const AnswerFixes fixes_;
  const std::map<std::string, ListedCertificate, std::less<>> listed_;
};

void check(const Farm& farm, Findings& findings) {
  Judge judge(farm, findings);
  for (const Role& role : roles(farm)) judge.judge(role);
}

}  // namespace

extern constinit const Rule ssl_cert_differs_between_nodes{
    .name = "ssl-cert-differs-between-nodes",
    .severity = Severity::Warning,
    .subject = Subjects::Certificates,
    .summary = "Nodes present different certificates for the same site, port and host name.",
    .rationale =
        "Certificates are no part of the shared configuration, so a renewal has to reach every "
        "node by itself. Where it stopped half-way, it depends on the load balancer which "
        "certificate a client sees: pinned certificates fail on some requests, and when the old "
        "one ends, some nodes break. With a single certificate in the manifest this is an error. "
        "It is a note while the newer one is less than a week old, and where the inventories show "
        "that both are for the same names and none ends soon.",
    .remediation =
        "Import the newer certificate on the nodes that lag behind and let their records name it. "
        "If every node is meant to have its own, say perNode=\"true\" in the manifest.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
