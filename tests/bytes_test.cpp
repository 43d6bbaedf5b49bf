#include "lint/bytes.h"

#include <string>

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

}  // namespace
}  // namespace farmlint
