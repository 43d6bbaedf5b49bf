#include <set>

#include "lint/commands.h"
#include "lint/config/identity.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// Pools that installers make, whether a site uses them or not.
bool comes_with_a_product(std::string_view name) {
  const std::string folded = lower(name);
  return folded == "defaultapppool" || folded == "classic .net apppool" ||
         folded.starts_with(".net v") || folded.find("arr") == 0;
}

void check(const Farm& farm, Findings& findings) {
  if (farm.doubts.of_sites()) return;
  std::set<const ApplicationPool*> used;
  for (const Site& site : farm.config.sites) {
    if (farm.doubts.of_applications(site)) return;
    for (const Application& application : site.applications)
      used.insert(pool_of(farm.config, application));
  }
  for (const ApplicationPool& pool : farm.config.pools) {
    if (used.contains(&pool) || comes_with_a_product(pool.name.value)) continue;
    findings.add(pool.name.at, "no application uses pool \"{}\"", pool.name.value)
        .about(about(pool))
        .fix({.description = "delete the pool",
              .edits = {},
              .commands = {appcmd_delete_pool(pool.name.value)}});
  }
}

}  // namespace

extern constinit const Rule app_pool_unused{
    .name = "app-pool-unused",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "No application uses an application pool.",
    .rationale =
        "A pool that nobody uses keeps its identity, perhaps with a password, and looks as if it "
        "mattered.",
    .remediation = "Delete the pool.",
    .evidence = Evidence::Config,
    .suits = Suits::WholeServers,
    .check = check,
};

}  // namespace farmlint::rules
