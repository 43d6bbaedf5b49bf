// Hashes by which equal things are brought together; whether they are equal is asked afterwards.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace farmlint {

constexpr std::uint64_t hash_start = 0xcbf29ce484222325U;
// Another one in each run, so that nobody can write a file whose hashes fall together. Only for
// what does not depend on the order of hashes.
std::uint64_t secret_start();

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 32U);
}

// The same for texts that iequals() takes for one.
std::uint64_t mix_ignoring_case(std::uint64_t hash, std::string_view text);

// Which of the hashes of a large farm's objects occur again: few do.
class RepeatedHashes {
 public:
  explicit RepeatedHashes(const std::vector<std::uint32_t>& all);
  bool empty() const { return repeated_.empty(); }
  bool contains(std::uint32_t hash) const;

 private:
  std::vector<std::uint32_t> repeated_;  // sorted
};

}  // namespace farmlint
