#include "reporters/glyphs.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "lint/decode.h"

namespace farmlint::reporters {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array zero_width{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD},  Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E},  Range{0x1AB0, 0x1AFF},
    Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},  Range{0xFE00, 0xFE0F},
    Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF}, Range{0xE0100, 0xE01EF}};

constexpr std::array double_width{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0xA4CF},   Range{0xA960, 0xA97F},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1FAFF}, Range{0x20000, 0x3FFFD}};

bool contains(std::span<const Range> ranges, char32_t code_point) {
  const auto next = std::ranges::upper_bound(ranges, code_point, {}, &Range::first);
  return next != ranges.begin() && code_point <= std::prev(next)->last;
}

}  // namespace

unsigned width(char32_t code_point) {
  if (contains(zero_width, code_point)) return 0;
  return contains(double_width, code_point) ? 2 : 1;
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t offset = 0; offset < text.size();)
    columns += width(next_code_point(text, offset));
  return columns;
}

bool is_dangerous(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x061C ||
         code_point == 0x200E || code_point == 0x200F || code_point == 0x2028 ||
         code_point == 0x2029 || (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

std::string printable(std::string_view text) {
  std::string shown;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const char32_t code_point = next_code_point(text, offset);
    if (code_point == '\n')
      shown += "\\n";
    else if (code_point == '\r')
      shown += "\\r";
    else if (code_point == '\t')
      shown += "\\t";
    else if (is_dangerous(code_point))
      shown += fmt::format("\\u{{{:x}}}", static_cast<unsigned>(code_point));
    else if (code_point == 0xFFFD)
      shown += "\xEF\xBF\xBD";
    else
      shown += text.substr(start, offset - start);
  }
  return shown;
}

}  // namespace farmlint::reporters
