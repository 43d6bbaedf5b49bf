#include "tests/support.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

#include "lint/check.h"
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

namespace {

// The first line in which two texts differ, so that a failure can be read.
std::string first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream one(expected);
  std::istringstream other(actual);
  std::string left;
  std::string right;
  for (int number = 1;; ++number) {
    const bool has_left = static_cast<bool>(std::getline(one, left));
    const bool has_right = static_cast<bool>(std::getline(other, right));
    if (has_left && has_right && left == right) continue;
    return "line " + std::to_string(number) + "\n  expected: " + (has_left ? left : "(end)") +
           "\n  actual:   " + (has_right ? right : "(end)");
  }
}

}  // namespace

void expect_file(const fs::path& path, const std::string& actual) {
  if (updating()) std::ofstream(path, std::ios::binary) << actual;
  const std::string expected = read(path);
  if (expected == actual) return;
  ADD_FAILURE() << path << " differs in " << first_difference(expected, actual)
                << "\n(FARMLINT_UPDATE=1 rewrites it; read the diff)";
}

Report check(const fs::path& manifest, const fs::path& configuration,
             const std::vector<std::string>& rules) {
  const LoadOptions options{
      .root = ".", .schema = {}, .now = parse_time("2026-12-01").value(), .rules = rules::all()};
  Selection selection;
  selection.select = rules;
  Report report{.farms = {}, .rules = rules::all()};
  report.farms.push_back(check_farm({manifest, configuration}, options, selection));
  return report;
}

std::string render(const Report& report, const std::string& format,
                   reporters::RenderOptions options) {
  return reporters::find(format)->render(report, options);
}

fs::path manifest_of(const fs::path& config) {
  const fs::path own = fs::path(config).replace_extension(".farm.xml");
  if (fs::exists(own)) return own;
  const fs::path shared = config.parent_path() / "farm.xml";
  return fs::exists(shared) ? shared : fs::path();
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
