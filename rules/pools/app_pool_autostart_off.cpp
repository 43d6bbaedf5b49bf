#include <set>

#include "lint/config/identity.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr PoolSetting setting{.element = "", .attribute = "autoStart"};

// Pools of applications of started sites.
std::set<const ApplicationPool*> used_pools(const Farm& farm) {
  std::set<const ApplicationPool*> used;
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Application& application : site.applications)
        used.insert(pool_of(farm.config, application));
  return used;
}

void check(const Farm& farm, Findings& findings) {
  const std::set<const ApplicationPool*> used = used_pools(farm);
  const auto wrong = [&used](const ApplicationPool& pool, const Effective& value) {
    return value.is("false") && used.contains(&pool);
  };
  each_pool_place(farm, setting, wrong, [&](const ApplicationPool& pool, const Effective& value) {
    Finding& finding = findings.add(value.at,
                                    "{} does not start by itself: after a restart of a node its "
                                    "applications answer 503 there until somebody starts it",
                                    whose(pool, value));
    offer(finding, pool, setting, value, "true");
  });
}

}  // namespace

extern constinit const Rule app_pool_autostart_off{
    .name = "app-pool-autostart-off",
    .severity = Severity::Note,
    .subject = Subjects::Pools,
    .summary = "A pool that started sites use does not start by itself.",
    .rationale =
        "After each restart, of any node, the pool stays stopped and its applications answer 503. "
        "That the pool runs today only says that somebody started it.",
    .remediation = "Set autoStart to true.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
