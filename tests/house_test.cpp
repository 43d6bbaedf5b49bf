// The rules of this house, checked: what may include what, how large a file may be, and what every
// rule comes with.
#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "rules/registry.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

std::vector<fs::path> sources(const std::string& folder) {
  std::vector<fs::path> found = files(folder, ".cpp");
  const std::vector<fs::path> headers = files(folder, ".h");
  found.insert(found.end(), headers.begin(), headers.end());
  return found;
}

std::vector<std::string> includes(const fs::path& file) {
  static const std::regex include(R"re(^#include ["<]([^">]+)[">])re");
  std::vector<std::string> found;
  std::ifstream in(file);
  std::smatch match;
  for (std::string line; std::getline(in, line);)
    if (std::regex_search(line, match, include)) found.push_back(match[1]);
  return found;
}

// The folders of this project that the files of `folder` include from.
Names folders_included_by(const std::string& folder, const fs::path& except = {}) {
  Names folders;
  for (const fs::path& file : sources(folder)) {
    if (file == except) continue;
    for (const std::string& name : includes(file)) {
      const std::string first = name.substr(0, name.find('/'));
      if (Names{"lint", "rules", "reporters", "tests"}.contains(first)) folders.insert(first);
    }
  }
  return folders;
}

TEST(House, ArrowsPointAtLint) {
  EXPECT_EQ(folders_included_by("lint", "lint/main.cpp"), Names{"lint"});
  EXPECT_EQ(folders_included_by("rules"), (Names{"lint", "rules"}));
  EXPECT_EQ(folders_included_by("reporters"), (Names{"lint", "reporters"}));
}

TEST(House, OnlyOneFileKnowsXerces) {
  for (const std::string folder : {"lint", "rules", "reporters"})
    for (const fs::path& file : sources(folder))
      for (const std::string& name : includes(file))
        EXPECT_TRUE(!name.starts_with("xercesc/") || file == "lint/xerces.cpp")
            << file << " includes " << name;
}

TEST(House, RulesSeeFarmsAndNotXerces) {
  for (const fs::path& file : sources("rules"))
    for (const std::string& name : includes(file)) EXPECT_NE(name, "lint/load.h") << file;
}

TEST(House, FilesAreSmallEnoughToRead) {
  for (const std::string folder : {"lint", "rules", "reporters", "tests"}) {
    for (const fs::path& file : sources(folder)) {
      const std::string text = read(file);
      EXPECT_LE(std::ranges::count(text, '\n'), 400) << file;
    }
  }
}

TEST(House, EveryHeaderSaysWhatItIsFor) {
  for (const std::string folder : {"lint", "rules", "reporters", "tests"})
    for (const fs::path& file : files(folder, ".h"))
      EXPECT_TRUE(read(file).starts_with("// ")) << file;
}

TEST(House, EveryRuleFileIsRegisteredUnderItsName) {
  for (const Rule* rule : rules::all()) {
    std::string name(rule->name);
    std::ranges::replace(name, '-', '_');
    const fs::path file = fs::path("rules") / to_string(rule->subject) / (name + ".cpp");
    EXPECT_TRUE(fs::exists(file)) << file;
  }
  for (const fs::path& file : files("rules", ".cpp")) {
    if (read(file).find("extern constinit const Rule ") == std::string::npos) continue;
    std::string name = file.stem().string();
    std::ranges::replace(name, '_', '-');
    EXPECT_NE(rules::find(name), nullptr) << file;
  }
}

TEST(House, TheListOfRulesIsInOrder) {
  EXPECT_TRUE(
      std::ranges::is_sorted(rules::all(), {}, [](const Rule* rule) { return rule->name; }));
}

TEST(House, EveryRuleHasWordsAndBothKindsOfFixture) {
  for (const Rule* rule : rules::all()) {
    SCOPED_TRACE(rule->name);
    EXPECT_TRUE(rule->summary.ends_with('.'));
    EXPECT_TRUE(rule->rationale.ends_with('.'));
    EXPECT_TRUE(rule->remediation.ends_with('.'));
    const fs::path folder = fs::path("testdata/rules") / rule->name;
    ASSERT_TRUE(fs::exists(folder)) << folder;
    const std::vector<fs::path> fixtures = files(folder, ".config");
    const auto starts = [&](const char* what) {
      return std::ranges::any_of(
          fixtures, [&](const fs::path& f) { return f.filename().string().starts_with(what); });
    };
    EXPECT_TRUE(starts("bad")) << folder;
    EXPECT_TRUE(starts("good")) << folder;
  }
}

TEST(House, EveryGoodFixtureSaysWhyItIsFine) {
  for (const fs::path& file : files("testdata/rules", ".config"))
    EXPECT_TRUE(!file.filename().string().starts_with("good") ||
                read(file).find("<!--") != std::string::npos)
        << file;
}

}  // namespace
}  // namespace farmlint::testing
