#include <algorithm>
#include <vector>

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
         folded.starts_with(".net v") || folded.starts_with("asp.net v") || folded == "arr" ||
         folded.starts_with("arr ");
}

// The pool that new applications of a site, or of all sites, start with.
const ApplicationPool* default_pool(const ConfigModel& config, const XmlElement& around) {
  const XmlElement* const defaults = around.child("applicationDefaults");
  return defaults == nullptr ? nullptr : config.pool(defaults->value("applicationPool").value);
}

// By their index.
std::vector<bool> used_pools(const ConfigModel& config) {
  std::vector<bool> used(config.pools.size());
  const auto use = [&](const ApplicationPool* pool) {
    if (pool != nullptr) used[static_cast<std::size_t>(pool - config.pools.data())] = true;
  };
  use(default_pool(config, *config.sites_element));
  for (const Site& site : config.sites) {
    use(default_pool(config, *site.element));
    for (const Application& application : site.applications) use(pool_of(config, application));
  }
  return used;
}

bool knows_all_applications(const Farm& farm) {
  return farm.config.sites_element != nullptr && !farm.doubts.of_sites() &&
         std::ranges::none_of(farm.config.sites,
                              [&](const Site& site) { return farm.doubts.of_applications(site); });
}

void check(const Farm& farm, Findings& findings) {
  if (!knows_all_applications(farm)) return;
  const std::vector<bool> used = used_pools(farm.config);
  for (std::size_t i = 0; i < used.size(); ++i) {
    const ApplicationPool& pool = farm.config.pools[i];
    if (used[i] || pool.name().value.empty() || comes_with_a_product(pool.name().value)) continue;
    Finding& finding =
        findings.add(pool.name().at, "no application uses pool \"{}\"", pool.name().value);
    finding.about(about(pool)).note(pool.name().at, "no site changes when it is deleted");
    const PoolIdentity identity = identity_of(pool);
    if (identity.kind == Identity::SpecificUser && identity.user_name().origin == Origin::Own)
      finding.note(identity.user_name().at, "the password of {} is kept for nothing",
                   identity.user_name().value);
    else
      finding.only_on_demand();
    finding.fix({.description = "delete the pool",
                 .edits = {},
                 .commands = {appcmd_delete_pool(pool.name().value)}});
  }
}

}  // namespace

extern constinit const Rule app_pool_unused{
    .name = "app-pool-unused",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "No application uses an application pool.",
    .rationale =
        "A pool that nobody uses looks as if it mattered, and keeps the password of its account "
        "for nothing. About pools without a password farmlint speaks on demand.",
    .remediation = "Delete the pool.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
