// Which of the files on the command line are captures, and of which node.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace farmlint::inference {

struct CaptureFile {
  std::string_view kind;       // as the manifest calls it
  std::filesystem::path path;  // absolute; certificates of a folder are a pattern
};

// One folder: the captures in it are of the node that it is named after.
struct NodeFiles {
  std::filesystem::path folder;
  std::filesystem::path node_xml;  // empty: none
  std::vector<CaptureFile> captures;

  std::string name() const { return folder.filename().string(); }
};

struct CaptureFiles {
  std::vector<NodeFiles> nodes;                // in the order of the arguments, then by name
  std::vector<std::filesystem::path> unknown;  // what is no capture
};

// An argument is a folder of node folders, a node's folder, or a file in one. Throws Error for a
// path that does not exist and for a folder without any capture.
CaptureFiles find_captures(const std::vector<std::filesystem::path>& arguments);

}  // namespace farmlint::inference
