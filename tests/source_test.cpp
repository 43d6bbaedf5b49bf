#include "lint/source.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "lint/decode.h"

namespace farmlint {
namespace {

std::pair<std::uint32_t, std::uint32_t> at(const SourceSet& sources, std::uint32_t offset,
                                           Columns columns = Columns::CodePoints) {
  const Position position = sources.position(FileId{0}, offset, columns);
  return {position.line, position.column};
}

TEST(Source, CountsLinesWhateverEndsThem) {
  SourceSet sources;
  sources.add("f", "a\nb\r\nc\rd");
  EXPECT_EQ(at(sources, 0), std::pair(1U, 1U));
  EXPECT_EQ(at(sources, 2), std::pair(2U, 1U));
  EXPECT_EQ(at(sources, 5), std::pair(3U, 1U));
  EXPECT_EQ(at(sources, 7), std::pair(4U, 1U));
  EXPECT_EQ(at(sources, 8), std::pair(4U, 2U));
  EXPECT_EQ(sources.line(FileId{0}, 2), "b");
  EXPECT_EQ(sources.line(FileId{0}, 4), "d");
  EXPECT_EQ(sources.line(FileId{0}, 5), "");
}

// Lines are counted in blocks, and no end of a line may get lost or count twice between them.
TEST(Source, FindsEveryLineOfALongText) {
  std::mt19937 random(1);
  for (const std::size_t size : {1023U, 1024U, 1025U, 4096U, 5000U}) {
    std::string text;
    while (text.size() < size) text += "ab\r\n\n\r"[random() % 6];
    SourceSet sources;
    sources.add("f", text);
    std::uint32_t line = 1;
    std::size_t start = 0;
    for (std::uint32_t i = 0; i <= size; ++i) {
      const bool ended =
          i > 0 && (text[i - 1] == '\n' || (text[i - 1] == '\r' && (i == size || text[i] != '\n')));
      if (ended) {
        EXPECT_EQ(sources.line(FileId{0}, line),
                  text.substr(start, text.find_first_of("\r\n", start) - start));
        ++line;
        start = i;
      }
      ASSERT_EQ(at(sources, i), std::pair(line, static_cast<std::uint32_t>(i - start) + 1))
          << size << ' ' << i;
    }
    EXPECT_EQ(sources.line_count(FileId{0}), line);
  }
}

// What was asked before makes no difference.
TEST(Source, FindsALineFarIntoTheTextAtOnce) {
  std::string text;
  for (int i = 1; i <= 3000; ++i) text += "line " + std::to_string(i) + "\r\n";
  SourceSet sources;
  sources.add("f", text);
  EXPECT_EQ(sources.line(FileId{0}, 2500), "line 2500");
  EXPECT_EQ(sources.line(FileId{0}, 2), "line 2");
  EXPECT_EQ(sources.line(FileId{0}, 3001), "");
  EXPECT_EQ(sources.line(FileId{0}, 3002), "");
  EXPECT_EQ(sources.line(FileId{0}, 0), "");
  EXPECT_EQ(sources.line(FileId{0}, 3000), "line 3000");
  EXPECT_EQ(at(sources, static_cast<std::uint32_t>(text.size()) - 2), std::pair(3000U, 10U));
}

TEST(Source, CountsColumnsInBothUnits) {
  SourceSet sources;
  sources.add("f", "\t\xC3\xA4\xF0\x9F\x98\x80x");
  EXPECT_EQ(at(sources, 1), std::pair(1U, 2U));
  EXPECT_EQ(at(sources, 3), std::pair(1U, 3U));
  EXPECT_EQ(at(sources, 7), std::pair(1U, 4U));
  EXPECT_EQ(at(sources, 7, Columns::Utf16Units), std::pair(1U, 5U));
}

TEST(Source, CountsFarIntoLongLines) {
  std::string text = "x\n";
  for (int i = 0; i < 3000; ++i) text += "\xF0\x9F\x98\x80";
  SourceSet sources;
  sources.add("f", text);
  for (const std::uint32_t character : {0U, 1U, 255U, 256U, 257U, 2999U, 3000U}) {
    EXPECT_EQ(at(sources, 2 + 4 * character), std::pair(2U, character + 1));
    EXPECT_EQ(at(sources, 2 + 4 * character, Columns::Utf16Units),
              std::pair(2U, 2 * character + 1));
  }
}

TEST(Source, DropsTheByteOrderMark) {
  SourceSet sources;
  const FileId file = sources.add("f", "\xEF\xBB\xBF<a/>");
  EXPECT_EQ(sources.text(file), "<a/>");
  EXPECT_TRUE(sources.source(file).has_bom);
  EXPECT_EQ(sources.source(file).bytes.size(), 7U);
}

TEST(Source, ReadsUtf16WithAndWithoutMark) {
  using namespace std::string_literals;
  for (const std::string& bytes : {"\xFF\xFE<\0a\0\xE4\0/\0>\0"s, "<\0a\0\xE4\0/\0>\0"s,
                                   "\xFE\xFF\0<\0a\0\xE4\0/\0>"s, "\0<\0a\0\xE4\0/\0>"s}) {
    SourceSet sources;
    const FileId file = sources.add("f", bytes);
    EXPECT_EQ(sources.text(file), "<a\xC3\xA4/>");
    EXPECT_NE(sources.source(file).encoding, Encoding::Utf8);
    EXPECT_FALSE(sources.source(file).broken);
  }
}

TEST(Source, JoinsSurrogatesAndRefusesLoneOnes) {
  using namespace std::string_literals;
  SourceSet sources;
  EXPECT_EQ(sources.text(sources.add("f", "\xFF\xFE\x3D\xD8\0\xDE"s)), "\xF0\x9F\x98\x80");
  const FileId lone = sources.add("g", "\xFF\xFE<\0\x3D\xD8x\0"s);
  ASSERT_TRUE(sources.source(lone).broken);
  EXPECT_EQ(sources.source(lone).broken->value, "a lone UTF-16 surrogate (U+D83D)");
  EXPECT_EQ(sources.text(lone), "<");
  EXPECT_TRUE(sources.source(sources.add("h", "\xFF\xFE<\0a"s)).broken);
}

TEST(Source, SaysWhereUtf8Ends) {
  SourceSet sources;
  const FileId file = sources.add("f", "<a>\n\xE4</a>");
  const auto& broken = sources.source(file).broken;
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->at.begin, 4U);
  EXPECT_EQ(broken->value, "byte 0xE4 is not UTF-8");
}

TEST(Decode, KnowsEveryIllFormedSequence) {
  for (const char* bad :
       {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xC3"})
    EXPECT_EQ(find_invalid_utf8(bad), 0U) << bad;
  for (const char* good : {"", "plain ascii, longer than eight", "\xC3\xA4", "\xE2\x82\xAC",
                           "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"})
    EXPECT_EQ(find_invalid_utf8(good), std::string_view::npos) << good;
}

}  // namespace
}  // namespace farmlint
