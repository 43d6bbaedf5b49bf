// Files to farm: reads, decodes, parses, validates and binds. What is wrong with the files is part
// of what it returns; what keeps farmlint from reading them is an Error.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "lint/farm/farm.h"
#include "lint/report.h"
#include "lint/source.h"

namespace farmlint {

// What belongs together: a manifest, or a configuration, or both. Empty: none.
struct FarmFiles {
  std::filesystem::path manifest;
  std::filesystem::path configuration;  // "-" reads standard input
};

struct LoadOptions {
  std::filesystem::path root;    // report paths are relative to it
  std::filesystem::path schema;  // an IIS schema folder; empty: what is built in
  TimePoint now{};
  std::optional<int> expiry_days{};    // before what the manifest's policy says
  std::span<const Rule* const> rules;  // their names, for references to them
  // Meanwhile: stands() must be asked before anything of the farm is believed.
  Judged judged = Judged::Before;
};

struct LoadedFarm {
  std::shared_ptr<SourceSet> sources;
  Farm farm;
  FarmReport report;  // names and counts; the engine fills in the rest
};

// Throws Error for a file that is named and cannot be read.
LoadedFarm load_farm(const FarmFiles& files, const LoadOptions& options);

// Waits for what is still judged. False if a verdict is another one than the farm was made with:
// then it must be loaded again, with Judged::Before.
bool stands(LoadedFarm& loaded);

}  // namespace farmlint
