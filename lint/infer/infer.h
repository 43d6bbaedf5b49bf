// A first manifest for a farm that has none yet: what the configuration and captures show, and
// comments where that had to be guessed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lint/load.h"
#include "lint/report.h"

namespace farmlint {

struct InferRequest {
  std::filesystem::path configuration;
  std::vector<std::filesystem::path> captures;  // folders and files
  std::filesystem::path folder;                 // where the manifest will stand
};

struct InferredManifest {
  std::string text;
  // Its errors: mistakes in node.xml files, without which the draft had to do. Its remarks: files
  // that are no captures.
  FarmReport report;
};

// Throws Error for files that cannot be read, a configuration that is none, and two nodes of one
// name.
InferredManifest infer_manifest(const InferRequest& request, const LoadOptions& options);

}  // namespace farmlint
