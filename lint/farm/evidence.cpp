#include "lint/farm/evidence.h"

#include <algorithm>

namespace farmlint {

const Certificate* NodeEvidence::certificate(std::string_view thumbprint,
                                             std::string_view store) const {
  const Certificate* found = nullptr;
  for (const Certificate& candidate : certificates) {
    if (thumbprint.empty() || candidate.thumbprint != thumbprint) continue;
    if (iequals(candidate.store, store)) return &candidate;
    if (found == nullptr) found = &candidate;
  }
  return found;
}

std::optional<bool> NodeEvidence::installed(std::string_view thumbprint,
                                            std::string_view store) const {
  const bool there = std::ranges::any_of(certificates, [&](const Certificate& candidate) {
    return candidate.thumbprint == thumbprint && iequals(candidate.store, store);
  });
  if (there) return true;
  return stores.contains(store) ? std::optional(false) : std::nullopt;
}

}  // namespace farmlint
