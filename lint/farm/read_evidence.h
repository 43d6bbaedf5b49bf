// From a manifest's captures and entries to what is known about each node.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "lint/farm/evidence.h"
#include "lint/farm/manifest.h"
#include "lint/finding.h"

namespace farmlint {

struct ReadEvidence {
  std::vector<NodeEvidence> nodes;  // by node of the manifest
  // Lines that no reader understands; what the capture would tell then stays unknown.
  std::vector<Finding> errors;
};

// `open` adds a capture's file to `sources`; it is asked once for each path.
ReadEvidence read_evidence(const Manifest& manifest, const SourceSet& sources,
                           const std::function<FileId(const std::string& path)>& open);

}  // namespace farmlint
