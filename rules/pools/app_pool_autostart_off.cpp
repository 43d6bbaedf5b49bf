#include <vector>

#include "lint/config/identity.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr PoolSetting setting{.element = "", .attribute = "autoStart"};

// By pool: whether an application of a started site runs in it.
std::vector<bool> used_pools(const Farm& farm) {
  std::vector<bool> used(farm.config.pools.size());
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Application& application : site.applications)
        if (application.pool_index) used[*application.pool_index] = true;
  return used;
}

void check(const Farm& farm, Findings& findings) {
  const std::vector<bool> used = used_pools(farm);
  const auto wrong = [&](const ApplicationPool& pool, const Effective& value) {
    return value.is("false") && used[static_cast<std::size_t>(&pool - farm.config.pools.data())];
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
