#include "lint/xml.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "lint/scan.h"
#include "tests/compare_with_xerces.h"
#include "tests/support.h"

namespace farmlint {
namespace {

struct Parsed {
  explicit Parsed(std::string text)
      : document(parse_xml(sources, sources.add("f.config", std::move(text)))) {}

  std::string text(const Location& at) const { return std::string(sources.text(at)); }
  // Line, column and reason, if the text is refused.
  std::string refusal() const {
    if (document.readable()) return {};
    const Position at = sources.start_of(document.unreadable->at);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
           document.unreadable->message;
  }

  SourceSet sources;
  XmlDocument document;
};

TEST(Xml, KnowsThePlaceOfEverything) {
  const Parsed parsed(
      "<configuration>\r\n\t<!-- note -->\r\n  <site  name = 'a>b'\r\n    id=\"&#x31;\" "
      "/>\r\n</configuration>\r\n");
  ASSERT_TRUE(parsed.document.readable()) << parsed.refusal();
  const XmlElement& root = parsed.document.root();
  EXPECT_EQ(parsed.text(root.at()), "<configuration>");
  EXPECT_EQ(parsed.text(root.end_tag()), "</configuration>");
  const XmlElement* site = root.child("site");
  ASSERT_NE(site, nullptr);
  EXPECT_EQ(parsed.text(site->at()), "<site  name = 'a>b'\r\n    id=\"&#x31;\" />");
  EXPECT_EQ(site->end_tag().begin, site->at().end);
  ASSERT_EQ(site->attributes().size(), 2U);
  EXPECT_EQ(parsed.text(site->attributes()[0].name_at()), "name");
  EXPECT_EQ(parsed.text(site->attributes()[0].value_at()), "a>b");
  EXPECT_EQ(site->attributes()[1].value(), "1");
  EXPECT_EQ(parsed.text(site->attributes()[1].value_at()), "&#x31;");
  ASSERT_EQ(parsed.document.tree.comments.size(), 1U);
  EXPECT_EQ(parsed.document.tree.comments[0].text, " note ");
  EXPECT_EQ(parsed.text(parsed.document.tree.comments[0].at), "<!-- note -->");
  EXPECT_EQ(parsed.document.tree.comments[0].inside, root.position());
  EXPECT_EQ(parsed.document.tree.comments[0].next, site->position());
}

TEST(Xml, WalksChildrenSiblingsAndParents) {
  const Parsed parsed("<a><b><c/><c/></b><d/></a>");
  const XmlElement& a = parsed.document.root();
  std::string names;
  for (const XmlElement& child : a.children())
    names += std::string(child.name()) + std::to_string(child.children().count());
  EXPECT_EQ(names, "b2d0");
  EXPECT_EQ(a.child("b")->position() + a.child("b")->extent(), a.child("d")->position());
  EXPECT_EQ(a.child("d")->parent(), &a);
  EXPECT_EQ(a.child("b")->child("c")->parent(), a.child("b"));
  EXPECT_EQ(a.parent(), nullptr);
  EXPECT_TRUE(a.child("d")->children().empty());
}

TEST(Xml, ResolvesValuesAsXmlSays) {
  const Parsed parsed(
      "<a b=\"x\r\ny\tz\" c=\"&lt;&amp;&quot;&apos;&#13;&#xA;\" d='\"' "
      "e=\"\xF0\x9F\x98\x80&#x1F600;\"/>");
  ASSERT_TRUE(parsed.document.readable()) << parsed.refusal();
  const XmlElement& a = parsed.document.root();
  EXPECT_EQ(a.value("b").value, "x y z");
  EXPECT_EQ(a.value("c").value, "<&\"'\r\n");
  EXPECT_EQ(a.value("d").value, "\"");
  EXPECT_EQ(a.value("e").value, "\xF0\x9F\x98\x80\xF0\x9F\x98\x80");
  EXPECT_EQ(testing::compare_with_xerces(parsed.sources, parsed.document),
            std::vector<std::string>{});
}

// Places in it do not fit the short form that the tree has for usual tags.
TEST(Xml, KnowsThePlacesInALongTag) {
  for (const std::size_t size : {32'700U, 32'730U, 32'750U, 70'000U}) {
    const Parsed parsed("<a>\n<b c=\"" + std::string(size, 'x') +
                        "\" d=\"&amp;\" e=\"5\"><f/></b ></a>");
    ASSERT_TRUE(parsed.document.readable()) << parsed.refusal();
    const XmlElement& b = *parsed.document.root().child("b");
    EXPECT_EQ(b.value("c").value.size(), size);
    EXPECT_EQ(b.value("d").value, "&");
    EXPECT_EQ(parsed.text(b.value("d").at), "&amp;");
    EXPECT_EQ(parsed.text(b.attributes()[2].name_at()), "e");
    EXPECT_EQ(parsed.text(b.value("e").at), "5");
    EXPECT_EQ(parsed.text(b.child("f")->at()), "<f/>");
    EXPECT_EQ(parsed.text(b.end_tag()), "</b >");
    EXPECT_EQ(parsed.document.tree.count(), 3U);
  }
}

// The scan gives what it has read so far, and every place in it lies within the text.
TEST(Xml, EndsAnElementThatIsNeverClosedWithItsStartTag) {
  const std::string text = "<a><b c='1'><d></d>";
  const Scan scanned = scan(FileId{}, text);
  ASSERT_TRUE(scanned.problem);
  const XmlElement& a = scanned.tree.root();
  EXPECT_EQ(a.end_tag().begin, 3U);
  EXPECT_EQ(a.end_tag().end, 3U);
  EXPECT_EQ(scanned.tree.count(), 3U);
}

TEST(Xml, ReadsUtf16LikeUtf8) {
  using namespace std::string_literals;
  const Parsed parsed("\xFF\xFE<\0a\0 \0b\0=\0\"\0\xE4\0\"\0/\0>\0"s);
  ASSERT_TRUE(parsed.document.readable()) << parsed.refusal();
  EXPECT_EQ(parsed.document.root().value("b").value, "\xC3\xA4");
  EXPECT_EQ(parsed.sources.start_of(parsed.document.root().attributes()[0].value_at()).column, 7U);
}

TEST(Xml, NotesTextBetweenTags) {
  const Parsed parsed("<a> stray \n<b/><![CDATA[ ]]><![CDATA[x]]></a>");
  ASSERT_EQ(parsed.document.tree.stray_texts.size(), 2U);
  EXPECT_EQ(parsed.text(parsed.document.tree.stray_texts[0].at), "stray");
  EXPECT_EQ(parsed.text(parsed.document.tree.stray_texts[1].at), "<![CDATA[x]]>");
}

struct Refused {
  const char* text;
  const char* expected;
};

class Refusals : public ::testing::TestWithParam<Refused> {};

TEST_P(Refusals, HaveAPlaceAndPlainWords) {
  EXPECT_EQ(Parsed(GetParam().text).refusal(), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Xml, Refusals,
    ::testing::Values(
        Refused{"", "1:1 the file is empty"}, Refused{" \n", "1:1 the file is empty"},
        Refused{"\n\n<?xml version=\"1.0\"?><a/>",
                "3:1 2 blank lines stand before <?xml …?>, which must be the very first thing in "
                "the file"},
        Refused{"<?xml version=\"1.1\"?><a/>",
                "1:16 XML 1.1 is not for IIS; write version=\"1.0\""},
        Refused{"<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
                "1:31 the declaration says encoding \"UTF-16\", but the file is written in UTF-8"},
        Refused{
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            "1:1 a DOCTYPE is not allowed in IIS configuration; delete it (farmlint reads no DTD)"},
        Refused{"<a>\n<b>\n</a>",
                "3:1 </a> stands where </b> is due: the <b> of line 2 is not closed"},
        Refused{"<a>\n<b>", "2:1 the file ends before this <b> is closed with </b>"},
        Refused{"<a></a></b>", "1:8 </b> closes nothing"},
        Refused{"<a b=\"1\" b=\"2\"/>", "1:10 the attribute 'b' is given twice on <a>"},
        Refused{"<a b=1/>", "1:4 the value of the attribute 'b' must stand in quotes"},
        Refused{"<a b/>", "1:4 '=' and a quoted value must follow the attribute 'b'"},
        Refused{"<a b=\"1\"c=\"2\"/>", "1:9 a blank is missing before this attribute of <a>"},
        Refused{"<a b=\"1>\n</a>",
                "2:1 the value of the attribute 'b' is not closed with \" (a '<' in a value is "
                "written &lt;)"},
        Refused{"<a b=\"&x;\"/>",
                "1:7 '&' must be written &amp; unless it starts &lt; &gt; &quot; &apos; or a "
                "character number"},
        Refused{"<a><!-- x -- y --></a>", "1:11 '--' is not allowed inside a comment"},
        Refused{"<a/><b/>", "1:5 <b> follows the end of the root element"},
        Refused{"<a>\xE4</a>", "1:4 byte 0xE4 is not UTF-8"},
        Refused{"<a/>\xE4", "1:5 byte 0xE4 is not UTF-8"}));

// Xerces gets the text in pieces, and characters beyond the BMP as two units: none may get lost
// where a piece ends.
TEST(Xml, PlacesWhatStandsBehindManyCharacters) {
  for (const std::string_view character : {"x", "\xC3\xA4", "\xF0\x9D\x92\xB3"}) {
    for (const int odd : {0, 1}) {
      std::string text = odd == 0 ? "<a>" : "<aa>";
      const auto start = text.size();
      const std::size_t count = 70'000;
      for (std::size_t i = 0; i < count; ++i) text += character;
      const std::string good = text + (odd == 0 ? "</a>" : "</aa>");
      EXPECT_TRUE(Parsed(good).document.readable()) << Parsed(good).refusal();
      const std::string refusal = Parsed(text + "&x;" + good.substr(text.size())).refusal();
      EXPECT_TRUE(refusal.starts_with("1:" + std::to_string(start + count + 1) + " '&")) << refusal;
    }
  }
}

// Taken for two characters, its second byte would be none of a name.
TEST(Xml, ReadsALetterBeyondAsciiWhereverItStands) {
  for (std::size_t before = 0; before < 600; ++before) {
    const std::string text =
        "<a>" + std::string(before, ' ') + "<\u00E9/>" + std::string(600 - before, ' ') + "</a>";
    EXPECT_EQ(Parsed(text).refusal(), "") << before;
  }
}

TEST(Xml, BoundsDepthAndAttributes) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "<a>";
  EXPECT_EQ(Parsed(deep).refusal(), "1:769 <a> is nested deeper than 256 levels");
  std::string wide = "<a";
  for (int i = 0; i < 258; ++i) wide += " b" + std::to_string(i) + "=\"\"";
  EXPECT_EQ(Parsed(wide + "/>").refusal(), "1:1 <a> has more than 256 attributes");
}

TEST(Xml, BoundsNames) {
  const std::string longest(1000, 'n');
  EXPECT_TRUE(
      Parsed("<" + longest + " " + longest + "='1'></" + longest + ">").document.readable());
  const std::string more = longest + "n";
  EXPECT_EQ(Parsed("<" + more + "/>").refusal(), "1:2 a name is longer than 1000 bytes");
  EXPECT_EQ(Parsed("<a " + more + "='1'/>").refusal(), "1:4 a name is longer than 1000 bytes");
  EXPECT_EQ(Parsed("<a></" + more + ">").refusal(), "1:6 a name is longer than 1000 bytes");
}

TEST(Xml, FindsEachValueThatIsNotWrittenLiterally) {
  std::string text = "<a>";
  for (int i = 0; i < 100; ++i)
    text += "<b c='" + std::to_string(i) + "' d='&lt;" + std::to_string(i) + "'/>";
  const Parsed parsed(text + "</a>");
  int i = 0;
  for (const XmlElement& child : parsed.document.root().children()) {
    EXPECT_EQ(child.value("c").value, std::to_string(i));
    EXPECT_EQ(child.value("d").value, "<" + std::to_string(i++));
  }
  EXPECT_EQ(i, 100);
}

TEST(Xml, PlacesEveryAttributeOfEveryTestFileLikeXerces) {
  std::size_t read_ones = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("testdata")) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".config" && extension != ".xml") continue;
    const Parsed parsed(testing::read(entry.path()));
    if (!parsed.document.readable()) continue;
    ++read_ones;
    EXPECT_EQ(testing::compare_with_xerces(parsed.sources, parsed.document),
              std::vector<std::string>{})
        << entry.path();
  }
  EXPECT_GT(read_ones, 1000U);
}

// Cut and damaged text must neither crash nor hang, whatever else is said about it.
TEST(Xml, SurvivesDamage) {
  const std::string whole =
      "<?xml version=\"1.0\"?><!-- c --><a b='1' c=\"&lt;\"><![CDATA[x]]><?pi x?><d "
      "e=\"2\">t</d></a>";
  for (std::size_t i = 0; i <= whole.size(); ++i) {
    Parsed(whole.substr(0, i));
    for (const char c : {'<', '>', '"', '&', '/', '\0', '\xFF'}) {
      std::string damaged = whole;
      damaged.insert(i, 1, c);
      Parsed parsed(damaged);
      if (!parsed.document.readable()) continue;
      EXPECT_EQ(testing::compare_with_xerces(parsed.sources, parsed.document),
                std::vector<std::string>{})
          << damaged;
    }
  }
}

}  // namespace
}  // namespace farmlint
