#include "lint/hash.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "lint/text.h"

namespace farmlint {

// Eight characters at a time. Setting the bit that tells letter cases apart makes a few other
// characters equal, too.
std::uint64_t mix_ignoring_case(std::uint64_t hash, std::string_view text) {
  constexpr std::uint64_t lower_bits = 0x2020202020202020U;
  const std::string folded = is_ascii(text) ? std::string() : lower(text);
  std::string_view rest = folded.empty() ? text : folded;
  hash = mix(hash, rest.size());
  while (!rest.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = std::min(rest.size(), sizeof word);
    std::memcpy(&word, rest.data(), count);
    hash = mix(hash, word | lower_bits);
    rest.remove_prefix(count);
  }
  return hash;
}

RepeatedHashes::RepeatedHashes(std::vector<std::uint32_t> all) : repeated_(std::move(all)) {
  std::ranges::sort(repeated_);
  std::size_t kept = 0;
  for (std::size_t i = 1; i < repeated_.size(); ++i)
    if (repeated_[i] == repeated_[i - 1]) repeated_[kept++] = repeated_[i];
  repeated_.resize(kept);
}

bool RepeatedHashes::contains(std::uint32_t hash) const {
  return std::ranges::binary_search(repeated_, hash);
}

}  // namespace farmlint
