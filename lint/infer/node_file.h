// node.xml as the collector writes it: one <node> of a manifest.
#pragma once

#include <string>
#include <vector>

#include "lint/address.h"
#include "lint/finding.h"
#include "lint/infer/draft.h"
#include "lint/source.h"

namespace farmlint::inference {

struct NodeFile {
  std::string name{};       // empty if it says none
  Attributes attributes{};  // the others
  std::vector<IpAddress> addresses{};
  std::vector<std::string> left_out{};  // "<alias>": legal in a manifest, but not taken over
};

// Takes what the schema of manifests allows there and adds the rest to `errors`. Its captures are
// passed over: those that are there count.
NodeFile read_node_file(const SourceSet& sources, FileId file, std::vector<Finding>& errors);

}  // namespace farmlint::inference
