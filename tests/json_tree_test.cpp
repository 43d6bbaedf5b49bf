#include "lint/capture/json_tree.h"

#include <gtest/gtest.h>

namespace farmlint {
namespace {

// One line for each value: its name, its text and what stands at its place.
void list(const SourceSet& sources, const JsonValue& value, std::string& out) {
  out += value.name.value + "|" + value.text + "|" + std::string(sources.text(value.at)) + "\n";
  for (const JsonValue& child : value.children) list(sources, child, out);
}

struct Parsed {
  SourceSet sources;
  std::vector<CaptureProblem> problems;
  std::optional<JsonValue> root;

  explicit Parsed(std::string text) {
    root = parse_json(sources, sources.add_capture("f", std::move(text)), problems);
  }
  std::string lines() const {
    std::string out;
    if (root) list(sources, *root, out);
    return out;
  }
};

TEST(JsonTree, TellsValuesAndTheirPlaces) {
  EXPECT_EQ(Parsed(R"( {"a":"x","b":[1,-2.5e3 ,true,false,null],"c":{},"d":7})").lines(),
            "||{\"a\":\"x\",\"b\":[1,-2.5e3 ,true,false,null],\"c\":{},\"d\":7}\n"
            "a|x|x\nb||[1,-2.5e3 ,true,false,null]\n|1|1\n|-2.5e3|-2.5e3\n|true|true\n"
            "|false|false\n|null|null\nc||{}\nd|7|7\n");
  EXPECT_EQ(Parsed("12").lines(), "|12|12\n");
  EXPECT_EQ(Parsed("[[1],[]]").lines(), "||[[1],[]]\n||[1]\n|1|1\n||[]\n");
}

TEST(JsonTree, FindsStringsBetweenTheirQuotes) {
  EXPECT_EQ(Parsed(R"(["","\\","\"","a\\\"b\\","\/Date(1)\/","\u00e4ä"])").lines(),
            "||"
            R"(["","\\","\"","a\\\"b\\","\/Date(1)\/","\u00e4ä"])"
            "\n||\n|\\|\\\\\n|\"|\\\"\n|a\\\"b\\|a\\\\\\\"b\\\\\n|/Date(1)/|\\/Date(1)\\/\n"
            "|ää|\\u00e4ä\n");
}

TEST(JsonTree, FindsMembersInAnyLetterCase) {
  const Parsed parsed(R"({"Thumbprint":"a","thumbprint":"b"})");
  ASSERT_TRUE(parsed.root);
  ASSERT_NE(parsed.root->find("THUMBPRINT"), nullptr);
  EXPECT_EQ(parsed.root->find("THUMBPRINT")->text, "a");
  EXPECT_EQ(parsed.sources.text(parsed.root->children.at(1).name.at), "thumbprint");
  EXPECT_EQ(parsed.root->find("thumb"), nullptr);
}

TEST(JsonTree, ReadsUtf16) {
  using namespace std::string_literals;
  EXPECT_EQ(Parsed("\xFF\xFE[\0\"\0\xE4\0\"\0]\0"s).lines(), "||[\"ä\"]\n|ä|ä\n");
}

TEST(JsonTree, SaysWhereTextIsNoJson) {
  struct Case {
    std::string text;
    std::string message;
    std::pair<std::uint32_t, std::uint32_t> at;
  };
  using namespace std::string_literals;
  const std::string broken = "the JSON is broken: ";
  for (const Case& c : std::vector<Case>{
           {"", broken + "unexpected end of input", {0, 0}},
           {"[1,", broken + "unexpected end of input", {3, 3}},
           {"[1,]", broken + "unexpected ']'", {3, 4}},
           {"[1}, 2]", broken + "unexpected '}'", {2, 3}},
           {"[1] [2]", broken + "unexpected '['", {4, 5}},
           {"{\"a\" 1}", broken + "unexpected number literal", {6, 7}},
           {"<Objs/>", broken + "invalid literal", {0, 1}},
           {"[1e999]", broken + "a number is too large", {6, 7}},
           {std::string(1 << 20, '['), "the JSON is nested deeper than 64 levels", {64, 65}},
           {"\xFF\xFE[\0]"s, "the file ends in the middle of a UTF-16 character", {1, 1}}}) {
    SCOPED_TRACE(c.text.substr(0, 20));
    const Parsed parsed(c.text);
    EXPECT_FALSE(parsed.root);
    ASSERT_EQ(parsed.problems.size(), 1U);
    EXPECT_EQ(parsed.problems[0].message, c.message);
    EXPECT_EQ(std::pair(parsed.problems[0].at.begin, parsed.problems[0].at.end), c.at);
  }
}

}  // namespace
}  // namespace farmlint
