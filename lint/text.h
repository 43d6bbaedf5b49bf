// Small helpers for words: ASCII letter case, blanks, globs, and the name somebody meant to write.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace farmlint {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// The bits that no ASCII character has, in a word of eight bytes.
constexpr std::uint64_t beyond_ascii = 0x8080808080808080U;
// Whether every byte is ASCII.
bool is_ascii(std::string_view text);
// Character by character, like Windows compares names: "Ü" is "ü", but "ß" is not "SS". Bytes that
// are no UTF-8 stay as they are.
std::string lower(std::string_view text);
bool iequals(std::string_view one, std::string_view other);
bool iless(std::string_view one, std::string_view other);
bool iends_with(std::string_view text, std::string_view ending);  // an ending in ASCII
// For std::set and std::map whose keys ignore letter case.
struct IgnoreCase {
  using is_transparent = void;
  bool operator()(std::string_view one, std::string_view other) const { return iless(one, other); }
};

// For short texts in hot loops, where the call of memcmp costs more than the comparison; of one
// that the compiler knows, a few words are compared.
[[gnu::always_inline]] inline bool same_text(std::string_view one, std::string_view other) {
  const std::size_t size = one.size();
  if (size != other.size()) return false;
  const auto equal = [&]<typename Word>(Word a, std::size_t at) {
    Word b = 0;
    std::memcpy(&a, one.data() + at, sizeof a);
    std::memcpy(&b, other.data() + at, sizeof b);
    return a == b;
  };
  if (size > 32) return one == other;
  if (size > 16)
    return equal(std::uint64_t{}, 0) && equal(std::uint64_t{}, 8) &&
           equal(std::uint64_t{}, size - 16) && equal(std::uint64_t{}, size - 8);
  if (size >= 8) return equal(std::uint64_t{}, 0) && equal(std::uint64_t{}, size - 8);
  if (size >= 4) return equal(std::uint32_t{}, 0) && equal(std::uint32_t{}, size - 4);
  for (std::size_t i = 0; i < size; ++i)
    if (one[i] != other[i]) return false;
  return true;
}

// Characters to look for, by table: as find_first_of does, but without a search for each.
class CharacterSet {
 public:
  constexpr explicit CharacterSet(std::string_view all) {
    for (const char c : all) has_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
  // The place of the first of them, npos for none.
  constexpr std::size_t first_in(std::string_view text) const {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (has(text[i])) return i;
    return std::string_view::npos;
  }

 private:
  std::array<bool, 256> has_{};
};

// Takes a character off the front of a text, if it starts with that.
inline bool take(std::string_view& text, char wanted) {
  if (!text.starts_with(wanted)) return false;
  text.remove_prefix(1);
  return true;
}

std::string_view trim(std::string_view text);
// What trim() would drop.
inline bool has_outer_blanks(std::string_view text) {
  return !text.empty() && (is_blank(text.front()) || is_blank(text.back()));
}

// The words between blanks.
std::vector<std::string_view> words(std::string_view text);

// '*' stands for any characters, '?' for one. Ignores letter case.
bool glob_match(std::string_view pattern, std::string_view text);

// Letters to insert, drop, change or swap with their neighbour; stops counting above `limit`.
std::size_t edit_distance(std::string_view one, std::string_view other, std::size_t limit);

// Collects the known name that is closest to a wrong one, if it is close enough to be meant:
// one edit, or two in a name of six letters or more. A difference in letter case is no edit.
class NearestName {
 public:
  explicit NearestName(std::string_view wrong);
  void offer(std::string_view known);
  std::optional<std::string_view> best() const { return best_; }

 private:
  std::string_view wrong_;
  std::string folded_;
  std::size_t distance_;
  std::optional<std::string_view> best_;
};

template <std::ranges::input_range Names, typename Projection = std::identity>
std::optional<std::string_view> nearest_name(std::string_view wrong, const Names& known,
                                             Projection projection = {}) {
  NearestName nearest(wrong);
  for (const auto& name : known) nearest.offer(std::invoke(projection, name));
  return nearest.best();
}

}  // namespace farmlint
