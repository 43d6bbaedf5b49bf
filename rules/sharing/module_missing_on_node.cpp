#include <algorithm>
#include <array>
#include <set>

#include "lint/config/items.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

struct Product {
  std::string_view file;
  std::string_view feature;  // as the manifest's node/@features says it
  std::string_view name;
};

constexpr std::array<Product, 8> products{
    {{"rewrite.dll", "rewrite", "URL Rewrite"},
     {"requestrouter.dll", "arr", "Application Request Routing"},
     {"aspnetcore.dll", "aspnetcore", "the ASP.NET Core Module"},
     {"aspnetcorev2.dll", "aspnetcore-v2", "the ASP.NET Core Module V2 (hosting bundle)"},
     {"webdav.dll", "webdav", "WebDAV Publishing"},
     {"iiswsock.dll", "websocket", "the WebSocket protocol"},
     {"ftpsvc.dll", "ftp", "the FTP service"},
     {"httpplatformhandler.dll", "httpplatform", "the HTTP Platform Handler"}}};

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

struct Loaded {
  Text path;
  const XmlElement* element = nullptr;
};

std::vector<Loaded> loaded_files(const Farm& farm) {
  std::vector<Loaded> files;
  const auto add = [&](std::string_view section, std::string_view item,
                       std::string_view attribute) {
    for (const XmlElement* element : written_items(farm.sections, section, item))
      files.push_back({element->value(attribute), element});
  };
  add("system.webServer/globalModules", "add", "image");
  add("system.webServer/isapiFilters", "filter", "path");
  add("system.webServer/handlers", "add", "scriptProcessor");
  add("system.webServer/fastCgi", "application", "fullPath");
  return files;
}

void check(const Farm& farm, Findings& findings) {
  std::set<const Product*> told;
  for (const Loaded& file : loaded_files(farm)) {
    const Product* const product = product_of(file.path.value);
    if (product == nullptr || !told.insert(product).second) continue;
    std::vector<std::string> names;
    for (const Node* node : active_nodes(farm))
      if (!node->features.empty() && !has_feature(*node, product->feature))
        names.emplace_back(node->name.value);
    if (names.empty()) continue;
    Subject subject;
    subject.object = object_path(*file.element);
    if (names.size() == 1) subject.node = names.front();
    findings
        .add(file.path.at, "{} is loaded from {}, but {} {} it", product->name, file.path.value,
             enumeration(names), names.size() == 1 ? "lacks" : "lack")
        .about(std::move(subject))
        .note(file.path.at, "every application pool there fails (503, 0x8007007e)");
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
