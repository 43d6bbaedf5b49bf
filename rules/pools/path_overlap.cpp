#include <algorithm>

#include "lint/config/identity.h"
#include "lint/config/paths.h"
#include "lint/config/sections.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

struct Folder {
  std::string path;  // normalized
  const Site* site = nullptr;
  const Application* application = nullptr;
  const VirtualDirectory* directory = nullptr;

  Location at() const { return directory->physical_path().at; }
  std::string name() const {
    return fmt::format("{}{}", site->name().value, application->path().value);
  }
};

// In an order in which what lies in a folder follows it directly.
std::vector<Folder> roots(const Farm& farm) {
  std::vector<Folder> all;
  for (const Site& site : farm.config.sites)
    for (const Application& application : site.applications)
      for (const VirtualDirectory& directory : application.virtual_directories)
        if (directory.path().value == "/" && is_absolute(directory.physical_path().value))
          all.push_back({.path = normalized_path(directory.physical_path().value),
                         .site = &site,
                         .application = &application,
                         .directory = &directory});
  std::ranges::stable_sort(all, [](const Folder& one, const Folder& other) {
    const auto rank = [](char c) { return c == '\\' ? '\0' : c; };
    return std::ranges::lexicographical_compare(one.path, other.path, {}, rank, rank);
  });
  return all;
}

bool only(const Site& site, Scheme scheme) {
  return std::ranges::all_of(site.bindings,
                             [&](const Binding& binding) { return binding.scheme == scheme; });
}

// One web site in two halves, http and https.
bool are_twins(const Folder& one, const Folder& other) {
  return one.path == other.path &&
         one.application->path().value == other.application->path().value &&
         ((only(*one.site, Scheme::Http) && only(*other.site, Scheme::Https)) ||
          (only(*one.site, Scheme::Https) && only(*other.site, Scheme::Http)));
}

// An application below another one of the same site may live in a folder below its folder.
bool by_design(const Folder& outer, const Folder& inner) {
  if (outer.site != inner.site) return are_twins(outer, inner);
  return outer.path != inner.path &&
         path_covers(normalize_location(outer.application->path().value),
                     normalize_location(inner.application->path().value));
}

bool same_identity(const Farm& farm, const Folder& one, const Folder& other) {
  const auto user = [](const Folder& folder) {
    return folder.directory->layers().value("userName");
  };
  return pool_of(farm.config, *one.application) == pool_of(farm.config, *other.application) &&
         iequals(user(one).value, user(other).value);
}

void report(const Farm& farm, const Folder& outer, const Folder& inner, Findings& findings) {
  const std::string relation = outer.path == inner.path
                                   ? fmt::format("has the folder of {}", outer.name())
                                   : fmt::format("lies in the folder of {}", outer.name());
  Finding& finding =
      findings.add(inner.at(), "{} {}: a change of its web.config restarts and may break both",
                   inner.name(), relation);
  finding.about(about(*inner.site, *inner.application))
      .note(outer.at(), "{} is here", outer.name());
  if (same_identity(farm, outer, inner)) return;
  finding.as(Severity::Warning)
      .note(inner.at(),
            "they run in different pools or as different users, so what is meant for one may not "
            "suit the other");
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
    .severity = Severity::Note,
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
