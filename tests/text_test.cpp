#include "lint/text.h"

#include <array>

#include <gtest/gtest.h>

namespace farmlint {
namespace {

using namespace std::string_view_literals;

TEST(Text, KnowsAsciiWhereverAnotherCharacterStands) {
  for (const std::size_t size : {1U, 7U, 8U, 63U, 64U, 65U, 200U}) {
    std::string text(size, 'a');
    EXPECT_TRUE(is_ascii(text)) << size;
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      EXPECT_FALSE(is_ascii(text)) << size << ' ' << at;
      text[at] = 'a';
    }
  }
}

TEST(Text, LetterCaseIsThatOfEveryAlphabet) {
  EXPECT_EQ(lower("Default Web Site"), "default web site");
  EXPECT_TRUE(iequals("ServerA", "SERVERA"));
  EXPECT_FALSE(iequals("ServerA", "ServerAB"));
  EXPECT_TRUE(iequals("M\xC3\x9CLLER", "m\xC3\xBCller"));
  EXPECT_TRUE(iequals("\xD0\x90", "\xD0\xB0"));
  EXPECT_FALSE(
      iequals("stra\xC3\x9F"
              "e",
              "STRASSE"));
  EXPECT_FALSE(iequals("\xC3\x84", "A"));
  EXPECT_EQ(lower("\xFF"
                  "A"),
            "\xFF"
            "a");
  EXPECT_TRUE(iless("a", "B"));
}

TEST(Text, TrimAndWords) {
  EXPECT_EQ(trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(trim(" "), "");
  EXPECT_EQ(words("  web   ServerA\n"), (std::vector{"web"sv, "ServerA"sv}));
  EXPECT_TRUE(words("").empty());
}

TEST(Text, Globs) {
  EXPECT_TRUE(glob_match("*", ""));
  EXPECT_TRUE(glob_match("*.contoso.com", "WWW.contoso.com"));
  EXPECT_TRUE(glob_match("a*b*c", "aXbYbZc"));
  EXPECT_TRUE(glob_match("Site?", "Site1"));
  EXPECT_FALSE(glob_match("Site?", "Site"));
  EXPECT_FALSE(glob_match("a*b", "abc"));
  EXPECT_FALSE(glob_match("", "a"));
}

TEST(Text, EditDistanceCountsASwapAsOne) {
  EXPECT_EQ(edit_distance("name", "name", 3), 0U);
  EXPECT_EQ(edit_distance("nmae", "name", 3), 1U);
  EXPECT_EQ(edit_distance("nam", "name", 3), 1U);
  EXPECT_EQ(edit_distance("xame", "name", 3), 1U);
  EXPECT_EQ(edit_distance("abc", "xyz", 1), 2U);
}

TEST(Text, NearestNameIsOneThatWasMeant) {
  constexpr std::array known{"name"sv, "id"sv, "serverAutoStart"sv, "applicationPool"sv};
  EXPECT_EQ(nearest_name("applicationPol", known), "applicationPool");
  EXPECT_EQ(nearest_name("serverautostart", known), "serverAutoStart");
  EXPECT_EQ(nearest_name("iq", known), "id");
  EXPECT_EQ(nearest_name("nmae", known), "name");
  EXPECT_EQ(nearest_name("owner", known), std::nullopt);
  EXPECT_EQ(nearest_name("no", known), std::nullopt);
}

TEST(Text, NearestNamePrefersTheOneWithALetterMore) {
  EXPECT_EQ(nearest_name("Of", std::array{"On"sv, "Off"sv}), "Off");
}

TEST(Text, NearestNamePrefersTheSameLetterCase) {
  EXPECT_EQ(nearest_name("Addx", std::array{"add"sv, "Add"sv}), "Add");
}

}  // namespace
}  // namespace farmlint
