#include <algorithm>
#include <array>
#include <set>

#include "lint/config/items.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

enum class ComesWith : std::uint8_t { Installer, Windows };

struct Product {
  std::string_view file;
  std::string_view feature;  // as the manifest's node/@features says it
  std::string_view name;
  ComesWith source = ComesWith::Installer;
};

constexpr std::array<Product, 8> products{
    {{"rewrite.dll", "rewrite", "URL Rewrite"},
     {"requestrouter.dll", "arr", "Application Request Routing"},
     {"aspnetcore.dll", "aspnetcore", "the ASP.NET Core Module"},
     {"aspnetcorev2.dll", "aspnetcore-v2", "the ASP.NET Core Module V2 (hosting bundle)"},
     {"httpplatformhandler.dll", "httpplatform", "the HTTP Platform Handler"},
     {"webdav.dll", "webdav", "WebDAV Publishing", ComesWith::Windows},
     {"iiswsock.dll", "websocket", "the WebSocket protocol", ComesWith::Windows},
     {"ftpsvc.dll", "ftp", "the FTP service", ComesWith::Windows}}};

const Product* product_of(std::string_view path) {
  const std::string file = lower(path.substr(path.find_last_of("\\/") + 1));
  const auto* const found = std::ranges::find(products, file, &Product::file);
  return found == products.end() ? nullptr : found;
}

// "websockets" and "Web-WebSockets" are the websocket feature, too.
bool has_feature(const Node& node, std::string_view feature) {
  return std::ranges::any_of(node.features, [&](const Text& word) {
    std::string name = lower(word.value);
    if (name.starts_with("web-")) name.erase(0, 4);
    return name == feature || name == fmt::format("{}s", feature) ||
           (feature == "aspnetcore" && name == "aspnetcore-v1");
  });
}

// Whether node/@features lists this kind of feature at all: many manifests name add-ons only.
bool is_listed_anywhere(const Manifest& manifest, std::string_view feature) {
  return std::ranges::any_of(manifest.nodes,
                             [&](const Node& node) { return has_feature(node, feature); });
}

std::vector<std::size_t> nodes_without(const Manifest& manifest, const Product& product) {
  std::vector<std::size_t> nodes;
  if (product.source == ComesWith::Windows && !is_listed_anywhere(manifest, product.feature))
    return nodes;
  for (std::size_t n = 0; n < manifest.nodes.size(); ++n) {
    const Node& node = manifest.nodes[n];
    if (node.active() && !node.features.empty() && !has_feature(node, product.feature))
      nodes.push_back(n);
  }
  return nodes;
}

// Whether some pool meets a condition that looks at the pool alone.
bool meets(const ApplicationPool& pool, std::string_view condition) {
  const bool is_32_bit = pool.layers().value("enable32BitAppOnWin64").is("true");
  const std::string folded = lower(condition);
  if (folded == "bitness32") return is_32_bit;
  if (folded == "bitness64") return !is_32_bit;
  constexpr std::string_view runtime = "runtimeversion";
  return !folded.starts_with(runtime) ||
         pool.layers().value("managedRuntimeVersion").is(folded.substr(runtime.size()));
}

bool loads_somewhere(const ConfigModel& config, const XmlElement& item) {
  const auto conditions = comma_list(item.value("preCondition").value);
  return config.pools.empty() || std::ranges::any_of(config.pools, [&](const auto& pool) {
           return std::ranges::all_of(
               conditions, [&](std::string_view condition) { return meets(pool, condition); });
         });
}

struct Loaded {
  Text path;
  const XmlElement* element = nullptr;
  std::string consequence;
};

std::vector<Loaded> loaded_files(const Farm& farm) {
  std::vector<Loaded> files;
  for (const XmlElement* element : server_items(farm.sections, "system.webServer/globalModules"))
    files.push_back({element->value("image"), element,
                     "application pools do not start there (503, 0x8007007e)"});
  for (const XmlElement* element :
       written_items(farm.sections, "system.webServer/isapiFilters", "filter"))
    files.push_back({element->value("path"), element,
                     "application pools do not start there (503, 0x8007007e)"});
  for (const XmlElement* element : written_items(farm.sections, "system.webServer/handlers"))
    files.push_back(
        {element->value("scriptProcessor"), element,
         fmt::format("requests for {} fail there with 500", element->value("path").value)});
  for (const XmlElement* element :
       written_items(farm.sections, "system.webServer/fastCgi", "application"))
    files.push_back({element->value("fullPath"), element, "requests for it fail there with 500"});
  return files;
}

void check(const Farm& farm, Findings& findings) {
  std::set<const Product*> told;
  for (const Loaded& file : loaded_files(farm)) {
    const Product* const product = product_of(file.path.value);
    if (product == nullptr || !loads_somewhere(farm.config, *file.element)) continue;
    const std::vector<std::size_t> nodes = nodes_without(*farm.manifest, *product);
    if (nodes.empty() || !told.insert(product).second) continue;
    Finding& finding = findings.add(file.path.at, "{} is loaded from {}, but {} {} it: {}",
                                    product->name, file.path.value, node_words(farm, nodes),
                                    nodes.size() == 1 ? "lacks" : "lack", file.consequence);
    finding.about({.object = object_path(*file.element)});
    name_nodes(finding, farm, nodes);
    const Node& first = farm.manifest->nodes[nodes.front()];
    finding.note(first.features.front().at, "these are the features of {}", first.name.value);
  }
}

}  // namespace

extern constinit const Rule module_missing_on_node{
    .name = "module-missing-on-node",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "The configuration loads a module that a node does not have.",
    .rationale =
        "Shared configuration carries the names of modules, not the modules. On a node without the "
        "file each worker process fails to start (0x8007007e), so all of its sites answer 503, "
        "while the other nodes work.",
    .remediation =
        "Install the module on every node before the configuration names it, and keep "
        "node/@features up to date.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
