#include "lint/infer/captured_node.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "lint/capture/capture.h"
#include "lint/farm/wording.h"
#include "lint/files.h"
#include "lint/infer/addresses.h"
#include "lint/infer/node_file.h"
#include "lint/load.h"
#include "lint/text.h"
#include "lint/xml.h"

namespace farmlint::inference {
namespace {

namespace fs = std::filesystem;

void add(const IpAddress& ip, std::vector<IpAddress>& all) {
  if (belongs_to_one_machine(ip) && std::ranges::find(all, ip) == all.end()) all.push_back(ip);
}

// Where an enabled redirection leads.
std::string_view redirected_to(const XmlDocument& document) {
  if (!document.readable()) return {};
  const XmlElement* const redirection = document.root().child("configurationRedirection");
  if (redirection == nullptr || !iequals(redirection->value("enabled").value, "true")) return {};
  return redirection->value("path").value;
}

}  // namespace

std::string manifest_path(const fs::path& path, const fs::path& folder) {
  const fs::path whole = fs::absolute(path).lexically_normal();
  const fs::path relative = whole.lexically_relative(fs::absolute(folder).lexically_normal());
  return (relative.empty() ? whole : relative).generic_string();
}

CapturedNodes::CapturedNodes(SourceSet& sources, FarmReport& report, fs::path root, fs::path folder)
    : sources_(sources), report_(report), root_(std::move(root)), folder_(std::move(folder)) {}

FileId CapturedNodes::open(const fs::path& path) {
  return sources_.add_capture(report_path(path, root_), read_file(path));
}

CapturedNode CapturedNodes::read(const NodeFiles& files) {
  CapturedNode node;
  node.draft.attributes.emplace_back("name", files.name());
  if (!files.node_xml.empty()) read_node_file(files.node_xml, node);
  for (const CaptureFile& capture : files.captures) read_capture(capture, node);
  std::ranges::sort(node.guessed);
  return node;
}

void CapturedNodes::read_node_file(const fs::path& path, CapturedNode& node) {
  const std::string shown = report_path(path, root_);
  NodeFile file =
      inference::read_node_file(sources_, sources_.add(shown, read_file(path)), report_.errors);
  if (!file.name.empty()) node.draft.attributes.front().second = std::move(file.name);
  std::ranges::move(file.attributes, std::back_inserter(node.draft.attributes));
  node.told = std::move(file.addresses);
  node.described = !node.told.empty();
  if (!file.left_out.empty())
    report_.remarks.push_back(
        fmt::format("{}: not taken over: {}", shown, enumeration(file.left_out)));
}

void CapturedNodes::read_capture(const CaptureFile& capture, CapturedNode& node) {
  node.draft.captures.push_back(
      {.kind = capture.kind, .file = manifest_path(capture.path, folder_)});
  if (capture.kind == "redirection") {
    const XmlDocument document = parse_xml(sources_, open(capture.path));
    const std::string_view share = redirected_to(document);
    if (share.starts_with("\\\\")) node.shares.emplace_back(share);
  }
  if (node.described) return;
  if (capture.kind == "iplisten")
    for (const auto& entry : read_listen_list(sources_, open(capture.path)).items)
      add(entry.value, node.told);
  if (capture.kind == "sslcert")
    for (const SslRecord& record : read_records(sources_, open(capture.path)).items)
      if (record.key.kind == RecordKind::AddressPort) add(record.key.ip, node.guessed);
}

}  // namespace farmlint::inference
