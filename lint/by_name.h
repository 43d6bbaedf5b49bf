// Objects of a list by their names in any letter case, because a farm may have ten thousand.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/hash.h"
#include "lint/text.h"

namespace farmlint {

// An object of a list, under the hash of its name.
struct NamedAt {
  std::uint32_t hash = 0;
  std::uint32_t index = 0;
};

inline std::uint32_t name_hash(std::string_view name) {
  return static_cast<std::uint32_t>(mix_ignoring_case(hash_start, name));
}

// By hash. Whoever writes a file can make hashes equal: the names decide then.
template <typename Items, typename NameOf>
std::vector<NamedAt> sorted_by_name(const Items& items, const NameOf& name_of) {
  std::vector<NamedAt> order;
  order.reserve(items.size());
  for (const auto& item : items)
    order.push_back({name_hash(name_of(item)), static_cast<std::uint32_t>(order.size())});
  std::ranges::stable_sort(order, [&](const NamedAt& one, const NamedAt& other) {
    return one.hash != other.hash ? one.hash < other.hash
                                  : iless(name_of(items[one.index]), name_of(items[other.index]));
  });
  return order;
}

// The first of that name, nullptr for none. `order` is what sorted_by_name made of the same.
template <typename Items, typename NameOf>
auto find_by_name(const Items& items, const NameOf& name_of, const std::vector<NamedAt>& order,
                  std::string_view name) -> decltype(items.data()) {
  const std::uint32_t hash = name_hash(name);
  const auto found = std::ranges::partition_point(order, [&](const NamedAt& at) {
    return at.hash != hash ? at.hash < hash : iless(name_of(items[at.index]), name);
  });
  if (found == order.end() || !iequals(name_of(items[found->index]), name)) return nullptr;
  return &items[found->index];
}

}  // namespace farmlint
