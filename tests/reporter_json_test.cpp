#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "reporters/reporter.h"
#include "tests/reporter_sample.h"

namespace farmlint::reporters {
namespace {

using Json = nlohmann::ordered_json;

Json rendered(FarmReport farm, const RenderOptions& options = {}) {
  return Json::parse(find("json")->render(test::report_of({std::move(farm)}), options));
}

TEST(Json, FollowsTheFormat) {
  const Json document = rendered(test::contoso());
  EXPECT_EQ(document.at("format"), "farmlint/1");
  EXPECT_EQ(document.at("version"), version);
  const Json& farm = document.at("farms").at(0);
  EXPECT_EQ(farm.at("findings").at(0), Json::parse(R"({
    "rule": "site-missing-node-binding", "level": "error",
    "message": "Site1 has no https binding for 10.10.10.3, its address on ServerB",
    "file": "applicationHost.config", "line": 6, "column": 57, "endLine": 6, "endColumn": 72,
    "object": "sites/site[Site1]/bindings",
    "site": "Site1", "node": "ServerB", "binding": "https 10.10.10.3:443:",
    "related": [
      {"file": "applicationHost.config", "line": 6, "column": 57,
       "message": "Site1 answers https only here"},
      {"file": "farm.xml", "line": 2, "column": 45,
       "message": "ServerB's address for Site1 is declared here"}],
    "fixes": [{"description": "add the binding", "edits": [], "commands": [
      {"tool": "appcmd", "text": "appcmd.exe set site /site.name:\"Site1\""},
      {"tool": "netsh", "node": "ServerB",
       "text": "netsh http add sslcert ipport=10.10.10.3:443"}]}],
    "suppressed": null})"));
  EXPECT_EQ(farm.at("notChecked").size(), 2U);
  EXPECT_EQ(farm.at("notUsed").at(0), Json::parse(R"({"element": "capture", "count": 2})"));
  EXPECT_FALSE(farm.contains("errors"));
  EXPECT_EQ(document.at("summary"), Json::parse(R"({"farms": 1, "errors": 1, "warnings": 1,
    "notes": 0, "suppressed": 1, "fixable": 1, "notChecked": 1})"));
}

TEST(Json, KeepsTheOrderOfItsKeys) {
  std::string keys;
  const Json document = rendered(test::contoso());
  for (const auto& item : document.at("farms").at(0).items()) keys += item.key() + " ";
  EXPECT_EQ(keys, "name manifest configuration nodes sites bindings findings notChecked notUsed ");
}

TEST(Json, DescribesEdits) {
  const Json document = rendered(test::contoso());
  const Json& fix = document.at("farms").at(0).at("findings").at(1).at("fixes").at(0);
  EXPECT_EQ(fix, Json::parse(R"({"description": "leave the host empty", "edits": [
    {"file": "applicationHost.config", "line": 7, "column": 61, "endLine": 7, "endColumn": 62,
     "text": ""}], "commands": []})"));
}

TEST(Json, ListsIgnoredFindingsOnlyWhenAsked) {
  RenderOptions options;
  options.include_suppressed = true;
  const Json document = rendered(test::contoso(), options);
  const Json& findings = document.at("farms").at(0).at("findings");
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings.at(0).at("rule"), "site-not-in-manifest");
  EXPECT_EQ(findings.at(0).at("suppressed"),
            Json::parse(R"({"reason": "never started", "inSource": true})"));
  EXPECT_TRUE(findings.at(1).at("suppressed").is_null());
  EXPECT_EQ(rendered(test::contoso()).at("farms").at(0).at("findings").size(), 2U);
}

TEST(Json, ListsMistakesOfTheManifest) {
  FarmReport farm = test::contoso();
  Finding mistake;
  mistake.at = {FileId{0}, 1, 5};
  mistake.message = "unknown element";
  farm.errors = {mistake};
  EXPECT_EQ(rendered(farm).at("farms").at(0).at("errors"),
            Json::parse(R"([{"message": "unknown element", "file": "farm.xml", "line": 1,
                             "column": 2, "endLine": 1, "endColumn": 6, "related": [], "fixes": []}])"));
}

TEST(Json, CountsCodePoints) {
  test::SampleFarm farm("f");
  const FileId file = farm.file("a.config", "<a>\xF0\x9D\x92\xB3 b</a>");
  farm.add(test::star_rule, farm.at(file, "b"), "x");
  EXPECT_EQ(rendered(*farm).at("farms").at(0).at("findings").at(0).at("column"), 6);
}

TEST(Json, SurvivesTextThatIsNoText) {
  test::SampleFarm farm("f\xFF");
  const FileId file = farm.file("a.config", "<a>");
  farm.add(test::star_rule, {file, 0, 1}, "bad \xC3 byte");
  for (const char* format : {"json", "sarif"})
    EXPECT_TRUE(Json::accept(find(format)->render(test::report_of({*farm}), {}))) << format;
}

TEST(Json, IsCompleteWithoutFarms) {
  const Json document = Json::parse(find("json")->render(test::report_of({}), {}));
  EXPECT_EQ(document.at("farms"), Json::array());
  EXPECT_EQ(document.at("summary").at("farms"), 0);
}

}  // namespace
}  // namespace farmlint::reporters
