#include "reporters/line_hash.h"

#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "lint/decode.h"
#include "reporters/glyphs.h"

namespace farmlint::reporters {
namespace {

constexpr std::size_t window_size = 100;
constexpr std::uint64_t multiplier = 37;
constexpr char16_t end_of_file = 0xFFFF;

constexpr std::uint64_t power(std::uint64_t base, std::size_t exponent) {
  std::uint64_t result = 1;
  for (std::size_t i = 0; i < exponent; ++i) result *= base;
  return result;
}

// What a unit that leaves the window still weighs. All arithmetic is modulo 2^64.
constexpr std::uint64_t leaving = power(multiplier, window_size);

class RollingHash {
 public:
  void push(char16_t unit, bool starts_line) {
    if (starts_line_[at_]) done_.push_back(hash_);
    hash_ = multiplier * hash_ + unit - leaving * window_[at_];
    window_[at_] = unit;
    starts_line_[at_] = starts_line;
    at_ = (at_ + 1) % window_size;
  }
  // Hashes of the lines, in order.
  std::vector<std::uint64_t> finish() {
    for (std::size_t i = 0; i < window_size; ++i) push(0, false);
    return std::move(done_);
  }

 private:
  std::array<char16_t, window_size> window_{};
  std::array<bool, window_size> starts_line_{};
  std::size_t at_ = 0;
  std::uint64_t hash_ = 0;
  std::vector<std::uint64_t> done_;
};

// Gives `take` the units of the text with blanks left out and every line end as one LF.
template <typename Take>
void significant_units(const Source& source, Take take) {
  const std::string_view text = source.text;
  bool after_cr = false;
  if (source.has_bom) take(u'\uFEFF');
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = next_code_point(text, offset);
    const bool second_half = after_cr && code_point == '\n';
    after_cr = code_point == '\r';
    if (code_point == ' ' || code_point == '\t' || second_half) continue;
    if (code_point > 0xFFFF) {
      take(static_cast<char16_t>(0xD7C0U + (code_point >> 10U)));
      take(static_cast<char16_t>(0xDC00U + (code_point & 0x3FFU)));
      continue;
    }
    take(after_cr ? u'\n' : static_cast<char16_t>(code_point));
  }
  take(end_of_file);
}

}  // namespace

bool LineHashes::apply_to(const Source& source) {
  return source.encoding == Encoding::Utf8 && !source.broken;
}

LineHashes::LineHashes(const Source& source) {
  RollingHash rolling;
  bool starts_line = true;
  significant_units(source, [&](char16_t unit) {
    rolling.push(unit, starts_line);
    starts_line = unit == u'\n';
  });
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  for (const std::uint64_t hash : rolling.finish()) lines_.push_back({hash, ++seen[hash]});
}

std::string LineHashes::of_line(std::uint32_t line) const {
  const Entry& entry = lines_.at(line - 1);
  return fmt::format("{:x}:{}", entry.hash, entry.occurrence);
}

}  // namespace farmlint::reporters
