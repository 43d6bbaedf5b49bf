// Bindings of all sites, brought together by what they share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "lint/config/config_model.h"

namespace farmlint::rules {

struct Bound {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
  std::uint64_t hash = 0;  // of what is shared

  const EndPoint& end_point() const { return *binding->end_point(); }
};

// Calls `visit` with all that have the same `key`, in the order they came, if there are several.
template <typename Key, typename Visit>
void visit_shared(std::vector<Bound>& all, const Key& key, const Visit& visit) {
  const auto same = [&](const Bound& one, const Bound& other) {
    return one.hash == other.hash && std::invoke(key, one) == std::invoke(key, other);
  };
  std::ranges::stable_sort(all, [&](const Bound& one, const Bound& other) {
    return one.hash != other.hash ? one.hash < other.hash
                                  : std::invoke(key, one) < std::invoke(key, other);
  });
  for (auto at = all.begin(); at != all.end();) {
    const auto end =
        std::find_if(at, all.end(), [&](const Bound& bound) { return !same(*at, bound); });
    if (end - at > 1) visit(std::span<const Bound>(at, end));
    at = end;
  }
}

}  // namespace farmlint::rules
