#include "lint/farm/farm.h"

#include <algorithm>
#include <set>
#include <utility>

#include "lint/farm/manifest_reader.h"

namespace farmlint {

SectionValues section_values(const Farm& farm, const SchemaModel& schema) {
  SectionValues values(schema);
  std::vector<const Document*> documents;
  for (const Document& document : farm.documents)
    if (document.xml.readable()) documents.push_back(&document);
  // machine.config is above the root web.config, that above applicationHost.config, and a site's
  // web.config below it; of two of these the one of the shorter path is farther.
  std::ranges::stable_sort(documents, {}, [](const Document* document) {
    const bool web = document->kind == ConfigKind::WebConfig;
    const int depth = document->kind == ConfigKind::MachineConfig ? 0
                      : web && document->location.empty()         ? 1
                                                                  : 2;
    return std::pair(depth, document->location.size());
  });
  for (const Document* document : documents)
    if (document->kind == ConfigKind::WebConfig || document->kind == ConfigKind::MachineConfig ||
        document->kind == ConfigKind::ApplicationHost)
      values.add(document->xml.root(), document->location, farm.config);
  return values;
}

bool live(const BindingAddress& address, const Node& node) {
  if (address.any) return true;
  if (address.any_v6()) return node.has_v6();
  return address.ip.loopback() || node.has(address.ip);
}

bool live_together(const Farm& farm, const Binding& a, const Binding& b) {
  const EndPoint* const one = a.end_point();
  const EndPoint* const other = b.end_point();
  if (one == nullptr || other == nullptr) return false;
  if (!farm.manifest || (one->address.any && other->address.any)) return true;
  // The one that fewer nodes have first.
  const bool ahead = one->address.specific();
  const BindingAddress& second = ahead ? other->address : one->address;
  return std::ranges::any_of(live_nodes(farm, ahead ? one->address : other->address),
                             [&](std::size_t n) { return live(second, farm.manifest->nodes[n]); });
}

std::vector<std::size_t> live_nodes(const Farm& farm, const BindingAddress& address) {
  if (!farm.manifest) return {};
  if (address.specific() && !address.ip.loopback()) {
    const auto found = farm.manifest->index.live_on.find(address.ip);
    return found == farm.manifest->index.live_on.end() ? std::vector<std::size_t>() : found->second;
  }
  std::vector<std::size_t> found;
  const std::vector<Node>& nodes = farm.manifest->nodes;
  for (std::size_t n = 0; n < nodes.size(); ++n)
    if (nodes[n].active() && live(address, nodes[n])) found.push_back(n);
  return found;
}

std::vector<const ManifestSite*> declared_sites(const Manifest& manifest,
                                                const ConfigModel& config) {
  std::vector<const ManifestSite*> declared;
  declared.reserve(config.sites.size());
  for (const Site& site : config.sites) declared.push_back(manifest.site(site.name().value));
  return declared;
}

const ManifestSite* declared(const Farm& farm, const Site& site) {
  if (!farm.manifest) return nullptr;
  return farm.declared.at(static_cast<std::size_t>(&site - farm.config.sites.data()));
}

std::vector<std::size_t> nodes_of(const Farm& farm, const Site& site) {
  std::vector<std::size_t> nodes;
  if (!farm.manifest) return nodes;
  const auto add_active = [&](std::size_t n) {
    if (farm.manifest->nodes[n].active()) nodes.push_back(n);
  };
  if (const ManifestSite* wanted = declared(farm, site)) {
    for (const std::size_t n : wanted->on) add_active(n);
  } else {
    for (std::size_t n = 0; n < farm.manifest->nodes.size(); ++n) add_active(n);
  }
  return nodes;
}

bool alternates(const Farm& farm, const Site& a, const Site& b) {
  const ManifestSite* const one = declared(farm, a);
  const ManifestSite* const other = declared(farm, b);
  return (one != nullptr && one->is_alternate(b.name().value)) ||
         (other != nullptr && other->is_alternate(a.name().value));
}

std::vector<Finding> unknown_alternates(const Farm& farm) {
  std::vector<Finding> found;
  if (!farm.manifest || !farm.config_readable()) return found;
  const auto none = [](const ManifestSite& site) { return site.alternates_text.value.empty(); };
  if (std::ranges::all_of(farm.manifest->sites, none)) return found;
  manifest_reader::Errors errors(found);
  std::set<std::string_view, IgnoreCase> known;
  for (const ManifestSite& site : farm.manifest->sites)
    if (!site.name.value.empty()) known.insert(site.name.value);
  for (const Site& site : farm.config.sites) known.insert(site.name().value);
  for (const ManifestSite& site : farm.manifest->sites) {
    if (known.contains(trim(site.alternates_text.value))) continue;
    for (const Text& name : manifest_reader::split(site.alternates_text)) {
      if (known.contains(name.value)) continue;
      errors.add(name.at, "there is no site '{}'{}", name.value,
                 manifest_reader::did_you_mean(nearest_name(name.value, known)));
    }
  }
  return found;
}

Subject about(const Site& site) {
  return {.object = object_path(*site.element),
          .site = std::string(site.name().value),
          .node = {},
          .binding = {},
          .pool = {},
          .path = {},
          .address = {}};
}

Subject about(const Site& site, const Binding& binding) {
  Subject subject = about(site);
  subject.object = object_path(*binding.element);
  subject.binding = binding.label();
  const EndPoint* const end_point = binding.end_point();
  if (end_point == nullptr) {
    subject.address = binding.written().address;
  } else if (!end_point->address.any) {
    subject.address = to_string(end_point->address.ip);
  }
  return subject;
}

Subject about(const Site& site, const Application& application) {
  Subject subject = about(site);
  subject.object = object_path(*application.element);
  subject.path = application.path().value;
  return subject;
}

Subject about(const ApplicationPool& pool) {
  Subject subject;
  subject.object = object_path(*pool.element);
  subject.pool = pool.name().value;
  return subject;
}

Subject about(const XmlElement& element) {
  Subject subject{.object = object_path(element)};
  if (element.name() == "binding")
    subject.binding = fmt::format("{} {}", lower(element.value("protocol").value),
                                  element.value("bindingInformation").value);
  for (const XmlElement* at = &element; at != nullptr; at = at->parent()) {
    const XmlElement* parent = at->parent();
    if (parent == nullptr) break;
    if (at->name() == "site" && parent->name() == "sites") subject.site = at->value("name").value;
    if (at->name() == "add" && parent->name() == "applicationPools")
      subject.pool = at->value("name").value;
    if (at->name() == "application") subject.path = at->value("path").value;
  }
  return subject;
}

bool is_placeholder(const Farm& farm, std::string_view text) {
  return farm.manifest &&
         std::ranges::any_of(farm.manifest->policy.template_markers, [&](const Text& marker) {
           return glob_match(fmt::format("*{}*", marker.value), text);
         });
}

std::vector<const Node*> active_nodes(const Farm& farm) {
  std::vector<const Node*> nodes;
  if (!farm.manifest) return nodes;
  for (const Node& node : farm.manifest->nodes)
    if (node.active()) nodes.push_back(&node);
  return nodes;
}

}  // namespace farmlint
