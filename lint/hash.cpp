#include "lint/hash.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <string>

#include "lint/hash_table.h"
#include "lint/text.h"

namespace farmlint {

namespace {

template <typename Word>
std::uint64_t word_at(std::string_view text, std::size_t at) {
  Word word = 0;
  std::memcpy(&word, text.data() + at, sizeof word);
  return word;
}

// Fewer than eight characters.
std::uint64_t short_word(std::string_view text) {
  const std::size_t size = text.size();
  if (size >= 4)
    return word_at<std::uint32_t>(text, 0) << 32U | word_at<std::uint32_t>(text, size - 4);
  std::uint64_t word = 0;
  for (const char c : text) word = word << 8U | static_cast<unsigned char>(c);
  return word;
}

// Eight characters in lower case, if they are ASCII: the top bit of each byte tells whether it is
// at least an 'A', and whether it is beyond 'Z'.
std::uint64_t lower_word(std::uint64_t word) {
  constexpr std::uint64_t each = 0x0101010101010101U;
  const std::uint64_t from_a = word + each * (0x80 - 'A');
  const std::uint64_t beyond_z = word + each * (0x80 - 'Z' - 1);
  return word | (from_a & ~beyond_z & beyond_ascii) >> 2U;
}

struct Mixed {
  std::uint64_t hash = 0;
  bool ascii = true;
};

// Eight characters at a time, the last eight of a long text wherever they begin. Inlined, as the
// texts are short and many.
[[gnu::always_inline]] inline Mixed mix_words(std::uint64_t hash, std::string_view text) {
  std::uint64_t all = 0;
  const std::size_t size = text.size();
  hash = mix(hash, size);
  for (std::size_t at = 0; at + 8 < size; at += 8) {
    const std::uint64_t word = word_at<std::uint64_t>(text, at);
    all |= word;
    hash = mix(hash, lower_word(word));
  }
  const std::uint64_t last = size < 8 ? short_word(text) : word_at<std::uint64_t>(text, size - 8);
  return {mix(hash, lower_word(last)), ((all | last) & beyond_ascii) == 0};
}

}  // namespace

std::uint64_t secret_start() {
  static const std::uint64_t start = [] {
    std::random_device random;
    return std::uint64_t{random()} << 32U | random();
  }();
  return start;
}

std::uint64_t mix_ignoring_case(std::uint64_t hash, std::string_view text) {
  const Mixed mixed = mix_words(hash, text);
  return mixed.ascii ? mixed.hash : mix_words(hash, lower(text)).hash;
}

RepeatedHashes::RepeatedHashes(const std::vector<std::uint32_t>& all) {
  const std::uint64_t start = secret_start();
  HashTable table;
  table.start(all.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const auto same = [&](std::uint32_t other) { return all[other] == all[i]; };
    if (table.replace(mix(start, all[i]), i, same) != HashTable::none) repeated_.push_back(all[i]);
  }
  std::ranges::sort(repeated_);
}

bool RepeatedHashes::contains(std::uint32_t hash) const {
  return std::ranges::binary_search(repeated_, hash);
}

}  // namespace farmlint
