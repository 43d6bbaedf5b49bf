// Things of a list by a hash of what some of them have in common.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "lint/hash.h"

namespace farmlint {

// Holds the number of one thing of each kind. What is of one kind, `same` says, which gets the
// number of a thing that is in the table; hashes should be those of secret_start().
class HashTable {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  // Empties it; for the numbers below `count`.
  void start(std::size_t count) {
    slots_.assign(std::bit_ceil(2 * count + 2), none);
    shift_ = std::countl_zero(std::uint64_t{slots_.size()}) + 1;
  }
  // The number of the thing that is `same`, or `none`.
  template <typename Same>
  std::uint32_t find(std::uint64_t hash, const Same& same) const {
    return slots_.empty() ? none : slots_[place(hash, same)];
  }
  // Enters a number; returns the one it takes the place of, or `none`.
  template <typename Same>
  std::uint32_t replace(std::uint64_t hash, std::uint32_t number, const Same& same) {
    return std::exchange(slots_[place(hash, same)], number);
  }

 private:
  template <typename Same>
  std::size_t place(std::uint64_t hash, const Same& same) const {
    // Mixed once more, so that all of the hash matters to the bits that are left.
    std::size_t at = mix(hash, 0) >> shift_;
    while (slots_[at] != none && !same(slots_[at])) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  std::vector<std::uint32_t> slots_;  // at least half of them free
  int shift_ = 0;
};

}  // namespace farmlint
