// From the manifest's document to the manifest, with everything that is wrong about it.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "lint/farm/manifest.h"

namespace farmlint {

struct ReadManifest {
  Manifest manifest;
  std::vector<Finding> errors;  // what makes the manifest invalid, without a rule; sorted
};

// Reads a well-formed <farm> that follows its schema as far as possible; `errors` has every
// mistake of schema, reference and value (design: an error with a place and "did you mean").
// Captures are looked for from `folder`, the manifest's own; `rules` are all that policies may
// name. Faults of addresses are not among the errors: manifest-address-conflict finds those.
ReadManifest read_manifest(const XmlDocument& document, const std::filesystem::path& folder,
                           std::span<const Rule* const> rules);

}  // namespace farmlint
