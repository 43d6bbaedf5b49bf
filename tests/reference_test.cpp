// rules/README.md is written from the rules and their fixtures, so it cannot disagree with them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rules/registry.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

std::string_view needs(Evidence evidence) {
  return evidence == Evidence::Manifest ? " Needs a farm manifest." : "";
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
  const fs::path manifest = folder / "farm.xml";
  if (fs::exists(manifest)) text += code("xml", manifest);
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

}  // namespace
}  // namespace farmlint::testing
