#include "tests/support.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "lint/engine.h"
#include "lint/load.h"
#include "rules/registry.h"

namespace farmlint::testing {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool updating() {
  return std::getenv("FARMLINT_UPDATE") != nullptr;
}

void expect_file(const fs::path& path, const std::string& actual) {
  if (updating()) std::ofstream(path, std::ios::binary) << actual;
  EXPECT_EQ(read(path), actual) << path << " (FARMLINT_UPDATE=1 rewrites it; read the diff)";
}

Report check(const fs::path& manifest, const fs::path& configuration,
             const std::vector<std::string>& rules) {
  const LoadOptions options{
      .root = ".", .schema = {}, .now = parse_time("2026-12-01").value(), .rules = rules::all()};
  LoadedFarm loaded = load_farm({manifest, configuration}, options);
  Selection selection;
  selection.select = rules;
  run_rules(loaded.farm, *loaded.sources, rules::all(), selection, loaded.report);
  loaded.report.sources = std::move(loaded.sources);
  Report report{.farms = {}, .rules = rules::all()};
  report.farms.push_back(std::move(loaded.report));
  return report;
}

std::string render(const Report& report, const std::string& format,
                   reporters::RenderOptions options) {
  return reporters::find(format)->render(report, options);
}

std::vector<fs::path> files(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename().string().ends_with(ending))
      found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

std::string test_name(std::string text) {
  std::ranges::replace_if(
      text, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return text;
}

}  // namespace farmlint::testing
