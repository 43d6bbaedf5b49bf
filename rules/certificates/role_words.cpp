#include "rules/certificates/role_words.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "lint/farm/wording.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

std::string_view host_of(const Role& role) {
  return role.certificates.front().by.front().use->end_point().host;
}

std::string nodes_words(const Farm& farm, const PresentedCertificate& certificate) {
  std::vector<std::string> names;
  for (const std::size_t node : certificate.nodes)
    names.emplace_back(farm.manifest->nodes[node].name.value);
  return fmt::format("{}", fmt::join(shortened(std::move(names), 4), ", "));
}

std::string end_words(const Farm& farm, const Certificate* known) {
  if (known == nullptr || !known->not_after) return {};
  return fmt::format(" ({} {})", *known->not_after < farm.now ? "expired" : "expires",
                     to_string(std::chrono::floor<std::chrono::days>(*known->not_after)));
}

}  // namespace

RightOne right_one(const Farm& farm, const Role& role) {
  if (role.pinned != nullptr && role.pinned->thumbprints.size() == 1) {
    const std::string wanted = lower(role.pinned->thumbprints.front().value);
    const auto found =
        std::ranges::find(role.certificates, wanted, &PresentedCertificate::thumbprint);
    return {.thumbprint = wanted,
            .presented = found == role.certificates.end() ? nullptr : &*found,
            .description = fmt::format("present '{}' everywhere", role.pinned->name.value)};
  }
  const bool dated = std::ranges::all_of(role.certificates, [](const auto& certificate) {
    return certificate.known != nullptr && certificate.known->not_before;
  });
  const auto rank = [&](const PresentedCertificate& certificate) {
    return std::tuple(
        role.pinned != nullptr && role.pinned->lists(certificate.thumbprint),
        certificate.known == nullptr || !unfit(farm, *certificate.known, host_of(role)),
        dated ? *certificate.known->not_before : TimePoint::min(), certificate.nodes.size());
  };
  const auto best = std::ranges::max_element(role.certificates, {}, rank);
  return {.thumbprint = std::string(best->thumbprint),
          .presented = &*best,
          .description = fmt::format("present {} everywhere{}", short_thumbprint(best->thumbprint),
                                     dated ? "" : ", if that is the right one")};
}

RightCertificate right_on(const Farm& farm, const RightOne& right, std::size_t node) {
  RightCertificate certificate = certificate_on(farm, node, right.thumbprint);
  if (certificate.installed || certificate.from != nullptr || right.presented == nullptr)
    return certificate;
  const Presenter& source = right.presented->by.front();
  certificate.from = &farm.manifest->nodes[source.use->node];
  certificate.store = source.handshake->answer.record->effective_store();
  return certificate;
}

std::vector<Presenter> lagging_behind(const Role& role, const RightOne& right) {
  std::vector<Presenter> lagging;
  for (const PresentedCertificate& certificate : role.certificates)
    if (&certificate != right.presented)
      lagging.insert(lagging.end(), certificate.by.begin(), certificate.by.end());
  return lagging;
}

std::vector<Presenter> presenters_to_note(const Role& role) {
  constexpr std::size_t most = 8;
  std::vector<Presenter> result;
  std::set<std::pair<std::size_t, std::string_view>> noted;
  for (const PresentedCertificate& certificate : role.certificates)
    for (const Presenter& presenter : certificate.by)
      if (result.size() < most && noted.emplace(presenter.use->node, certificate.thumbprint).second)
        result.push_back(presenter);
  return result;
}

std::string certificates_words(const Farm& farm, const Role& role) {
  std::vector<std::string> items;
  for (const PresentedCertificate& certificate : role.certificates)
    items.push_back(fmt::format("{}{} on {}", short_thumbprint(certificate.thumbprint),
                                end_words(farm, certificate.known),
                                nodes_words(farm, certificate)));
  return enumeration(shortened(std::move(items), 4));
}

std::string role_name(const Role& role) {
  const std::string_view host = host_of(role);
  return host.empty() ? std::string(role.site->name().value)
                      : fmt::format("{} ({})", role.site->name().value, host);
}

}  // namespace farmlint::rules
