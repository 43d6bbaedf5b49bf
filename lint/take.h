// Takes what a text starts with off its front, for texts that are read from left to right.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "lint/text.h"

namespace farmlint {

inline bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// A decimal number of at most `most` without leading zeros.
inline std::optional<unsigned> take_number(std::string_view& text, unsigned most) {
  unsigned number = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && is_digit(text[digits]); ++digits) {
    number = number * 10 + static_cast<unsigned>(text[digits] - '0');
    if (number > most) return {};
  }
  if (digits == 0 || (digits > 1 && text.front() == '0')) return {};
  text.remove_prefix(digits);
  return number;
}

}  // namespace farmlint
