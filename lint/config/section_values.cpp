#include "lint/config/section_values.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "lint/config/sections.h"

namespace farmlint {
namespace {

std::string_view parent_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string joined(std::string_view path, std::string_view below) {
  if (path.empty() || below.empty()) return std::string(path.empty() ? below : path);
  return fmt::format("{}/{}", path, below);
}

// The applications below a path: where inheritInChildApplications="false" ends what is inherited.
std::vector<std::string> applications_below(const ConfigModel& config, std::string_view path) {
  std::vector<std::string> found;
  const Site* const site = config.site(path.substr(0, path.find('/')));
  if (site == nullptr) return found;
  for (const Application& application : site->applications) {
    std::string below =
        normalize_location(fmt::format("{}{}", site->name().value, application.path().value));
    if (below != path && path_covers(path, below)) found.push_back(std::move(below));
  }
  return found;
}

}  // namespace

void SectionValues::add(const XmlElement& root, std::string_view path, const ConfigModel& config) {
  if (levels_.empty() || path.empty()) start_ = root.at();
  note_names(root, 0);
  const std::string own = normalize_location(path);
  add_level(root, own, config);
  for (const ConfigLocation& location : read_locations(root))
    add_level(*location.element, joined(own, location.normalized), config);
}

void SectionValues::note_names(const XmlElement& parent, int depth) {
  constexpr int deepest = 5;  // location, system.webServer, security, authentication, and its own
  std::string_view last;
  for (const XmlElement& child : parent.children()) {
    if (child.name() != last) names_.insert(last = child.name());
    if (depth + 1 < deepest) note_names(child, depth + 1);
  }
}

bool SectionValues::is_written(std::string_view section) const {
  return names_.contains(section.substr(section.rfind('/') + 1));
}

void SectionValues::add_level(const XmlElement& element, std::string path,
                              const ConfigModel& config) {
  const std::size_t first_group = groups_.size();
  for (const XmlElement& child : element.children())
    if (child.name() != "location") groups_.push_back(&child);
  if (groups_.size() == first_group) return;
  Level& level = levels_.emplace_back();
  level.path = std::move(path);
  level.first_group = static_cast<std::uint32_t>(first_group);
  level.group_count = static_cast<std::uint32_t>(groups_.size() - first_group);
  if (element.value("inheritInChildApplications").value == "false")
    level.ends = applications_below(config, level.path);
  level.farther = std::exchange(nearest_[level.path], &level);
}

std::vector<const XmlElement*> SectionValues::written_in(const Level& level,
                                                         std::string_view section) const {
  return sections_below(std::span(groups_).subspan(level.first_group, level.group_count), section);
}

// Visits the places at one path, nearest first; true once `visit` says so.
template <typename Visit>
bool SectionValues::visit_at(const Level* nearest, std::string_view path, std::string_view section,
                             const Visit& visit) const {
  const auto ended = [path](const std::string& end) { return path_covers(end, path); };
  for (const Level* level = nearest; level != nullptr; level = level->farther) {
    if (std::ranges::any_of(level->ends, ended)) continue;
    const auto written = written_in(*level, section);
    if (std::any_of(written.rbegin(), written.rend(), [&](const XmlElement* element) {
          return visit(SectionPlace{element, level->path});
        }))
      return true;
  }
  return false;
}

// The same for the path and all above it.
template <typename Visit>
void SectionValues::walk(std::string_view path, std::string_view section,
                         const Visit& visit) const {
  if (!is_written(section)) return;
  for (std::string_view at = path;; at = parent_of(at)) {
    const auto found = nearest_.find(at);
    if (found != nearest_.end() && visit_at(found->second, path, section, visit)) return;
    if (at.empty()) return;
  }
}

Effective SectionValues::value(std::string_view path, const SectionAttribute& what) const {
  const std::string own = normalize_location(path);
  const XmlElement* nearest = nullptr;
  Effective result;
  walk(own, what.section, [&](const SectionPlace& place) {
    if (nearest == nullptr) nearest = place.section;
    const XmlAttribute* const found = written_attribute(*place.section, what.attribute, what.child);
    if (found == nullptr) return false;
    result = {.value = found->value(),
              .at = found->value_at(),
              .origin = place.path == own ? Origin::Own : Origin::Inherited};
    return true;
  });
  if (result.written()) return result;
  const ElementType* const type = schema_ == nullptr ? nullptr : schema_->section(what.section);
  return schema_default(type, what.attribute, what.child,
                        nearest == nullptr ? start_ : nearest->at());
}

std::vector<SectionPlace> SectionValues::around(std::string_view path,
                                                std::string_view section) const {
  std::vector<SectionPlace> places;
  walk(normalize_location(path), section, [&](const SectionPlace& place) {
    places.push_back(place);
    return false;
  });
  return places;
}

std::vector<SectionPlace> SectionValues::everywhere(std::string_view section) const {
  std::vector<SectionPlace> places;
  if (!is_written(section)) return places;
  for (const Level& level : levels_)
    for (const XmlElement* element : written_in(level, section))
      places.push_back({element, level.path});
  std::ranges::stable_sort(places, {}, &SectionPlace::path);
  return places;
}

}  // namespace farmlint
