// The whole of `farmlint check` on a folder. An input is the files of the folder, each after a line
// "==== its/path".
#include "lint/check.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>

#include <unistd.h>

#include "lint/files.h"
#include "reporters/reporter.h"
#include "rules/registry.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view mark = "==== ";

// A path that stays in the folder.
bool harmless(std::string_view path) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
  return !path.empty() && path.front() != '/' && path.back() != '/' && path.size() < 100 &&
         path.find("..") == std::string_view::npos &&
         path.find_first_not_of(allowed) == std::string_view::npos;
}

void write_files(const fs::path& folder, std::string_view input) {
  while (input.starts_with(mark)) {
    input.remove_prefix(mark.size());
    const std::size_t line = input.find('\n');
    if (line == std::string_view::npos) return;
    const std::string_view path = input.substr(0, line);
    input.remove_prefix(line + 1);
    const std::size_t next = input.find("\n==== ");
    const std::string_view text = input.substr(0, next);
    input.remove_prefix(next == std::string_view::npos ? input.size() : next + 1);
    if (!harmless(path)) continue;
    std::error_code ignored;
    fs::create_directories((folder / path).parent_path(), ignored);
    std::ofstream(folder / path, std::ios::binary) << text;
  }
}

void check(const fs::path& folder) {
  std::error_code ignored;
  const bool described = fs::is_regular_file(folder / "farm.xml", ignored);
  const FarmFiles files{described ? folder / "farm.xml" : fs::path(),
                        described ? fs::path() : folder / "applicationHost.config"};
  Report report{.farms = {}, .rules = rules::all()};
  report.farms.push_back(check_farm(
      files, {.root = folder, .schema = {}, .now = {}, .rules = rules::all()}, {.all = true}));
  for (const std::string_view format : {"text", "json", "sarif"})
    fuzz::require(!reporters::find(format)->render(report, {}).empty());
}

}  // namespace

void fuzz::feed_check(const std::string& input) {
  static const fs::path folder =
      fs::temp_directory_path() / ("farmlint-fuzz-" + std::to_string(getpid()));
  write_files(folder, input);
  try {
    check(folder);
  } catch (const Error&) {
    // A file that cannot be read: told, and the end of it.
  }
  fs::remove_all(folder);
}
