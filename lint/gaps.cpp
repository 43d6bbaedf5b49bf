#include "lint/gaps.h"

#include <algorithm>
#include <array>
#include <optional>

#include "lint/farm/asp_net.h"
#include "lint/farm/tls_nodes.h"

namespace farmlint {
namespace {

struct Words {
  std::string_view name;
  std::string_view words;
};

constexpr std::array<Words, 13> kinds{{
    {"document", "a file, readable or not"},
    {"configuration", "a configuration that can be read"},
    {"web.config files", "the web.config files of the sites"},
    {"manifest", "a configuration that can be read and a farm manifest"},
    {"records", "a farm manifest and an sslcert capture of each node"},
    {"certificates", "a farm manifest, and an sslcert and a certificates capture of each node"},
    {"inventory", "a farm manifest and a certificates capture of each node"},
    {"listen list", "a farm manifest and an iplisten capture of each node"},
    {"store files", "a farm manifest and a listing of the Central Certificate Store"},
    {"store settings", "a farm manifest and each node's settings of the Central Certificate Store"},
    {"redirection", "a farm manifest and each node's redirection.config"},
    {"administration", "a farm manifest that names administration.config"},
    {"ASP.NET settings",
     "a farm manifest that names the root web.config or machine.config, and the web.config files "
     "of the sites"},
}};

// Something that a capture tells of a node.
struct Capturing {
  std::string_view reason;
  std::string_view command;
  bool (*known)(const NodeEvidence&);
};

constexpr Capturing sslcert{"no sslcert capture", "netsh http show sslcert > sslcert.txt",
                            [](const NodeEvidence& has) { return has.records.has_value(); }};
constexpr Capturing certificates{"no certificates capture", "farmlint collect",
                                 [](const NodeEvidence& has) { return !has.certificates.empty(); }};
constexpr Capturing listen_list{
    "no iplisten capture", "netsh http show iplisten > iplisten.txt",
    [](const NodeEvidence& has) { return has.listen_list.has_value(); }};
constexpr Capturing store_files{
    "no listing of the Central Certificate Store", "farmlint collect",
    [](const NodeEvidence& has) { return has.store_files.has_value(); }};
constexpr Capturing redirection{"no redirection capture",
                                "copy %windir%\\System32\\inetsrv\\config\\redirection.config .",
                                [](const NodeEvidence& has) { return has.redirection != nullptr; }};
constexpr Capturing store_settings{
    "no settings of the Central Certificate Store", "farmlint collect",
    [](const NodeEvidence& has) { return has.store_settings.has_value(); }};

std::vector<const Capturing*> captures_for(Evidence evidence) {
  switch (evidence) {
    case Evidence::Records:
      return {&sslcert};
    case Evidence::Certificates:
      return {&sslcert, &certificates};
    case Evidence::Inventory:
      return {&certificates};
    case Evidence::ListenList:
      return {&listen_list};
    case Evidence::StoreFiles:
      return {&store_files};
    case Evidence::StoreSettings:
      return {&store_settings};
    case Evidence::Redirection:
      return {&redirection};
    case Evidence::Document:
    case Evidence::Config:
    case Evidence::WebConfigs:
    case Evidence::Manifest:
    case Evidence::Administration:
    case Evidence::AspNet:
      break;
  }
  return {};
}

// The nodes on which something needs the evidence.
std::vector<bool> concerned(const Farm& farm, Evidence evidence) {
  switch (evidence) {
    case Evidence::Records:
    case Evidence::Certificates:
      return nodes_with(farm, Serving::Https);
    case Evidence::StoreFiles:
    case Evidence::StoreSettings:
      return nodes_with(farm, Serving::CentralStore);
    case Evidence::Inventory:
      return nodes_with(farm, Serving::FtpCertificate);
    case Evidence::Redirection:
      return nodes_with(farm, Serving::Anything);
    default:
      return nodes_with(farm, Serving::Web);
  }
}

bool has_administration(const Farm& farm) {
  return std::ranges::any_of(farm.documents, [](const Document& document) {
    return document.kind == ConfigKind::Administration && document.xml.readable();
  });
}

// What ASP.NET gives to some applications is not known: these are the reasons.
std::vector<Gap> web_config_gaps(const Farm& farm, Evidence evidence) {
  std::vector<Gap> gaps;
  const AspNetSettings settings(farm);
  std::vector<ManagedApplication> concerned =
      evidence == Evidence::AspNet ? stateful_applications(farm) : managed_applications(farm);
  if (evidence == Evidence::AspNet && !concerned.empty() && !settings.has_root())
    gaps.push_back({.reason = "no root web.config or machine.config", .partial = true});
  std::erase_if(concerned,
                [&](const ManagedApplication& application) { return settings.knows(application); });
  if (concerned.empty()) return gaps;
  const std::size_t more = concerned.size() - 1;
  gaps.push_back({.reason = fmt::format("no web.config of {}{}", concerned.front().path(),
                                        more == 0 ? "" : fmt::format(" and {} more", more)),
                  .partial = true});
  return gaps;
}

// What keeps any rule with this evidence from running at all; empty if nothing does.
std::string whole_farm_reason(const Farm& farm, const FarmReport& report, Evidence evidence) {
  if (evidence == Evidence::Document) return {};
  if (!farm.config_readable()) {
    const bool there =
        !farm.documents.empty() && farm.configuration().kind == ConfigKind::ApplicationHost;
    return there ? "the configuration cannot be read" : "no applicationHost.config";
  }
  if (evidence == Evidence::Config || evidence == Evidence::WebConfigs) return {};
  if (farm.manifest) {
    if (evidence == Evidence::Administration && !has_administration(farm))
      return "no administration.config";
    return {};
  }
  return report.manifest.empty() ? "no farm manifest" : "the farm manifest has errors";
}

}  // namespace

std::string_view evidence_name(Evidence evidence) {
  return kinds.at(static_cast<std::size_t>(evidence)).name;
}

std::string_view evidence_words(Evidence evidence) {
  return kinds.at(static_cast<std::size_t>(evidence)).words;
}

const std::vector<Gap>& Gaps::of(Evidence evidence) {
  const auto [known, is_new] = known_.try_emplace(evidence);
  if (is_new) known->second = find(evidence);
  return known->second;
}

std::vector<Gap> Gaps::find(Evidence evidence) const {
  std::string reason = whole_farm_reason(farm_, report_, evidence);
  if (!reason.empty()) return {{.node = nullptr, .reason = std::move(reason)}};
  if (evidence == Evidence::WebConfigs || evidence == Evidence::AspNet)
    return web_config_gaps(farm_, evidence);
  std::vector<Gap> gaps;
  const std::vector<const Capturing*> needed = captures_for(evidence);
  if (needed.empty()) return gaps;
  const std::vector<bool> concerns = concerned(farm_, evidence);
  for (std::size_t n = 0; n < concerns.size(); ++n) {
    if (!concerns[n]) continue;
    const auto missing = std::ranges::find_if(
        needed, [&](const Capturing* capture) { return !capture->known(farm_.evidence[n]); });
    if (missing == needed.end()) continue;
    gaps.push_back({.node = &farm_.manifest->nodes[n],
                    .reason = std::string((*missing)->reason),
                    .command = (*missing)->command});
  }
  return gaps;
}

bool nowhere(const std::vector<Gap>& gaps) {
  return gaps.size() == 1 && gaps.front().node == nullptr && !gaps.front().partial;
}

}  // namespace farmlint
