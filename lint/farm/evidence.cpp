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
