// Where blanks, names and values of markup end: sixteen bytes at a time, where the processor can.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace farmlint {

// A plain value stands between double quotes and asks for no second look.
enum class Token : std::uint8_t { Blanks = 1, Name = 2, PlainValue = 4 };

// Which tokens a byte ends; a look into a table is cheaper than comparing with each in turn.
inline constexpr std::array<std::uint8_t, 256> ended_by = [] {
  constexpr auto bit = [](Token token) { return static_cast<std::uint8_t>(token); };
  std::array<std::uint8_t, 256> table{};
  table.fill(bit(Token::Blanks));
  const auto at = [&table](char c) -> std::uint8_t& {
    return table[static_cast<unsigned char>(c)];
  };
  for (const char blank : {' ', '\t', '\r', '\n'}) at(blank) = bit(Token::Name);
  for (const char c : {'>', '/', '=', '<', '"', '\''}) at(c) |= bit(Token::Name);
  for (const char c : {'"', '\'', '<', '&', '\t', '\r', '\n'}) at(c) |= bit(Token::PlainValue);
  return table;
}();

class TokenEnds {
 public:
  explicit TokenEnds(std::string_view text)
      : end_(text.data() + text.size()),
        blocks_end_(text.size() < block ? text.data() : end_ - block + 1) {}

  // The end of what starts at a place in the text.
  template <Token token>
  const char* of(const char* from) const {
#ifdef __SSE2__
    for (; from < blocks_end_; from += block) {
      for (unsigned some = may_end<token>(from); some != 0; some &= some - 1) {
        const char* at = from + std::countr_zero(some);
        if (is_end<token>(*at)) return at;
      }
    }
#endif
    return within_rest<token>(from);
  }

 private:
  static constexpr std::ptrdiff_t block = 16;

  template <Token token>
  static bool is_end(char c) {
    return (ended_by[static_cast<unsigned char>(c)] & static_cast<unsigned>(token)) != 0;
  }

  // Not inlined: with blocks, it is for the end of the text only.
  template <Token token>
  [[gnu::noinline]] const char* within_rest(const char* from) const {
    while (from < end_ && !is_end<token>(*from)) ++from;
    return from;
  }

#ifdef __SSE2__
  // Which bytes of a block may end it, as bits. Line ends do not end blanks, nor digits and dots a
  // name, nor blanks a value: the table has the last word.
  template <Token token>
  static unsigned may_end(const char* text) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
    const auto equal = [bytes](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const auto at_most = [bytes](char c) {
      return _mm_cmpeq_epi8(bytes, _mm_min_epu8(bytes, _mm_set1_epi8(c)));
    };
    const auto bits = [](__m128i mask) { return static_cast<unsigned>(_mm_movemask_epi8(mask)); };
    if constexpr (token == Token::Blanks)
      return bits(equal(' ')) ^ 0xFFFFU;
    else if constexpr (token == Token::Name)
      return bits(at_most('>'));
    else
      return bits(at_most('\'') | equal('<'));
  }
#endif

  const char* end_;
  const char* blocks_end_;  // a block that starts before it ends within the text
};

}  // namespace farmlint
