#include "lint/config/sections.h"

#include <array>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

void add_declarations(const XmlElement& group, const std::string& path,
                      std::vector<SectionDeclaration>& out) {
  for (const XmlElement& child : group.children()) {
    const std::string_view name = child.value("name").value;
    const std::string below = path.empty() ? std::string(name) : fmt::format("{}/{}", path, name);
    if (child.name() == "sectionGroup") add_declarations(child, below, out);
    if (child.name() == "section") out.push_back({.path = below, .element = &child});
  }
}

// Of the path of a location.
std::string_view significant(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path == "." ? std::string_view() : path;
}

bool is_host_group(const XmlElement& element) {
  return element.name() == "system.applicationHost";
}

// Adds the element if it is what the path leads to, or what is found below it.
void add_occurrences(const XmlElement& element, std::string_view path,
                     std::vector<const XmlElement*>& out) {
  const auto slash = path.find('/');
  if (element.name() != path.substr(0, slash)) return;
  if (slash == std::string_view::npos) {
    out.push_back(&element);
    return;
  }
  for (const XmlElement& child : element.children())
    add_occurrences(child, path.substr(slash + 1), out);
}

bool is_frame(std::string_view name) {
  return name == "configuration" || name.starts_with("system.");
}

// What tells an item from its siblings, in the order of how telling it is.
std::string key_of(const XmlElement& element) {
  if (element.name() == "binding")
    return fmt::format("{} {}", element.value("protocol").value,
                       element.value("bindingInformation").value);
  constexpr std::array<std::string_view, 5> keys{"name", "path", "id", "key", "fileExtension"};
  for (const std::string_view key : keys)
    if (const auto found = element.attribute(key)) return std::string(found->value());
  return {};
}

}  // namespace

std::vector<SectionDeclaration> read_declarations(const XmlElement& config_sections) {
  std::vector<SectionDeclaration> declarations;
  add_declarations(config_sections, {}, declarations);
  return declarations;
}

std::string normalize_location(std::string_view path) {
  return lower(significant(path));
}

std::string ConfigLocation::normalized() const {
  return normalize_location(path().value);
}

bool ConfigLocation::everywhere() const {
  return significant(path().value).empty();
}

std::string_view ConfigLocation::site() const {
  const std::string_view all = significant(path().value);
  return all.substr(0, all.find('/'));
}

std::vector<ConfigLocation> read_locations(const XmlElement& root) {
  std::vector<ConfigLocation> locations;
  locations.reserve(root.children().count());
  for (const XmlElement& child : root.children()) {
    if (child.name() != "location") continue;
    locations.push_back({.element = &child});
  }
  return locations;
}

std::vector<const XmlElement*> read_host_groups(const XmlElement& root) {
  std::vector<const XmlElement*> groups;
  for (const XmlElement& child : root.children()) {
    if (is_host_group(child)) groups.push_back(&child);
    if (child.name() != "location") continue;
    for (const XmlElement& inner : child.children())
      if (is_host_group(inner) && ConfigLocation{&child}.everywhere()) groups.push_back(&inner);
  }
  return groups;
}

std::vector<const XmlElement*> application_host_sections(const ConfigModel& config,
                                                         std::string_view name) {
  std::vector<const XmlElement*> sections;
  for (const XmlElement* group : config.host_groups)
    for (const XmlElement& section : group->children())
      if (section.name() == name) sections.push_back(&section);
  return sections;
}

std::vector<const XmlElement*> sections_below(std::span<const XmlElement* const> groups,
                                              std::string_view section) {
  std::vector<const XmlElement*> found;
  for (const XmlElement* group : groups) add_occurrences(*group, section, found);
  return found;
}

bool path_covers(std::string_view location, std::string_view path) {
  return location.empty() || path == location ||
         (path.starts_with(location) && path[location.size()] == '/');
}

std::string object_path(const XmlElement& element) {
  std::string path;
  for (const XmlElement* at = &element; at != nullptr; at = at->parent()) {
    if (is_frame(at->name())) continue;
    const std::string key = key_of(*at);
    const std::string step =
        key.empty() ? std::string(at->name()) : fmt::format("{}[{}]", at->name(), key);
    path = path.empty() ? step : fmt::format("{}/{}", step, path);
  }
  return path;
}

}  // namespace farmlint
