#include "lint/hash.h"

#include <gtest/gtest.h>

#include "lint/hash_table.h"

namespace farmlint {
namespace {

std::uint64_t hash(std::string_view text) {
  return mix_ignoring_case(hash_start, text);
}

TEST(Hash, IgnoresLetterCaseAndNothingElse) {
  EXPECT_EQ(hash("Shop"), hash("sHOP"));
  EXPECT_EQ(hash("*:443:WWW.Shop.Example"), hash("*:443:www.shop.example"));
  EXPECT_EQ(hash("M\xC3\x9CLLER"), hash("m\xC3\xBCller"));
  EXPECT_NE(hash("[[[[[[[["), hash("[[[[{[[["));
  EXPECT_NE(hash("@`^~_"), hash("`@^~_"));
  EXPECT_NE(hash("Shop"), hash("Shop "));
  EXPECT_NE(hash("0123456789abcdef0"), hash("0123456789abcdef1"));
}

TEST(Hash, RepeatedOnesAreAllFoundAndNoOthers) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < 5'000; ++i) all.push_back(static_cast<std::uint32_t>(mix(i, 7)));
  EXPECT_TRUE(RepeatedHashes(all).empty());
  all.push_back(all[17]);
  all.push_back(all[4'999]);
  const RepeatedHashes repeated(all);
  EXPECT_FALSE(repeated.empty());
  for (std::size_t i = 0; i < 5'000; ++i)
    EXPECT_EQ(repeated.contains(all[i]), i == 17 || i == 4'999) << i;
}

TEST(Hash, TheLastOfTheSameIsFoundAlsoWhereHashesFallTogether) {
  const std::vector<int> keys{1, 2, 1, 3, 2, 1};
  HashTable last;
  last.start(keys.size());
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < keys.size(); ++i)
    found.push_back(
        last.replace(hash_start, i, [&](std::uint32_t other) { return keys[other] == keys[i]; }));
  const std::uint32_t none = HashTable::none;
  EXPECT_EQ(found, (std::vector<std::uint32_t>{none, none, 0, none, 1, 2}));
}

}  // namespace
}  // namespace farmlint
