// Bindings of all sites, brought together by what they share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "lint/config/config_model.h"
#include "lint/hash.h"

namespace farmlint::rules {

struct Bound {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
  std::uint64_t hash = 0;  // of what is shared

  const EndPoint& end_point() const { return *binding->end_point(); }
};

// Those of `each`, which calls its argument with one Bound of `config` after the other, that may
// share their hash with another one.
template <typename Each>
std::vector<Bound> with_shared_hash(const ConfigModel& config, const Each& each) {
  const auto part = [](const Bound& bound) { return static_cast<std::uint32_t>(bound.hash); };
  std::vector<std::uint32_t> hashes;
  hashes.reserve(config.binding_count());
  each([&](const Bound& bound) { hashes.push_back(part(bound)); });
  const RepeatedHashes repeated(hashes);
  std::vector<Bound> shared;
  if (repeated.empty()) return shared;
  each([&](const Bound& bound) {
    if (repeated.contains(part(bound))) shared.push_back(bound);
  });
  return shared;
}

// Calls `visit` with all of `each` that have the same `key`, in the order they came, if there are
// several.
template <typename Each, typename Key, typename Visit>
void visit_shared(const ConfigModel& config, const Each& each, const Key& key, const Visit& visit) {
  std::vector<Bound> all = with_shared_hash(config, each);
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
