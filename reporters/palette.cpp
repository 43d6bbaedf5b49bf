#include "reporters/palette.h"

#include <cstddef>

#include <fmt/format.h>

namespace farmlint::reporters {

std::string Palette::paint(Ink ink, std::string_view text) const {
  constexpr std::string_view codes[] = {"1", "1;31", "1;33", "1;36", "1;32", "2"};
  if (!color_ || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(ink)], text);
}

}  // namespace farmlint::reporters
