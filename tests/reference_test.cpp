// rules/README.md is written from the rules and their fixtures, so it cannot disagree with them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/gaps.h"
#include "rules/registry.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

// "a farm manifest", with the captures; every rule but a few needs a configuration.
std::string needs(Evidence evidence) {
  constexpr std::string_view common = "a configuration that can be read and ";
  if (evidence <= Evidence::Config) return {};
  std::string_view words = evidence_words(evidence);
  if (words.starts_with(common)) words.remove_prefix(common.size());
  return fmt::format(" Needs {}.", words);
}

std::string code(std::string_view language, const fs::path& file) {
  const std::string text = read(file);
  return fmt::format("\n```{}\n{}{}```\n", language, text, text.ends_with('\n') ? "" : "\n");
}

std::string section(const Rule& rule) {
  const fs::path folder = fs::path("testdata/rules") / rule.name;
  std::string text = fmt::format("\n## {}\n\n*{}.*{} {}\n\n{}\n\n**To fix:** {}\n", rule.name,
                                 to_string(rule.severity), needs(rule.evidence), rule.summary,
                                 rule.rationale, rule.remediation);
  const fs::path manifest = manifest_of(folder / "bad.config");
  if (!manifest.empty()) text += code("xml", manifest);
  return text + code("xml", folder / "bad.config") + code("text", folder / "bad.expected");
}

TEST(Reference, MatchesTheRules) {
  std::string reference =
      "# Rules\n\nWritten by `FARMLINT_UPDATE=1 tests/run` from the rules and their fixtures; do "
      "not edit.\n"
      "`farmlint rules NAME` prints the same words.\n\n";
  for (const Rule* rule : rules::all())
    reference += fmt::format("- [{0}](#{0}): {1}\n", rule->name, rule->summary);
  for (const Rule* rule : rules::all()) reference += section(*rule);
  expect_file("rules/README.md", reference);
}

// What README prints for the example farm is what the program prints.
TEST(Readme, ShowsTheExampleFarmAsItIs) {
  const std::string readme = read("README.md");
  const std::string expected = read("testdata/farms/contoso/expected.text");
  const std::size_t start =
      readme.find("testdata/farms/contoso/applicationHost.config:41:57: error:");
  ASSERT_NE(start, std::string::npos);
  const std::string finding = readme.substr(start, readme.find("\n…\n", start) - start);
  EXPECT_NE(expected.find(finding), std::string::npos) << finding;
  const std::size_t summary = readme.find("Checked 1 farm:", start);
  EXPECT_TRUE(expected.ends_with(readme.substr(summary, readme.find("```", summary) - summary)));
}

}  // namespace
}  // namespace farmlint::testing
