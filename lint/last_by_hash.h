// Repetitions in a list, found while walking through it once.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "lint/hash.h"

namespace farmlint {

// Among things numbered in order, finds the last before each that has the same key.
class LastByHash {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  // For the numbers below `count`.
  void start(std::size_t count) {
    slots_.assign(std::bit_ceil(2 * count + 2), none);
    shift_ = std::countl_zero(std::uint64_t{slots_.size()}) + 1;
  }
  // Enters a number; returns the one it takes the place of: the last that is `same`, or `none`.
  template <typename Same>
  std::uint32_t replace(std::uint64_t hash, std::uint32_t number, const Same& same) {
    // Mixed once more, so that all of the hash matters to the bits that are left.
    std::size_t at = mix(hash, 0) >> shift_;
    while (slots_[at] != none && !same(slots_[at])) at = (at + 1) & (slots_.size() - 1);
    return std::exchange(slots_[at], number);
  }

 private:
  std::vector<std::uint32_t> slots_;  // at least half of them free
  int shift_ = 0;
};

}  // namespace farmlint
