#include "lint/farm/evidence.h"

#include <algorithm>
#include <span>

namespace farmlint {
namespace {

// The descriptions of one certificate; there is one, or one for each store.
std::span<const Certificate> all_of(const std::vector<Certificate>& sorted,
                                    std::string_view thumbprint) {
  if (thumbprint.empty()) return {};
  const auto first = std::ranges::lower_bound(sorted, thumbprint, {}, &Certificate::thumbprint);
  auto last = first;
  while (last != sorted.end() && last->thumbprint == thumbprint) ++last;
  return {first, last};
}

}  // namespace

void NodeEvidence::arrange_certificates() {
  std::vector<Certificate>& all = certificates;
  std::ranges::stable_sort(all, {}, &Certificate::thumbprint);
  const auto learn = [](Certificate& certificate, const Certificate& neighbour) {
    const bool same =
        !certificate.thumbprint.empty() && certificate.thumbprint == neighbour.thumbprint;
    if (same) complete(certificate, neighbour);
  };
  for (std::size_t i = 1; i < all.size(); ++i) learn(all[i], all[i - 1]);
  for (std::size_t i = all.size(); i-- > 1;) learn(all[i - 1], all[i]);
  by_name.clear();
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const std::string& name : all[i].names) by_name[name].push_back(i);
}

std::vector<const Certificate*> NodeEvidence::naming(std::string_view name) const {
  std::vector<const Certificate*> found;
  const auto entry = by_name.find(name);
  if (entry == by_name.end()) return found;
  for (const std::size_t i : entry->second) found.push_back(&certificates[i]);
  return found;
}

const Certificate* NodeEvidence::certificate(std::string_view thumbprint,
                                             std::string_view store) const {
  const std::span<const Certificate> known = all_of(certificates, thumbprint);
  for (const Certificate& candidate : known)
    if (iequals(candidate.store, store)) return &candidate;
  return known.empty() ? nullptr : &known.front();
}

std::optional<bool> NodeEvidence::installed(std::string_view thumbprint,
                                            std::string_view store) const {
  const bool there = std::ranges::any_of(
      all_of(certificates, thumbprint),
      [&](const Certificate& candidate) { return iequals(candidate.store, store); });
  if (there) return true;
  return stores.contains(store) ? std::optional(false) : std::nullopt;
}

}  // namespace farmlint
