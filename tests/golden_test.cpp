// Every folder of testdata/rules is named after a rule: with only that rule on, bad*.config must
// print exactly bad*.expected, good*.config nothing. bad-x.farm.xml, else farm.xml, is the manifest
// of bad-x.config.
#include <gtest/gtest.h>

#include "rules/registry.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

const fs::path root = "testdata/rules";

// Other files beside them (a web.config, say) belong to a fixture.
std::vector<fs::path> fixtures() {
  std::vector<fs::path> found = files(root, ".config");
  std::erase_if(found, [](const fs::path& file) {
    const std::string name = file.filename().string();
    return !name.starts_with("bad") && !name.starts_with("good");
  });
  return found;
}

class Golden : public ::testing::TestWithParam<fs::path> {};

std::string rule_of(const fs::path& config) {
  return fs::relative(config, root).begin()->string();
}

std::string lint(const fs::path& config) {
  const std::string name = rule_of(config);
  const Rule* rule = rules::find(name);
  if (rule == nullptr) return "no rule is called " + name;
  // Whether a suppression is used shows only when the other rules run.
  const bool alone = rule->subject != Subjects::Suppressions;
  Report report =
      check(manifest_of(config), config, alone ? std::vector{name} : std::vector<std::string>{});
  FarmReport& farm = report.farms.front();
  EXPECT_TRUE(farm.errors.empty()) << "the manifest has mistakes: " << farm.errors.front().message;
  std::erase_if(farm.findings, [&](const Finding& finding) { return finding.rule != rule; });
  return render(report, "text", {.quiet = true});
}

TEST_P(Golden, ReportsExactlyWhatIsExpected) {
  const fs::path& config = GetParam();
  const std::string actual = lint(config);
  if (config.filename().string().starts_with("good")) {
    EXPECT_EQ(actual, "");
    return;
  }
  EXPECT_NE(actual, "");
  expect_file(fs::path(config).replace_extension(".expected"), actual);
}

INSTANTIATE_TEST_SUITE_P(Rules, Golden, ::testing::ValuesIn(fixtures()), [](const auto& instance) {
  return test_name(fs::relative(instance.param, root).replace_extension().string());
});

}  // namespace
}  // namespace farmlint::testing
