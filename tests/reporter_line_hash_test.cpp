#include <gtest/gtest.h>

#include "reporters/line_hash.h"

namespace farmlint::reporters {
namespace {

std::string hash(std::string bytes, std::uint32_t line) {
  SourceSet sources;
  const FileId file = sources.add("a.config", std::move(bytes));
  return LineHashes(sources.source(file)).of_line(line);
}

TEST(LineHash, AgreesWithTheVectors) {
  EXPECT_EQ(hash("", 1), "c129715d7a2bc9a3:1");
  const std::string indented = " a\nb\n  \t\tc\n d";
  EXPECT_EQ(hash(indented, 1), "271789c17abda88f:1");
  EXPECT_EQ(hash(indented, 2), "54703d4cd895b18:1");
  EXPECT_EQ(hash(indented, 3), "180aee12dab6264:1");
  EXPECT_EQ(hash(indented, 4), "a23a3dc5e078b07b:1");
  for (const char* text : {"a\nb\n", "a\r\nb\r\n", "a\rb\r"}) {
    EXPECT_EQ(hash(text, 1), "81b8d8db678b2bbe:1");
    EXPECT_EQ(hash(text, 2), "ade70578248be16f:1");
    EXPECT_EQ(hash(text, 3), "c129715d7a2bc9a3:1");
  }
  EXPECT_EQ(hash("x\nx\n", 1), "8c072f39cc89b447:1");
  EXPECT_EQ(hash("x\nx\n", 2), "828973aa50c68d6d:1");
  EXPECT_EQ(hash("x\nx\n", 3), "c129715d7a2bc9a3:1");
}

TEST(LineHash, CountsRepeatedLines) {
  const std::string line(200, 'x');
  EXPECT_EQ(hash(line + "\n" + line + "\n", 1).substr(0, 16),
            hash(line + "\n" + line, 2).substr(0, 16));
  EXPECT_TRUE(hash(line + "\n" + line + "\n", 2).ends_with(":2"));
}

TEST(LineHash, KeepsTheByteOrderMarkOfLineOne) {
  const std::string text = "a\n" + std::string(200, 'b') + "\n";
  EXPECT_NE(hash("\xEF\xBB\xBF" + text, 1), hash(text, 1));
  EXPECT_EQ(hash("\xEF\xBB\xBF" + text, 2), hash(text, 2));
}

TEST(LineHash, IsNotForFilesThatGitHubReadsDifferently) {
  SourceSet sources;
  const FileId utf16 = sources.add("a.config", std::string("\xFF\xFE<\0", 4));
  const FileId broken = sources.add("b.config", "<a>\xFF");
  const FileId plain = sources.add("c.config", "<a/>");
  EXPECT_FALSE(LineHashes::apply_to(sources.source(utf16)));
  EXPECT_FALSE(LineHashes::apply_to(sources.source(broken)));
  EXPECT_TRUE(LineHashes::apply_to(sources.source(plain)));
}

}  // namespace
}  // namespace farmlint::reporters
