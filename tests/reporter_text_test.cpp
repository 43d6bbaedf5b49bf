#include <algorithm>

#include <gtest/gtest.h>

#include "reporters/glyphs.h"
#include "reporters/reporter.h"
#include "reporters/snippet.h"
#include "tests/reporter_sample.h"

namespace farmlint::reporters {
namespace {

// The two lines for the first place of `needle` in the text.
std::string shown(const std::string& text, const std::string& needle, std::string_view label = "") {
  test::SampleFarm farm("s");
  const FileId file = farm.file("a.config", text);
  const Secrets secrets(*farm->sources);
  return snippet(*farm->sources, secrets, farm.at(file, needle), label, Palette(false));
}

TEST(Snippet, PutsCaretsUnderThePlace) {
  EXPECT_EQ(shown("<a>\n  <b c=\"d\"/>\n", "c=\"d\"", "here"),
            "    2 |   <b c=\"d\"/>\n"
            "      |      ^~~~~ here\n");
}

TEST(Snippet, MeasuresCharactersAsATerminalDoes) {
  EXPECT_EQ(shown("\t<b\tc/>", "c"),
            "    1 |     <b  c/>\n"
            "      |         ^\n");
  EXPECT_EQ(shown("<\xE4\xB8\xAD\xF0\x9F\x98\x80 e\xCC\x81 c/>", "c"),
            "    1 | <\xE4\xB8\xAD\xF0\x9F\x98\x80 e\xCC\x81 c/>\n"
            "      |         ^\n");
}

TEST(Snippet, LetsNoControlCharacterThrough) {
  EXPECT_EQ(shown("<a b=\"\x1B[31m\" c/>", "c"),
            "    1 | <a b=\"\xEF\xBF\xBD[31m\" c/>\n"
            "      |              ^\n");
}

TEST(Snippet, ShowsTheFirstLineOfAPlace) {
  EXPECT_EQ(shown("<a\r\n  b=\"c\">", "<a\r\n  b=\"c\">"),
            "    1 | <a\n"
            "      | ^~\n");
}

TEST(Snippet, CutsLongLinesAroundThePlace) {
  const std::string text = std::string(300, 'a') + "HERE" + std::string(300, 'b');
  EXPECT_EQ(shown(text, "HERE"), "    1 | \xE2\x80\xA6" + std::string(40, 'a') + "HERE" +
                                     std::string(76, 'b') + "\xE2\x80\xA6\n      | " +
                                     std::string(41, ' ') + "^~~~\n");
  const std::string huge = std::string(100000, 'a') + "HERE";
  EXPECT_EQ(shown(huge, "HERE"), "    1 | \xE2\x80\xA6" + std::string(116, 'a') + "HERE\n      | " +
                                     std::string(117, ' ') + "^~~~\n");
}

TEST(Snippet, IsNothingWhereThereIsNothing) {
  test::SampleFarm farm("s");
  const FileId file = farm.file("a.config", "");
  const Secrets secrets(*farm->sources);
  EXPECT_EQ(snippet(*farm->sources, secrets, {file, 0, 0}, "x", Palette(false)), "");
}

TEST(Glyphs, EscapeWhatWouldDisturbALine) {
  EXPECT_EQ(printable("a\nb\r\t\x1B"), "a\\nb\\r\\t\\u{1b}");
  EXPECT_EQ(printable("\xE2\x80\xAE"
                      "abc"),
            "\\u{202e}abc");
  EXPECT_EQ(printable("\xFF\xC3\xA4"), "\xEF\xBF\xBD\xC3\xA4");
}

TEST(Text, TellsEverythingOnce) {
  EXPECT_EQ(find("text")->render(test::report_of({test::contoso()}), {}),
            "applicationHost.config:6:57: error: Site1 has no https binding for 10.10.10.3, its "
            "address on ServerB [site-missing-node-binding]\n"
            "    6 |           <binding protocol=\"https\" "
            "bindingInformation=\"10.10.10.1:443:\" />\n"
            "      |                                                         ^~~~~~~~~~~~~~~ "
            "Site1 answers https only here\n"
            "  farm.xml:2:45: note: ServerB's address for Site1 is declared here\n"
            "  fix: appcmd.exe set site /site.name:\"Site1\"\n"
            "  then, on ServerB: netsh http add sslcert ipport=10.10.10.3:443\n"
            "\n"
            "applicationHost.config:7:61: warning: the host of '*:80:*' is a star "
            "[binding-host-star]\n"
            "    7 |           <binding protocol=\"http\" bindingInformation=\"*:80:*\" />\n"
            "      |                                                             ^\n"
            "  fix: remove '*'\n"
            "\n"
            "Checked 1 farm: 2 nodes, 1 site, 2 bindings, 3 rules. 1 error, 1 warning (1 "
            "suppressed). 1 fixable.\n"
            "Not checked: ssl-record-missing on ServerA, ServerB (no sslcert capture).\n"
            "Not used yet: 2 captures, 1 certificate.\n");
}

TEST(Text, IsShortWhenAllIsWell) {
  FarmReport farm;
  farm.name = "contoso";
  farm.manifest = "farm.xml";
  farm.nodes = 1;
  farm.sites = 1;
  farm.bindings = 1;
  farm.rules = 3;
  EXPECT_EQ(find("text")->render(test::report_of({farm}), {}),
            "Checked 1 farm: 1 node, 1 site, 1 binding, 3 rules. No findings.\n");
  EXPECT_EQ(find("concise")->render(test::report_of({farm}), {}), "");
}

TEST(Text, DescribesEditsWhereThereIsNoCommand) {
  test::SampleFarm farm("s");
  const FileId file = farm.file("a.config", "<a b=\"c\"/>");
  const Location value = farm.at(file, "c");
  farm.add(test::star_rule, value, "bad")
      .fix({.description = "", .edits = {{value, "d\n"}, {{file, 2, 2}, " x"}}, .commands = {}})
      .fix({.description = "do something else", .edits = {}, .commands = {}});
  const std::string out = find("text")->render(test::report_of({*farm}), {});
  EXPECT_NE(out.find("  fix: replace 'c' by 'd\\n'; insert ' x' at a.config:1:3\n"
                     "  or: do something else\n"),
            std::string::npos)
      << out;
}

TEST(Text, GroupsWhatWasNotChecked) {
  FarmReport farm;
  farm.name = "f";
  for (const char* rule : {"a", "b", "c", "d"})
    farm.not_checked.push_back({rule, "", "no manifest"});
  farm.not_checked.push_back({"e", "N1", "no capture"});
  const std::string out = find("text")->render(test::report_of({farm}), {});
  EXPECT_NE(out.find("Not checked: e on N1 (no capture); 4 rules (no manifest).\n"),
            std::string::npos)
      << out;
}

TEST(Text, HeadsFarmsOnlyIfThereAreSeveral) {
  FarmReport other = test::contoso();
  other.name = "fabrikam";
  const std::string both = find("text")->render(test::report_of({test::contoso(), other}), {});
  EXPECT_TRUE(both.starts_with("Farm contoso (farm.xml)\n\n")) << both;
  EXPECT_NE(both.find("\n\nFarm fabrikam (farm.xml)\n\n"), std::string::npos) << both;
  EXPECT_NE(both.find("Checked 2 farms: 4 nodes"), std::string::npos) << both;
}

TEST(Text, LeavesOutTheSummaryAndCountsRulesWhenAsked) {
  RenderOptions options;
  options.quiet = true;
  options.statistics = true;
  const std::string out = find("text")->render(test::report_of({test::contoso()}), options);
  EXPECT_EQ(out.find("Checked"), std::string::npos);
  EXPECT_TRUE(
      out.ends_with("\n  count  level    rule\n"
                    "      1  error    site-missing-node-binding\n"
                    "      1  warning  binding-host-star\n"))
      << out;
}

TEST(Text, ColoursOnlyWhenAsked) {
  RenderOptions options;
  options.color = true;
  const Report report = test::report_of({test::contoso()});
  EXPECT_NE(find("text")->render(report, options).find("\x1b[1;31merror:\x1b[0m"),
            std::string::npos);
  EXPECT_EQ(find("text")->render(report, {}).find('\x1b'), std::string::npos);
}

TEST(Text, SendsMistakesOfTheManifestElsewhere) {
  FarmReport farm = test::contoso();
  farm.findings.clear();
  Finding mistake;
  mistake.at = {FileId{0}, 1, 5};
  mistake.message = "unknown element <nod>; did you mean <node>?";
  farm.errors = {mistake};
  const Report report = test::report_of({farm});
  EXPECT_EQ(render_errors(report, false),
            "farm.xml:1:2: error: unknown element <nod>; did you mean <node>?\n"
            "    1 | <farm xmlns=\"urn:farmlint:farm:1\" name=\"contoso\">\n"
            "      |  ^~~~\n");
  EXPECT_NE(find("text")->render(report, {}).find("The manifest farm.xml has 1 mistake: "),
            std::string::npos);
}

TEST(Concise, IsOneLineForEachFinding) {
  const std::string out = find("concise")->render(test::report_of({test::contoso()}), {});
  EXPECT_EQ(out,
            "applicationHost.config:6:57: error: Site1 has no https binding for 10.10.10.3, its "
            "address on ServerB [site-missing-node-binding]\n"
            "applicationHost.config:7:61: warning: the host of '*:80:*' is a star "
            "[binding-host-star]\n");
}

}  // namespace
}  // namespace farmlint::reporters
