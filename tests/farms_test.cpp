// Every folder of testdata/farms is a story: a farm whose files belong together, and beside them
// what every reporter says of it (expected.<format>).
#include <gtest/gtest.h>

#include "lint/load.h"
#include "reporters/matrix.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> stories() {
  std::vector<fs::path> folders;
  for (const fs::path& manifest : files("testdata/farms", "farm.xml"))
    folders.push_back(manifest.parent_path());
  return folders;
}

class Stories : public ::testing::TestWithParam<fs::path> {};

TEST_P(Stories, AreToldTheSameInEveryFormat) {
  const fs::path& folder = GetParam();
  const Report report = check(folder / "farm.xml", {}, {});
  for (const reporters::Reporter* reporter : reporters::all()) {
    SCOPED_TRACE(reporter->name);
    expect_file(folder / ("expected." + std::string(reporter->name)), reporter->render(report, {}));
  }
}

INSTANTIATE_TEST_SUITE_P(Farms, Stories, ::testing::ValuesIn(stories()), [](const auto& instance) {
  return test_name(instance.param.filename().string());
});

}  // namespace
}  // namespace farmlint::testing
