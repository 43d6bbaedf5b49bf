#include "lint/config/section_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "lint/config/sections.h"
#include "lint/hash.h"
#include "lint/text.h"

namespace farmlint {
namespace {

std::string_view parent_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string joined(std::string_view path, std::string below) {
  if (path.empty()) return below;
  return below.empty() ? std::string(path) : fmt::format("{}/{}", path, below);
}

std::uint32_t path_hash(std::string_view path) {
  return static_cast<std::uint32_t>(mix_ignoring_case(hash_start, path));
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
  // Of a location, system.webServer, security, authentication, and what is in it.
  std::array<std::string_view, 5> last_names;
  note_names(root, last_names);
  const std::string own = normalize_location(path);
  const std::size_t first = by_path_.size();
  const std::size_t most = root.children().count() + 1;
  by_path_.reserve(first + most);
  groups_.reserve(groups_.size() + most);
  add_level(root, own, config);
  for (const XmlElement& child : root.children())
    if (child.name() == "location")
      add_level(child, joined(own, ConfigLocation{&child}.normalized()), config);
  sort_from(first);
}

// Merges what was added behind the first levels into them.
void SectionValues::sort_from(std::size_t first) {
  const auto before = [this](const LevelAt& one, const LevelAt& other) {
    return one.hash != other.hash ? one.hash < other.hash
                                  : levels_[one.index].path < levels_[other.index].path;
  };
  const auto added = by_path_.begin() + static_cast<std::ptrdiff_t>(first);
  std::stable_sort(added, by_path_.end(), before);
  std::inplace_merge(by_path_.begin(), added, by_path_.end(), before);
}

// `last` is the name noted last, of the children, their children, and so on: one <location> is like
// the next.
void SectionValues::note_names(const XmlElement& parent, std::span<std::string_view> last) {
  // Below these stand sites and pools, no sections.
  const bool lists_objects = parent.name() == "system.applicationHost";
  for (const XmlElement& child : parent.children()) {
    if (!same_text(child.name(), last.front())) names_.insert(last.front() = child.name());
    if (last.size() > 1 && !lists_objects) note_names(child, last.subspan(1));
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
  const auto index = static_cast<std::uint32_t>(levels_.size());
  Level& level = levels_.emplace_back();
  level.path = std::move(path);
  level.first_group = static_cast<std::uint32_t>(first_group);
  level.group_count = static_cast<std::uint32_t>(groups_.size() - first_group);
  if (element.value("inheritInChildApplications").value == "false")
    ends_[index] = applications_below(config, level.path);
  by_path_.push_back({path_hash(level.path), index});
}

std::vector<const XmlElement*> SectionValues::written_in(const Level& level,
                                                         std::string_view section) const {
  return sections_below(std::span(groups_).subspan(level.first_group, level.group_count), section);
}

// Whether what the level says is not inherited as far as to the path.
bool SectionValues::ends_before(std::uint32_t level, std::string_view path) const {
  const auto found = ends_.find(level);
  return found != ends_.end() && std::ranges::any_of(found->second, [path](const std::string& end) {
           return path_covers(end, path);
         });
}

// Visits the places at one path, nearest first; true once `visit` says so.
template <typename Visit>
bool SectionValues::visit_at(std::string_view at, std::string_view path, std::string_view section,
                             const Visit& visit) const {
  const std::uint32_t hash = path_hash(at);
  const auto first = std::ranges::partition_point(by_path_, [&](const LevelAt& one) {
    return one.hash != hash ? one.hash < hash : std::string_view(levels_[one.index].path) < at;
  });
  auto last = first;
  while (last != by_path_.end() && last->hash == hash && levels_[last->index].path == at) ++last;
  while (last != first) {
    const std::uint32_t index = (--last)->index;
    if (ends_before(index, path)) continue;
    const Level& level = levels_[index];
    const auto written = written_in(level, section);
    if (std::any_of(written.rbegin(), written.rend(), [&](const XmlElement* element) {
          return visit(SectionPlace{element, level.path});
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
    if (visit_at(at, path, section, visit)) return;
    if (at.empty()) return;
  }
}

Effective SectionValues::value(std::string_view path, const SectionAttribute& what) const {
  const std::string own = normalize_location(path);
  const XmlElement* nearest = nullptr;
  Effective result;
  walk(own, what.section, [&](const SectionPlace& place) {
    if (nearest == nullptr) nearest = place.section;
    const auto found = find_written(*place.section, what.attribute, what.child);
    if (!found) return false;
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
  if (!is_written(section)) return places;
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
