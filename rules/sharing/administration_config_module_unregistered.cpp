#include <algorithm>
#include <array>
#include <set>

#include "lint/text.h"
#include "rules/sharing/administration.h"
#include "rules/sharing/node_words.h"

namespace farmlint::rules {
namespace {

using Names = std::set<std::string_view, IgnoreCase>;

// The <add> elements of the sections of that name, wherever they stand.
std::vector<const XmlElement*> items(const XmlDocument& document, std::string_view section) {
  std::vector<const XmlElement*> found;
  for (const XmlElement& element : document.tree.elements())
    if (element.name() == "add" && element.parent()->name() == section) found.push_back(&element);
  return found;
}

void check_modules(const XmlDocument& document, Findings& findings) {
  Names registered;
  for (const XmlElement* provider : items(document, "moduleProviders"))
    registered.insert(provider->value("name").value);
  // A part of the file tells nothing.
  if (registered.empty()) return;
  for (const XmlElement* module : items(document, "modules")) {
    const Text name = module->value("name");
    if (name.value.empty() || registered.contains(name.value)) continue;
    findings
        .add(name.at,
             "module '{}' has no entry in <moduleProviders>: IIS Manager does not show it on any "
             "node",
             name.value)
        .about(about(*module));
  }
}

// Add-ons with a module for IIS Manager, and what a manifest calls them among the features.
struct AddOn {
  std::string_view assembly;
  std::string_view feature;
  std::string_view product;
};
constexpr std::array add_ons{
    AddOn{"Microsoft.Web.Management.Rewrite", "rewrite", "URL Rewrite"},
    AddOn{"Microsoft.Web.Management.Arr", "arr", "Application Request Routing"},
    AddOn{"Microsoft.Web.Management.WebFarm", "arr", "Application Request Routing"}};

std::vector<const Node*> nodes_without(const Farm& farm, std::string_view feature) {
  std::vector<const Node*> nodes = active_nodes(farm);
  // Where no features are listed, nothing is known.
  std::erase_if(nodes, [&](const Node* node) {
    return node->features.empty() || std::ranges::any_of(node->features, [&](const Text& one) {
             return iequals(one.value, feature);
           });
  });
  return nodes;
}

void check_add_ons(const Farm& farm, const XmlDocument& document, Findings& findings) {
  for (const AssemblyUse& use : assemblies(document)) {
    const auto* const add_on = std::ranges::find(add_ons, use.name, &AddOn::assembly);
    if (add_on == add_ons.end()) continue;
    const std::vector<const Node*> nodes = nodes_without(farm, add_on->feature);
    if (nodes.empty()) continue;
    Finding& finding =
        findings.add(use.name_at,
                     "'{}' is a module of {}, which {} lack{}: IIS Manager reports an "
                     "error there",
                     use.element->value("name").value, add_on->product, names_of(nodes),
                     nodes.size() == 1 ? "s" : "");
    finding.about(about(*use.element));
    concern(finding, nodes);
    for (const Node* node : nodes)
      finding.note(node->features.front().at, "{}'s features do not name '{}'", node->name.value,
                   add_on->feature);
  }
}

void check(const Farm& farm, Findings& findings) {
  for (const Document* document : administration_documents(farm)) {
    check_modules(document->xml, findings);
    check_add_ons(farm, document->xml, findings);
  }
}

}  // namespace

extern constinit const Rule administration_config_module_unregistered{
    .name = "administration-config-module-unregistered",
    .severity = Severity::Warning,
    .subject = Subjects::Sharing,
    .summary = "administration.config uses a module of IIS Manager that is not there.",
    .rationale =
        "administration.config is shared, too. Its <modules> name what IIS Manager shows, and "
        "<moduleProviders> say which assembly shows it. Without that entry, or on a node where the "
        "assembly is not installed, the feature is missing and IIS Manager logs errors.",
    .remediation =
        "Install the add-on on every node, or delete the module from administration.config.",
    .evidence = Evidence::Administration,
    .check = check,
};

}  // namespace farmlint::rules
