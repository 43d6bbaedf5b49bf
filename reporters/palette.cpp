#include "reporters/palette.h"

#include <array>
#include <cstddef>

#include <fmt/format.h>

namespace farmlint::reporters {

std::string Palette::paint(Ink ink, std::string_view text) const {
  constexpr std::array<std::string_view, 6> codes{"1", "1;31", "1;33", "1;36", "1;32", "2"};
  if (!color_ || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", codes.at(static_cast<std::size_t>(ink)), text);
}

}  // namespace farmlint::reporters
