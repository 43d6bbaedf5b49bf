#include <algorithm>

#include "lint/config/identity.h"
#include "lint/config/paths.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

struct Folder {
  std::string path;  // normalized
  const Site* site = nullptr;
  const Application* application = nullptr;
  Location at;
};

std::vector<Folder> roots(const Farm& farm) {
  std::vector<Folder> all;
  for (const Site& site : farm.config.sites)
    for (const Application& application : site.applications)
      for (const VirtualDirectory& directory : application.virtual_directories)
        if (directory.path.value == "/" && is_absolute(directory.physical_path.value))
          all.push_back({.path = normalized_path(directory.physical_path.value),
                         .site = &site,
                         .application = &application,
                         .at = directory.physical_path.at});
  std::ranges::stable_sort(all, {}, &Folder::path);
  return all;
}

// An application below another one of the same site may live in a folder below its folder.
bool by_design(const Folder& outer, const Folder& inner) {
  if (outer.site != inner.site || outer.path == inner.path) return false;
  const std::string_view above = outer.application->path.value;
  return above == "/" || inner.application->path.value.starts_with(above);
}

std::string name(const Folder& folder) {
  return fmt::format("{}{}", folder.site->name.value,
                     folder.application->path.value == "/" ? "" : folder.application->path.value);
}

void report(const Farm& farm, const Folder& outer, const Folder& inner, Findings& findings) {
  const bool same_pool =
      pool_of(farm.config, *outer.application) == pool_of(farm.config, *inner.application);
  Finding& finding = findings.add(
      inner.at,
      outer.path == inner.path ? "{} has the folder of {}: they share one web.config"
                               : "{} lies inside the folder of {} and inherits its web.config",
      name(inner), name(outer));
  finding.about(about(*inner.site, *inner.application)).note(outer.at, "{} is here", name(outer));
  if (same_pool) finding.as(Severity::Note);
  finding.note(inner.at, same_pool
                             ? "a change for the one is a change for the other"
                             : "they run in different pools, so a setting or an assembly meant for "
                               "one may break the other");
}

void check(const Farm& farm, Findings& findings) {
  std::vector<const Folder*> around;  // folders that contain the one looked at, outermost first
  const std::vector<Folder> all = roots(farm);
  for (const Folder& folder : all) {
    while (!around.empty() && !path_contains(around.back()->path, folder.path)) around.pop_back();
    if (!around.empty() && !by_design(*around.back(), folder))
      report(farm, *around.back(), folder, findings);
    around.push_back(&folder);
  }
}

}  // namespace

extern constinit const Rule path_overlap{
    .name = "path-overlap",
    .severity = Severity::Warning,
    .subject = Subjects::Pools,
    .summary = "Two applications share a folder, or one lies in the folder of the other.",
    .rationale =
        "IIS takes web.config from the physical folder and the folders above it. A setting for one "
        "application reaches the other, a change restarts both, and a section that one locks or "
        "clears breaks the other.",
    .remediation =
        "Give each application a folder of its own, or say that it is meant (an http and an https "
        "twin, for instance) with an ignore.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
