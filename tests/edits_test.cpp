#include "lint/edits.h"

#include <gtest/gtest.h>

namespace farmlint {
namespace {

// The text without its first <gone> element.
std::string without(const std::string& text) {
  SourceSet sources;
  const XmlDocument document = parse_xml(sources, sources.add("f", text));
  const TextEdit edit = remove_element(sources, *document.root().child("gone"));
  std::string result = text;
  return result.replace(edit.at.begin, edit.at.end - edit.at.begin, edit.text);
}

TEST(Edits, remove_an_element_with_its_line) {
  EXPECT_EQ(without("<a>\n  <gone />\n  <b/>\n</a>"), "<a>\n  <b/>\n</a>");
  EXPECT_EQ(without("<a>\r\n\t<gone>\r\n\t\t<x/>\r\n\t</gone>  \r\n</a>"), "<a>\r\n</a>");
}

TEST(Edits, leave_what_else_stands_on_the_line) {
  EXPECT_EQ(without("<a><gone/></a>"), "<a></a>");
  EXPECT_EQ(without("<a>\n  <gone/><!-- why -->\n</a>"), "<a>\n  <!-- why -->\n</a>");
  EXPECT_EQ(without("<a>\n  <b/><gone></gone>\n</a>"), "<a>\n  <b/>\n</a>");
}

}  // namespace
}  // namespace farmlint
