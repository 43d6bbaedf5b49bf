// The pages of the rules are written from the rules and their fixtures, so they cannot disagree
// with them: rules/README.md finds a rule, the README.md of a folder of rules tells all about them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/gaps.h"
#include "reporters/rule_list.h"
#include "reporters/words.h"
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
  return std::string(words);
}

std::string level(const Rule& rule) {
  return fmt::format("{}{}", to_string(rule.severity),
                     rule.runs == Runs::OnDemand ? ", on demand" : "");
}

std::string code(std::string_view language, const fs::path& file) {
  const std::string text = read(file);
  return fmt::format("\n```{}\n{}{}```\n", language, text, text.ends_with('\n') ? "" : "\n");
}

std::string section(const Rule& rule) {
  const fs::path folder = fs::path("testdata/rules") / rule.name;
  const std::string needed = needs(rule.evidence);
  std::string text = fmt::format(
      "\n## {}\n\n*{}.{}* {}\n\n{}\n\n**To fix:** {}\n", rule.name, level(rule),
      needed.empty() ? "" : fmt::format(" Needs {}.", needed), reporters::in_markdown(rule.summary),
      reporters::in_markdown(rule.rationale), reporters::in_markdown(rule.remediation));
  const fs::path manifest = manifest_of(folder / "bad.config");
  if (!manifest.empty()) text += code("xml", manifest);
  return text + code("xml", folder / "bad.config") + code("text", folder / "bad.expected");
}

std::vector<const Rule*> about(Subjects subject) {
  std::vector<const Rule*> found;
  for (const Rule* rule : rules::all())
    if (rule->subject == subject) found.push_back(rule);
  return found;
}

std::string page(Subjects subject) {
  const reporters::SubjectWords words = reporters::words_of(subject);
  std::string text =
      fmt::format("# {}\n\n{}\n\nAll rules: [rules](../README.md).\n", words.title, words.why);
  for (const Rule* rule : about(subject)) text += section(*rule);
  return text;
}

std::string group(Subjects subject) {
  const reporters::SubjectWords words = reporters::words_of(subject);
  std::string text = fmt::format(
      "\n## [{}]({}/README.md)\n\n{}\n\n| rule | level | what is wrong | needs |\n"
      "| --- | --- | --- | --- |\n",
      words.title, to_string(subject), words.why);
  for (const Rule* rule : about(subject))
    text += fmt::format("| [{0}]({1}/README.md#{0}) | {2} | {3} | {4} |\n", rule->name,
                        to_string(subject), level(*rule), reporters::in_markdown(rule->summary),
                        needs(rule->evidence));
  return text;
}

TEST(Reference, ListsEveryRule) {
  std::string text = fmt::format(
      "# Rules\n\nThe {} rules by what they are about; each name leads to why it matters on a "
      "farm, "
      "a configuration that breaks it, and what farmlint says about that one. `farmlint rules "
      "NAME` prints the same words.\n\nThe level is the usual one: a rule may lower or raise it "
      "where it knows more. A rule *on demand* speaks about what healthy farms have, too; it runs "
      "with `--profile all`, when `--select` names it, or when it is given a level. A rule that "
      "needs a manifest or captures is listed as not checked without them.\n",
      rules::all().size());
  for (const Subjects subject : every_subject) text += group(subject);
  expect_file("rules/README.md",
              text + "\n*Written by `FARMLINT_UPDATE=1 tests/run`; do not edit.*\n");
}

TEST(Reference, ExplainsEveryRule) {
  for (const Subjects subject : every_subject)
    expect_file(fmt::format("rules/{}/README.md", to_string(subject)), page(subject));
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
