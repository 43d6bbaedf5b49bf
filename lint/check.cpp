#include "lint/check.h"

#include <utility>

namespace farmlint {
namespace {

namespace fs = std::filesystem;

bool can_be_read_twice(const FarmFiles& files) {
  const auto regular = [](const fs::path& path) {
    std::error_code failed;
    return path.empty() || fs::is_regular_file(path, failed);
  };
  return regular(files.manifest) && regular(files.configuration);
}

}  // namespace

// The rules run while Xerces judges a large file; its verdict seldom changes what they saw.
FarmReport check_farm(const FarmFiles& files, LoadOptions options, const Selection& selection) {
  options.judged = can_be_read_twice(files) ? Judged::Meanwhile : Judged::Before;
  LoadedFarm loaded = load_farm(files, options);
  run_rules(loaded.farm, *loaded.sources, options.rules, selection, loaded.report);
  if (!stands(loaded)) {
    options.judged = Judged::Before;
    loaded = load_farm(files, options);
    run_rules(loaded.farm, *loaded.sources, options.rules, selection, loaded.report);
  }
  loaded.report.sources = std::move(loaded.sources);
  return std::move(loaded.report);
}

}  // namespace farmlint
