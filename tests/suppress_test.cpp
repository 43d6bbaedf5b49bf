#include "lint/suppress.h"

#include <gtest/gtest.h>

#include "lint/date.h"
#include "rules/registry.h"
#include "tests/farm_fixture.h"

namespace farmlint {
namespace {

using testing::FarmFixture;
using testing::site;

const Rule& unknown_ip = *rules::find("binding-ip-unknown");

Finding finding_about(const Subject& subject, const Location& at = {}) {
  Finding finding;
  finding.rule = &unknown_ip;
  finding.at = at;
  finding.subject = subject;
  return finding;
}

Ignore ignore_of(const Rule& rule) {
  Ignore ignore;
  ignore.rule.value = rule.name;
  return ignore;
}

TEST(Ignore, NarrowsByGlobsAndAddress) {
  Subject subject;
  subject.site = "Shop";
  subject.binding = "https 10.0.0.1:443:www";
  subject.address = "10.0.0.1";
  const Finding finding = finding_about(subject);
  Ignore ignore = ignore_of(unknown_ip);
  EXPECT_TRUE(matches(ignore, finding));
  ignore.site = "sh*";
  EXPECT_TRUE(matches(ignore, finding));
  ignore.binding = "10.0.0.?:443:*";
  EXPECT_TRUE(matches(ignore, finding));
  ignore.binding = "https *";
  EXPECT_TRUE(matches(ignore, finding));
  ignore.address = parse_ip_range("10.0.0.0/24");
  EXPECT_TRUE(matches(ignore, finding));
  ignore.address = parse_ip_range("10.0.1.0/24");
  EXPECT_FALSE(matches(ignore, finding));
  ignore.address.reset();
  ignore.node = "ServerA";
  EXPECT_FALSE(matches(ignore, finding));
  EXPECT_FALSE(matches(ignore_of(*rules::find("binding-malformed")), finding));
}

TEST(Ignore, AnAddressNeedsOneToCompareWith) {
  Ignore ignore = ignore_of(unknown_ip);
  ignore.address = parse_ip_range("0.0.0.0/0");
  EXPECT_FALSE(matches(ignore, finding_about({})));
}

// What each comment of a document says: "rule|reason|fault|text of the scope".
std::string inline_ignores(const std::string& text) {
  SourceSet sources;
  const XmlDocument document = parse_xml(sources, sources.add("a.config", text));
  std::string all;
  for (const Ignore& ignore : read_inline_ignores(document))
    all += fmt::format("{}|{}|{}|{}\n", ignore.rule.value, ignore.reason.value, ignore.fault,
                       ignore.fault.empty() ? sources.text(*ignore.scope) : "");
  return all;
}

TEST(InlineIgnore, ReachesToTheEndOfTheNextElement) {
  EXPECT_EQ(inline_ignores("<a><!-- farmlint-ignore r: why --><b><c/></b><d/></a>"),
            "r|why||<b><c/></b>\n");
  EXPECT_EQ(inline_ignores("<!--farmlint-ignore r:x: y--><a><b/></a>"), "r|x: y||<a><b/></a>\n");
  EXPECT_EQ(inline_ignores("<a><b/><!-- farmlint-ignore r until=2026-01-31: why --><c/></a>"),
            "r|why||<c/>\n");
}

TEST(InlineIgnore, SaysWhatIsWrong) {
  EXPECT_EQ(inline_ignores("<a><!-- farmlint-ignore r --><b/></a>"), "r||it gives no reason|\n");
  EXPECT_EQ(inline_ignores("<a><!-- farmlint-ignore r: --><b/></a>"), "r||it gives no reason|\n");
  EXPECT_EQ(inline_ignores("<a><!-- farmlint-ignore --><b/></a>"), "||it names no rule|\n");
  EXPECT_EQ(inline_ignores("<a><!-- farmlint-ignore r q: why --><b/></a>"),
            "r|why|'q' before the colon is not understood|\n");
  EXPECT_EQ(inline_ignores("<a><!-- farmlint-ignore r until=2026-02-30: why --><b/></a>"),
            "r|why|'2026-02-30' is no date|\n");
  EXPECT_EQ(inline_ignores("<a><b><c/><!-- farmlint-ignore r: why --></b><d/></a>"),
            "r|why|no element follows it|\n");
  EXPECT_EQ(inline_ignores("<a><b/></a><!-- farmlint-ignore r: why -->"),
            "r|why|no element follows it|\n");
  EXPECT_EQ(inline_ignores("<a><!-- farmlint-ignored: no --><!-- see farmlint-ignore --></a>"), "");
}

// "kept suppressed: messages of the suppression rules" on a day, if these rules ran.
std::string judged(const std::string& ignore, const char* now,
                   const std::vector<const Rule*>& ran) {
  FarmFixture fixture(site("S", {"*:80:"}),
                      R"(<node name="A"><address ip="10.0.0.1"/></node>)" + ignore);
  EXPECT_EQ(fixture.mistakes, "");
  fixture.farm.now = parse_time(now).value();
  FarmReport report;
  Subject subject;
  subject.site = "S";
  report.findings.push_back(finding_about(subject));
  apply_ignores(fixture.farm, rules::all(), ran, report);
  std::string messages;
  std::size_t kept = 0;
  for (const Finding& finding : report.findings) {
    if (finding.rule == &unknown_ip) {
      ++kept;
    } else {
      messages += fmt::format(" [{}] {}", finding.rule->name, finding.message);
    }
  }
  return fmt::format("{} {}:{}", kept, report.suppressed.size(), messages);
}

TEST(ApplyIgnores, HoldsToTheEndOfTheLastDay) {
  const std::vector<const Rule*> ran(rules::all().begin(), rules::all().end());
  const std::string ignore = R"(<ignore rule="binding-ip-unknown" reason="r" until="2026-11-30"/>)";
  EXPECT_EQ(judged(ignore, "2026-11-30T23:59:59Z", ran), "0 1:");
  EXPECT_EQ(judged(ignore, "2026-12-01", ran),
            "1 0: [suppression-expired] binding-ip-unknown was to be ignored until 2026-11-30");
}

TEST(ApplyIgnores, ReportsWhatIsOfNoUse) {
  const std::vector<const Rule*> all(rules::all().begin(), rules::all().end());
  const std::vector<const Rule*> some{rules::find("suppression-unused")};
  const std::string other = R"(<ignore rule="binding-ip-unknown" site="T" reason="r"/>)";
  EXPECT_EQ(judged(other, "2026-12-01", all),
            "1 0: [suppression-unused] this ignore matches no finding of binding-ip-unknown");
  // The rule did not run, so nobody knows.
  EXPECT_EQ(judged(other, "2026-12-01", some), "1 0:");
  EXPECT_EQ(
      judged(R"(<ignore rule="binding-ip-unknwn" reason="r"/>)", "2026-12-01", some),
      "1 0: [suppression-unused] there is no rule 'binding-ip-unknwn' to ignore; did you mean "
      "'binding-ip-unknown'?");
  EXPECT_EQ(judged(R"(<ignore rule="suppression-unused" reason="r"/>)", "2026-12-01", all),
            "1 0: [suppression-unused] findings of suppression-unused cannot be ignored");
  EXPECT_EQ(judged(other, "2026-12-01", {&unknown_ip}), "1 0:");
}

}  // namespace
}  // namespace farmlint
