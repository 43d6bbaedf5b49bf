#include "rules/certificates/dates.h"

#include <algorithm>
#include <chrono>

namespace farmlint::rules {
namespace {

bool begins_later(const Certificate& certificate, TimePoint now) {
  return certificate.not_before && *certificate.not_before > now;
}

// Whether `other` can take over from the certificate today.
bool takes_over(const Certificate& other, const Certificate& certificate, TimePoint now) {
  if (!other.not_after || *other.not_after < now || begins_later(other, now)) return false;
  return begins_later(certificate, now) ||
         (certificate.not_after && *other.not_after > *certificate.not_after);
}

// The one in the node's stores that names the same hosts and ends last.
const Certificate* renewed_here(const Farm& farm, const CertificateInUse& in_use) {
  const Certificate& old = *in_use.certificate;
  const Certificate* best = nullptr;
  if (old.names.empty()) return best;
  for (const Certificate* other : farm.evidence[in_use.node].naming(old.names.front())) {
    if (other->store.empty() || !other->private_key.value_or(true) || !other->names_known) continue;
    if (!takes_over(*other, best == nullptr ? old : *best, farm.now)) continue;
    if (std::ranges::is_permutation(other->names, old.names)) best = other;
  }
  return best;
}

// What should be presented instead; none if nobody has it yet.
std::optional<RightCertificate> replacement(const Farm& farm, const CertificateInUse& in_use) {
  const Certificate& old = *in_use.certificate;
  if (const Certificate* const here = renewed_here(farm, in_use))
    return certificate_on(farm, in_use.node, here->thumbprint);
  if (in_use.uses.empty()) return {};
  auto right = right_certificate(farm, *in_use.uses.front());
  if (!right || right->thumbprint == old.thumbprint) return {};
  if (right->known != nullptr && !takes_over(*right->known, old, farm.now)) return {};
  return right;
}

std::string words_on(const RightCertificate& replacement, Validity which) {
  if (replacement.from == nullptr) return {};
  const std::string_view what =
      which == Validity::NotYetValid ? "has a valid one" : "already has the renewed one";
  return fmt::format("; {} {}, {}", replacement.from->name.value, what,
                     short_thumbprint(replacement.thumbprint));
}

}  // namespace

int min_days(const Farm& farm, const CertificateEntry* entry) {
  return entry == nullptr ? farm.expiry_days : entry->min_days.value_or(farm.expiry_days);
}

Validity validity(const Farm& farm, const CertificateInUse& in_use) {
  const Certificate& certificate = *in_use.certificate;
  if (in_use.in_reserve()) return Validity::Fine;
  if (certificate.not_after && *certificate.not_after < farm.now) return Validity::Expired;
  if (begins_later(certificate, farm.now)) return Validity::NotYetValid;
  const std::chrono::days due(min_days(farm, in_use.listed.entry));
  return certificate.not_after && *certificate.not_after < farm.now + due ? Validity::Expiring
                                                                          : Validity::Fine;
}

std::string when(TimePoint time, TimePoint now) {
  using std::chrono::days;
  const auto day = std::chrono::floor<days>(time);
  const auto distance = (day - std::chrono::floor<days>(now)).count();
  std::string words = fmt::format("in {} days", distance);
  if (distance == 0) words = "today";
  if (distance == 1) words = "tomorrow";
  if (distance == -1) words = "yesterday";
  if (distance < -1) words = fmt::format("{} days ago", -distance);
  return fmt::format("{}, on {}", words, to_string(day));
}

void report_dates(const Farm& farm, Findings& findings, Validity which,
                  std::string (*words)(const Certificate& certificate, TimePoint now)) {
  for (const CertificateInUse& in_use : certificates_in_use(farm)) {
    if (validity(farm, in_use) != which) continue;
    const auto instead = replacement(farm, in_use);
    std::string message =
        fmt::format("{} {}", certificate_of(farm, in_use), words(*in_use.certificate, farm.now));
    if (instead) message += words_on(*instead, which);
    report(farm, in_use, findings, message)
        .fix(replace_by(farm, in_use, instead.value_or(successor(in_use))));
  }
}

}  // namespace farmlint::rules
