// Which farms the paths of a command line mean.
#pragma once

#include <filesystem>
#include <vector>

#include "lint/load.h"

namespace farmlint {

// A path is a manifest, an applicationHost.config, "-", a folder (searched for farm.xml and
// *.farm.xml, and for configurations that stand alone), or any file that a manifest in its folder
// or in a parent up to the repository's root uses. Each farm once, in the order of the paths.
// Throws Error for a path that does not exist.
std::vector<FarmFiles> discover(const std::vector<std::filesystem::path>& paths);

// What is in the folder, or what of it is wanted, sorted; nothing if it cannot be read.
std::vector<std::filesystem::path> folder_entries(
    const std::filesystem::path& folder, bool (*wanted)(const std::filesystem::path&) = nullptr);

}  // namespace farmlint
