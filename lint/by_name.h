// Objects of a list by their names in any letter case, because a farm may have ten thousand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lint/hash.h"
#include "lint/hash_table.h"
#include "lint/text.h"

namespace farmlint {

class ByName {
 public:
  ByName() = default;
  template <typename Items, typename NameOf>
  ByName(const Items& items, const NameOf& name_of) {
    table_.start(items.size());
    // Backwards, so that of several of one name the first stays.
    for (std::size_t i = items.size(); i-- > 0;) {
      const std::string_view name = name_of(items[i]);
      table_.replace(hash_of(name), static_cast<std::uint32_t>(i), is(items, name_of, name));
    }
  }

  // The first of that name, nullptr for none; `items` and `name_of` are those it was made of.
  template <typename Items, typename NameOf>
  auto find(const Items& items, const NameOf& name_of, std::string_view name) const
      -> decltype(items.data()) {
    const std::uint32_t found = table_.find(hash_of(name), is(items, name_of, name));
    return found == HashTable::none ? nullptr : &items[found];
  }

 private:
  static std::uint64_t hash_of(std::string_view name) {
    return mix_ignoring_case(secret_start(), name);
  }
  template <typename Items, typename NameOf>
  static auto is(const Items& items, const NameOf& name_of, std::string_view name) {
    return [&items, &name_of, name](std::uint32_t i) { return iequals(name_of(items[i]), name); };
  }

  HashTable table_;
};

}  // namespace farmlint
