#include "lint/farm/asp_net.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "lint/config/identity.h"
#include "lint/config/sections.h"
#include "lint/config/setting.h"

namespace farmlint {
namespace {

constexpr std::string_view core_section = "system.webServer/aspNetCore";

const Document* document_of(const Farm& farm, const Effective& value) {
  const auto found = std::ranges::find_if(
      farm.documents, [&](const Document& document) { return document.xml.file == value.at.file; });
  return found == farm.documents.end() ? nullptr : &*found;
}

}  // namespace

std::string ManagedApplication::path() const {
  return fmt::format("{}{}", site->name().value, application->path().value);
}

std::vector<ManagedApplication> managed_applications(const Farm& farm) {
  std::vector<ManagedApplication> found;
  Setting runtime("managedRuntimeVersion");
  const bool has_core = !farm.sections.everywhere(core_section).empty();
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Application& application : site.applications) {
      const ApplicationPool* const pool = pool_of(farm.config, application);
      if (pool == nullptr || runtime.of(*pool).value.empty()) continue;
      const ManagedApplication managed{.site = &site, .application = &application};
      if (!has_core || farm.sections.around(managed.path(), core_section).empty())
        found.push_back(managed);
    }
  }
  return found;
}

std::vector<ManagedApplication> stateful_applications(const Farm& farm) {
  std::vector<ManagedApplication> found = managed_applications(farm);
  std::erase_if(found, [&](const ManagedApplication& application) {
    const ManifestSite* const wanted = declared(farm, *application.site);
    return nodes_of(farm, *application.site).size() < 2 || (wanted != nullptr && wanted->stateless);
  });
  return found;
}

bool has_affinity(const Farm& farm) {
  const auto& front_ends = farm.manifest->front_ends;
  return !front_ends.empty() && std::ranges::all_of(front_ends, [](const FrontEnd& front_end) {
    return front_end.affinity.value == "source" || front_end.affinity.value == "cookie";
  });
}

AspNetSettings::AspNetSettings(const Farm& farm) : farm_(farm) {
  for (const Document& document : farm.documents) {
    if (!document.xml.readable()) continue;
    const bool web = document.kind == ConfigKind::WebConfig;
    if (web && !document.location.empty()) given_.insert(normalize_location(document.location));
    has_root_ = has_root_ || document.kind == ConfigKind::MachineConfig ||
                (web && document.location.empty());
  }
}

bool AspNetSettings::knows(const ManagedApplication& application) const {
  return !given_.empty() && knows_below({}, application);
}

bool AspNetSettings::knows_below(std::string_view path,
                                 const ManagedApplication& application) const {
  const std::string own = normalize_location(application.path());
  return std::ranges::all_of(application.site->applications, [&](const Application& other) {
    const std::string above =
        normalize_location(fmt::format("{}{}", application.site->name().value, other.path().value));
    return !path_covers(above, own) || above.size() <= path.size() || given_.contains(above);
  });
}

bool AspNetSettings::hides(const ManagedApplication& application, std::string_view section) const {
  constexpr std::array names{"configProtectionProvider", "configSource", "configBuilders"};
  const auto places = farm_.sections.around(application.path(), section);
  return std::ranges::any_of(places, [&](const SectionPlace& place) {
    return std::ranges::any_of(names, [&](const char* name) { return place.section->has(name); });
  });
}

std::optional<Effective> AspNetSettings::value(const ManagedApplication& application,
                                               const SectionAttribute& what) const {
  if (hides(application, what.section)) return {};
  const Effective value = farm_.sections.value(application.path(), what);
  const Document* const document = value.written() ? document_of(farm_, value) : nullptr;
  if (document == nullptr && !has_root_) return {};
  const std::string level =
      document == nullptr ? std::string() : normalize_location(document->location);
  return knows_below(level, application) ? std::optional(value) : std::nullopt;
}

Location SettingGroup::at() const {
  return value.written() ? value.at : first().application->element->at();
}

std::string SettingGroup::words(std::string_view verb) const {
  if (applications.size() == 1) return fmt::format("{} {}s", first().path(), verb);
  return fmt::format("{} and {} more application{} {}", first().path(), applications.size() - 1,
                     applications.size() == 2 ? "" : "s", verb);
}

Subject SettingGroup::subject(std::string_view section) const {
  if (applications.size() == 1) return about(*first().site, *first().application);
  const bool one_site = std::ranges::all_of(
      applications,
      [&](const ManagedApplication* application) { return application->site == first().site; });
  return one_site ? about(*first().site) : Subject{.object = std::string(section)};
}

std::vector<SettingGroup> group_by_place(
    const std::vector<ManagedApplication>& applications,
    const std::function<std::optional<Effective>(const ManagedApplication&)>& value_of) {
  std::vector<SettingGroup> groups;
  std::map<Location, std::size_t> known;
  for (const ManagedApplication& application : applications) {
    const std::optional<Effective> value = value_of(application);
    if (!value) continue;
    const Location key = value->written() ? value->at : application.site->element->at();
    const auto [group, is_new] = known.try_emplace(key, groups.size());
    if (is_new) groups.push_back({.value = *value, .applications = {}});
    groups[group->second].applications.push_back(&application);
  }
  return groups;
}

}  // namespace farmlint
