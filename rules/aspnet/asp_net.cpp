#include "rules/aspnet/asp_net.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace farmlint::rules {
namespace {

bool is_core(const Farm& farm, const std::string& path) {
  return !farm.sections.around(path, "system.webServer/aspNetCore").empty();
}

}  // namespace

std::vector<ManagedApplication> stateful_applications(const Farm& farm) {
  std::vector<ManagedApplication> found;
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    if (!site.starts || (wanted != nullptr && wanted->stateless)) continue;
    for (const Application& application : site.applications) {
      const ApplicationPool* const pool = pool_of(farm.config, application);
      std::string path = fmt::format("{}{}", site.name.value, application.path.value);
      if (pool == nullptr || pool->layers.value("managedRuntimeVersion").value.empty() ||
          is_core(farm, path))
        continue;
      found.push_back({.site = &site, .application = &application, .path = std::move(path)});
    }
  }
  return found;
}

bool has_affinity(const Farm& farm) {
  const auto& front_ends = farm.manifest->front_ends;
  return !front_ends.empty() && std::ranges::all_of(front_ends, [](const FrontEnd& front_end) {
    return front_end.affinity.value == "source" || front_end.affinity.value == "cookie";
  });
}

std::string SettingGroup::words() const {
  if (applications.size() == 1) return applications.front()->path;
  return fmt::format("{} and {} more application{}", applications.front()->path,
                     applications.size() - 1, applications.size() == 2 ? "" : "s");
}

std::vector<SettingGroup> group_by_place(const Farm& farm,
                                         const std::vector<ManagedApplication>& applications,
                                         const SectionAttribute& what) {
  std::vector<SettingGroup> groups;
  std::map<Location, std::size_t> known;
  for (const ManagedApplication& application : applications) {
    const Effective value = farm.sections.value(application.path, what);
    const auto [group, is_new] = known.try_emplace(value.at, groups.size());
    if (is_new) groups.push_back({.value = value, .applications = {}});
    groups[group->second].applications.push_back(&application);
  }
  return groups;
}

}  // namespace farmlint::rules
