#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "reporters/reporter.h"
#include "tests/reporter_sample.h"

namespace farmlint::reporters {
namespace {

using Json = nlohmann::ordered_json;

Json run_of(std::vector<FarmReport> farms, const RenderOptions& options = {}) {
  const Json log = Json::parse(find("sarif")->render(test::report_of(std::move(farms)), options));
  EXPECT_EQ(log.at("version"), "2.1.0");
  EXPECT_EQ(log.at("runs").size(), 1U);
  return log.at("runs").at(0);
}

// A farm of one file with one finding at the first `needle`.
test::SampleFarm one(const std::string& path, std::string bytes, const std::string& needle) {
  test::SampleFarm farm("one");
  const FileId file = farm.file(path, std::move(bytes));
  farm.add(test::star_rule, farm.at(file, needle), "the host is a star");
  return farm;
}

Json place_of(const Json& run, std::size_t result = 0) {
  return run.at("results").at(result).at("locations").at(0).at("physicalLocation");
}

TEST(Sarif, DescribesTheRulesForEveryService) {
  const Json run = run_of({test::contoso()});
  const Json& driver = run.at("tool").at("driver");
  EXPECT_EQ(driver.at("rules").size(), 3U);
  for (const Json& rule : driver.at("rules")) {
    EXPECT_EQ(rule.at("properties").at("tags").at(1), "iis");
    EXPECT_NE(rule.at("name"), rule.at("id"));
    for (const char* text : {"shortDescription", "fullDescription", "help"})
      EXPECT_FALSE(rule.at(text).at("text").get<std::string>().empty());
  }
  EXPECT_EQ(driver.at("rules").at(0).at("messageStrings").at("default").at("text"),
            "The host of a binding is a star: '{0}'.");
  EXPECT_EQ(driver.at("rules").at(2).at("properties").at("problem.severity"), "recommendation");
}

TEST(Sarif, PointsAtTheRightRule) {
  const Json run = run_of({test::contoso()});
  for (const Json& result : run.at("results")) {
    const Json& rule =
        run.at("tool").at("driver").at("rules").at(result.at("ruleIndex").get<std::size_t>());
    EXPECT_EQ(rule.at("id"), result.at("ruleId"));
  }
}

TEST(Sarif, LinksNotesInSentences) {
  const Json run = run_of({test::contoso()});
  const Json& result = run.at("results").at(0);
  EXPECT_EQ(result.at("message").at("text"),
            "Site1 has no https binding for 10.10.10.3, its address on ServerB. [Site1 answers "
            "https only here](1). [ServerB's address for Site1 is declared here](2).");
  EXPECT_EQ(result.at("relatedLocations").at(1).at("id"), 2);
  EXPECT_EQ(run.at("results").at(1).at("message").at("text"), "The host of '*:80:*' is a star.");
}

TEST(Sarif, ShowsThePlaceAndTheLinesAround) {
  const Json place =
      place_of(run_of({*one("a.config", "1\r\n2\r\n3\r\n\t<\xF0\x9D\x92\xB3 x/>\r\n5\r\n", "x")}));
  EXPECT_EQ(place.at("region"), Json::parse(R"({"startLine": 4, "startColumn": 6, "endLine": 4,
    "endColumn": 7, "snippet": {"text": "x"}})"));
  EXPECT_EQ(place.at("contextRegion").at("startLine"), 2);
  EXPECT_EQ(place.at("contextRegion").at("endLine"), 5);
  EXPECT_EQ(place.at("contextRegion").at("snippet").at("text"),
            "2\r\n3\r\n\t<\xF0\x9D\x92\xB3 x/>\r\n5");
}

TEST(Sarif, EncodesPaths) {
  const Json run = run_of({*one("d\xC3\xA4r 100%/a;b.config", "<x/>", "x")});
  EXPECT_EQ(place_of(run).at("artifactLocation"),
            Json::parse(R"({"uri": "d%C3%A4r%20100%25/a%3Bb.config", "uriBaseId": "%SRCROOT%",
                            "index": 0})"));
}

TEST(Sarif, FingerprintsLinesThatGitHubReadsTheSame) {
  const auto prints = [](const test::SampleFarm& farm) {
    return run_of({farm.report()}).at("results").at(0).at("partialFingerprints");
  };
  const Json plain = prints(one("a.config", "a\nb\n", "b"));
  EXPECT_EQ(plain.at("primaryLocationLineHash"), "ade70578248be16f:1");
  EXPECT_TRUE(prints(one("a.config", "\xEF\xBB\xBFx\n", "x")).contains("primaryLocationLineHash"));
  const Json utf16 = prints(one("a.config", std::string("\xFF\xFE<\0x\0", 6), "x"));
  EXPECT_FALSE(utf16.contains("primaryLocationLineHash"));
  EXPECT_EQ(utf16.at("farmlintObjectKey/v1"), plain.at("farmlintObjectKey/v1"));
  EXPECT_FALSE(
      prints(one("a.config", "<x/><a password='p'/>", "x")).contains("primaryLocationLineHash"));
}

TEST(Sarif, ListsFilesByTheirBytes) {
  const Json run = run_of({*one("a.config", std::string("\xFF\xFE<\0x\0", 6), "x")});
  const Json& artifact = run.at("artifacts").at(0);
  EXPECT_EQ(artifact.at("length"), 6);
  EXPECT_EQ(artifact.at("encoding"), "UTF-16LE");
  EXPECT_EQ(artifact.at("hashes").at("sha-256").get<std::string>().size(), 64U);
}

TEST(Sarif, MarksAllResultsOrNoneAsSuppressed) {
  RenderOptions options;
  options.include_suppressed = true;
  const Json run = run_of({test::contoso()}, options);
  ASSERT_EQ(run.at("results").size(), 3U);
  EXPECT_EQ(run.at("results").at(0).at("suppressions"),
            Json::parse(R"([{"kind": "inSource", "status": "accepted",
                             "justification": "never started"}])"));
  EXPECT_EQ(run.at("results").at(1).at("suppressions"), Json::array());
  const Json without = run_of({test::contoso()});
  for (const Json& result : without.at("results")) EXPECT_FALSE(result.contains("suppressions"));
}

TEST(Sarif, FailsWhereTheManifestIsWrong) {
  FarmReport farm = test::contoso();
  EXPECT_TRUE(run_of({farm}).at("invocations").at(0).at("executionSuccessful"));
  Finding mistake;
  mistake.at = {FileId{0}, 1, 5};
  mistake.message = "unknown element [nod]";
  farm.errors = {mistake};
  const Json run = run_of({farm});
  const Json& invocation = run.at("invocations").at(0);
  EXPECT_FALSE(invocation.at("executionSuccessful"));
  const Json& notification = invocation.at("toolConfigurationNotifications").at(0);
  EXPECT_EQ(notification.at("message").at("text"), "Unknown element \\[nod\\].");
  EXPECT_EQ(notification.at("level"), "error");
}

TEST(Sarif, NamesTheRunAfterTheFarmOrTheCategory) {
  const auto id = [](std::vector<FarmReport> farms, const std::string& category) {
    RenderOptions options;
    options.category = category;
    return run_of(std::move(farms), options).at("automationDetails").at("id");
  };
  EXPECT_EQ(id({test::contoso()}, ""), "farmlint/contoso/");
  EXPECT_EQ(id({test::contoso()}, "prod"), "farmlint/prod/");
  EXPECT_EQ(id({test::contoso(), test::contoso()}, ""), "farmlint/farms/");
}

TEST(Sarif, KeepsTheWorstOfTooManyResults) {
  test::SampleFarm farm("big");
  const FileId file = farm.file("a.config", "<x/>");
  for (int i = 0; i < 5001; ++i)
    farm.add(i == 7 ? test::note_rule : test::star_rule, farm.at(file, "x"), std::to_string(i));
  const Json run = run_of({*farm});
  EXPECT_EQ(run.at("results").size(), 5000U);
  for (const Json& result : run.at("results")) EXPECT_EQ(result.at("level"), "warning");
  EXPECT_EQ(run.at("results").at(7).at("message").at("text"), "8.");
  EXPECT_EQ(
      run.at("invocations").at(0).at("toolExecutionNotifications").at(0).at("message").at("text"),
      "Of 5001 results only the worst 5000 are listed.");
}

TEST(Sarif, ShortensLongMessages) {
  test::SampleFarm farm("long");
  const FileId file = farm.file("a.config", "<x/>");
  farm.add(test::star_rule, farm.at(file, "x"), std::string(5000, '['))
      .note(farm.at(file, "x"), "{}", std::string(3000, 'n'));
  const Json run = run_of({*farm});
  const std::string text = run.at("results").at(0).at("message").at("text");
  EXPECT_LT(text.size(), 2048U);
  EXPECT_TRUE(text.ends_with("...")) << text.substr(1900);
}

TEST(Sarif, ReplacesTextByFixes) {
  const Json run = run_of({test::contoso()});
  EXPECT_FALSE(run.at("results").at(0).contains("fixes"));
  EXPECT_EQ(
      run.at("results").at(1).at("fixes").at(0).at("artifactChanges").at(0).at("replacements"),
      Json::parse(R"([{"deletedRegion": {"startLine": 7, "startColumn": 61, "endLine": 7,
                                               "endColumn": 62}}])"));
}

TEST(Sarif, NamesObjectsByTheirLastStep) {
  test::SampleFarm farm("f");
  const FileId file = farm.file("a.config", "<x/>");
  Finding& finding = farm.add(test::star_rule, farm.at(file, "x"), "x");
  finding.subject.object = "sites/site[a/b]/application[/]";
  const Json run = run_of({*farm});
  EXPECT_EQ(run.at("results").at(0).at("locations").at(0).at("logicalLocations").at(0).at("name"),
            "application[/]");
}

}  // namespace
}  // namespace farmlint::reporters
