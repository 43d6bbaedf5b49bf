// What the captures of one node tell about it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "lint/address.h"
#include "lint/infer/capture_files.h"
#include "lint/infer/draft.h"
#include "lint/report.h"
#include "lint/source.h"

namespace farmlint::inference {

struct CapturedNode {
  DraftNode draft{};                  // whose addresses are not yet known
  std::vector<IpAddress> told{};      // by node.xml or the listen list: the node has them
  std::vector<IpAddress> guessed{};   // from its certificate records, which may be another node's
  bool described = false;             // node.xml tells its addresses
  std::vector<std::string> shares{};  // where its redirection.config leads, if that is a UNC path
};

// Reads node.xml, which goes before what the captures suggest. What is wrong with it goes to the
// errors of `report`; what it says besides is used. What is wrong with captures is left for the
// check of the manifest to tell.
class CapturedNodes {
 public:
  // Reports name files relative to `root`, the manifest names them relative to `folder`.
  CapturedNodes(SourceSet& sources, FarmReport& report, std::filesystem::path root,
                std::filesystem::path folder);

  CapturedNode read(const NodeFiles& files);

 private:
  FileId open(const std::filesystem::path& path);
  void read_node_file(const std::filesystem::path& path, CapturedNode& node);
  void read_capture(const CaptureFile& capture, CapturedNode& node);

  SourceSet& sources_;
  FarmReport& report_;
  std::filesystem::path root_;
  std::filesystem::path folder_;
};

// The path as a manifest in `folder` names it: relative, with '/', links kept.
std::string manifest_path(const std::filesystem::path& path, const std::filesystem::path& folder);

}  // namespace farmlint::inference
