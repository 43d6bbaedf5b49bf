#include "lint/check.h"

#include <algorithm>
#include <utility>

#include "lint/parallel.h"

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

// Only for a large file threads cost less than they save.
std::size_t threads_for(const Farm& farm) {
  const bool large = std::ranges::any_of(
      farm.documents, [](const Document& document) { return document.xml.pending != nullptr; });
  return large ? processors() : 1;
}

}  // namespace

// The rules run while Xerces judges a large file; its verdict seldom changes what they saw.
FarmReport check_farm(const FarmFiles& files, LoadOptions options, const Selection& selection) {
  options.judged = can_be_read_twice(files) ? Judged::Meanwhile : Judged::Before;
  LoadedFarm loaded = load_farm(files, options);
  run_rules(loaded.farm, *loaded.sources, options.rules, selection, loaded.report,
            threads_for(loaded.farm));
  if (!stands(loaded)) {
    options.judged = Judged::Before;
    loaded = load_farm(files, options);
    run_rules(loaded.farm, *loaded.sources, options.rules, selection, loaded.report, 1);
  }
  loaded.report.sources = std::move(loaded.sources);
  return std::move(loaded.report);
}

}  // namespace farmlint
