#include "lint/bytes.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace farmlint {
namespace {

TEST(Bytes, AreACopyOfWhatTheyAreMadeOf) {
  std::string text = "text";
  const Bytes bytes(text);
  text = "else";
  EXPECT_EQ(std::string_view(bytes), "text");
  EXPECT_EQ(std::string_view(Bytes("")), "");
  EXPECT_EQ(std::string_view(Bytes()), "");
}

TEST(Bytes, KeepWhatTheyHaveWhenTheyGrowAndShrink) {
  Bytes bytes(std::string_view("abc"));
  bytes.resize(100'000);
  EXPECT_EQ(std::string_view(bytes).substr(0, 3), "abc");
  bytes.data()[3] = 'd';
  bytes.resize(4);
  EXPECT_EQ(std::string_view(bytes), "abcd");
  EXPECT_EQ(bytes.size(), 4U);
}

TEST(Bytes, AreSeldomCopiedWhileTheyGrow) {
  Bytes bytes;
  const char* place = bytes.data();
  int copies = 0;
  for (std::size_t size = 1; size <= 10'000; ++size) {
    bytes.resize(size);
    if (bytes.data() != place) ++copies;
    place = bytes.data();
  }
  EXPECT_LT(copies, 20);
}

TEST(Bytes, AreEmptyOnceTheyAreMovedAway) {
  Bytes one(std::string_view("abc"));
  Bytes other;
  other = std::move(one);
  EXPECT_EQ(std::string_view(other), "abc");
  EXPECT_EQ(one.size(), 0U);  // NOLINT(bugprone-use-after-move): what is asked here
  one.resize(1);
  one.data()[0] = 'd';
  EXPECT_EQ(std::string_view(one), "d");
}

}  // namespace
}  // namespace farmlint
