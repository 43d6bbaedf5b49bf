#include "lint/infer/infer.h"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "lint/discover.h"
#include "lint/farm/wording.h"
#include "lint/files.h"
#include "lint/infer/captured_node.h"
#include "lint/infer/draft.h"
#include "lint/infer/draft_nodes.h"
#include "lint/infer/sites.h"
#include "lint/text.h"

namespace farmlint {
namespace inference {
namespace {

namespace fs = std::filesystem;

LoadedFarm load(const fs::path& configuration, const LoadOptions& options) {
  if (configuration == "-")
    throw Error("infer needs a file with a name, because the manifest names it");
  LoadedFarm loaded = load_farm({.manifest = {}, .configuration = configuration}, options);
  const XmlDocument& document = loaded.farm.configuration().xml;
  if (!document.readable()) {
    const Position at = loaded.sources->start_of(document.unreadable->at);
    throw Error(fmt::format("{}:{}:{}: {}", loaded.report.configuration, at.line, at.column,
                            document.unreadable->message));
  }
  if (!loaded.farm.config_readable())
    throw Error(fmt::format("{}: no applicationHost.config", loaded.report.configuration));
  return loaded;
}

class Inference {
 public:
  Inference(const InferRequest& request, const LoadOptions& options)
      : request_(request), options_(options), loaded_(load(request.configuration, options)) {}

  InferredManifest infer() {
    const fs::path folder = fs::absolute(request_.configuration).lexically_normal().parent_path();
    draft_.name = folder.has_filename() ? folder.filename().string() : "farm";
    describe_configuration(folder);
    const ConfigModel& config = loaded_.farm.config;
    const std::vector<CapturedNode> captured = read_captures();
    if (captured.empty()) {
      nodes_from_bindings(config, draft_);
    } else {
      nodes_from_captures(config, captured, draft_);
    }
    describe_share(captured);
    tell_unplaced(config, draft_);
    tell_front_ends();
    draft_.sites = draft_sites(config, draft_.nodes, draft_.virtual_addresses);
    report_.sources = loaded_.sources;
    std::string text = to_xml(draft_);
    require_well_formed(text);
    return {.text = std::move(text), .report = std::move(report_)};
  }

 private:
  // With what IIS keeps beside it.
  void describe_configuration(const fs::path& folder) {
    Attributes& attributes = draft_.configuration;
    attributes.emplace_back("path", manifest_path(request_.configuration, request_.folder));
    for (const fs::path& entry : folder_entries(folder)) {
      const std::string name = lower(entry.filename().string());
      if (name == "administration.config")
        attributes.emplace_back("administration", manifest_path(entry, request_.folder));
      if (name == "configenckey.key") attributes.emplace_back("keys", "exported");
    }
  }

  void describe_share(const std::vector<CapturedNode>& captured) {
    std::set<std::string, IgnoreCase> shares;
    for (const CapturedNode& node : captured) shares.insert(node.shares.begin(), node.shares.end());
    if (shares.size() == 1) draft_.configuration.emplace_back("share", *shares.begin());
    if (shares.size() > 1)
      draft_.configuration_remarks.push_back(
          {.text = fmt::format("The nodes' redirection.config name different shares: {}.",
                               enumeration({shares.begin(), shares.end()}))});
  }

  std::vector<CapturedNode> read_captures() {
    const CaptureFiles files = find_captures(request_.captures);
    for (const fs::path& path : files.unknown)
      report_.remarks.push_back(fmt::format("{}: no capture that farmlint knows, so not used",
                                            report_path(path, options_.root)));
    CapturedNodes reader(*loaded_.sources, report_, options_.root, request_.folder);
    std::vector<CapturedNode> nodes;
    std::map<std::string, fs::path, IgnoreCase> folder_of;
    for (const NodeFiles& node : files.nodes) {
      nodes.push_back(reader.read(node));
      const std::string& name = nodes.back().draft.name();
      const auto [first, is_new] = folder_of.try_emplace(name, node.folder);
      if (!is_new)
        throw Error(fmt::format("{} and {}: both are of the node '{}'",
                                report_path(first->second, options_.root),
                                report_path(node.folder, options_.root), name));
    }
    return nodes;
  }

  void tell_front_ends() {
    if (draft_.virtual_addresses.empty()) {
      draft_.front_end_remarks.push_back(
          {.text = "What stands before the nodes is in none of these files. For example:",
           .example = R"(<frontEnd name="lb1" type="proxy"><vip ip="192.0.2.10"/></frontEnd>)"});
    } else {
      draft_.front_end_remarks.push_back(
          {.text = "Guessed: several nodes have these addresses, as with Network Load Balancing. "
                   "Write type=\"dsr\" if a load balancer sends packets on unchanged."});
    }
  }

  // Folders may have names that no XML can hold.
  static void require_well_formed(const std::string& text) {
    SourceSet sources;
    const XmlDocument document = parse_xml(sources, sources.add({}, text));
    if (!document.readable())
      throw Error(fmt::format("the name of a file or folder cannot stand in a manifest: {}",
                              document.unreadable->message));
  }

  const InferRequest& request_;
  const LoadOptions& options_;
  LoadedFarm loaded_;
  FarmReport report_;
  Draft draft_;
};

}  // namespace
}  // namespace inference

InferredManifest infer_manifest(const InferRequest& request, const LoadOptions& options) {
  return inference::Inference(request, options).infer();
}

}  // namespace farmlint
