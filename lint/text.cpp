#include "lint/text.h"

#include <algorithm>
#include <numeric>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <unicase.h>

#include "lint/decode.h"

namespace farmlint {
namespace {

constexpr std::size_t far_away = 3;  // one more than the most edits a suggestion may need

std::size_t allowed_edits(std::size_t length) {
  if (length < 2) return 0;
  return length < 6 ? 1 : 2;
}

// Letters that are the same at both beginnings and both ends: where one letter is missing, there
// are more of them than where one is wrong.
std::size_t shared_ends(std::string_view one, std::string_view other) {
  const std::size_t most = std::min(one.size(), other.size());
  std::size_t front = 0;
  while (front < most && one[front] == other[front]) ++front;
  std::size_t back = 0;
  while (back < most - front && one[one.size() - 1 - back] == other[other.size() - 1 - back]) {
    ++back;
  }
  return front + back;
}

// Not the C library's letters, which are those of a locale that may not be there.
char32_t lower_character(std::string_view sequence) {
  std::size_t start = 0;
  return uc_tolower(next_code_point(sequence, start));
}

}  // namespace

bool is_ascii(std::string_view text) {
#ifdef __SSE2__
  __m128i bits{};
  for (; text.size() >= 64; text.remove_prefix(64)) {
    const auto* const next = reinterpret_cast<const __m128i*>(text.data());
    for (int i = 0; i < 4; ++i) bits = _mm_or_si128(bits, _mm_loadu_si128(next + i));
  }
  if (_mm_movemask_epi8(bits) != 0) return false;
#endif
  std::uint64_t all = 0;
  for (std::uint64_t word = 0; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
    std::memcpy(&word, text.data(), sizeof word);
    all |= word;
  }
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return (all & beyond_ascii) == 0;
}

std::string lower(std::string_view text) {
  std::string result(text);
  if (is_ascii(text)) {
    for (char& c : result) c = lower(c);
    return result;
  }
  result.clear();
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length < 2)
      result += lower(text.front());
    else
      append_utf8(result, lower_character(text.substr(0, length)));
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result;
}

bool iequals(std::string_view one, std::string_view other) {
  if (same_text(one, other)) return true;
  const std::size_t size = std::min(one.size(), other.size());
  for (std::size_t i = 0; i < size; ++i) {
    if (one[i] == other[i]) continue;
    if (static_cast<signed char>(one[i] | other[i]) < 0) return lower(one) == lower(other);
    if (lower(one[i]) != lower(other[i])) return false;
  }
  return one.size() == other.size();
}

bool iless(std::string_view one, std::string_view other) {
  const std::size_t size = std::min(one.size(), other.size());
  for (std::size_t i = 0; i < size; ++i) {
    if (one[i] == other[i]) continue;
    if (static_cast<signed char>(one[i] | other[i]) < 0) return lower(one) < lower(other);
    if (lower(one[i]) != lower(other[i])) return lower(one[i]) < lower(other[i]);
  }
  return one.size() < other.size();
}

bool iends_with(std::string_view text, std::string_view ending) {
  return text.size() >= ending.size() && iequals(text.substr(text.size() - ending.size()), ending);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    result.push_back(text.substr(at, end - at));
    at = end;
  }
  return result;
}

// Only the last '*' is ever tried again, so hostile patterns stay quadratic at worst.
bool glob_match(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || lower(pattern[p]) == lower(text[t]))) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::size_t edit_distance(std::string_view one, std::string_view other, std::size_t limit) {
  const std::size_t difference =
      one.size() > other.size() ? one.size() - other.size() : other.size() - one.size();
  if (difference > limit) return limit + 1;
  std::vector<std::size_t> before(other.size() + 1);
  std::vector<std::size_t> last(other.size() + 1);
  std::vector<std::size_t> now(other.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    now[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const bool same = one[i - 1] == other[j - 1];
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
      least = std::min(least, now[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(before, last);
    std::swap(last, now);
  }
  return std::min(last.back(), limit + 1);
}

NearestName::NearestName(std::string_view wrong)
    : wrong_(wrong), folded_(lower(wrong)), distance_(far_away) {}

void NearestName::offer(std::string_view known) {
  const std::size_t edits = edit_distance(folded_, lower(known), distance_);
  if (edits > allowed_edits(std::max(wrong_.size(), known.size()))) return;
  const bool nearer =
      edits < distance_ ||
      (edits == distance_ && best_ && shared_ends(wrong_, known) > shared_ends(wrong_, *best_));
  if (!nearer) return;
  distance_ = edits;
  best_ = known;
}

}  // namespace farmlint
