#include "lint/commands.h"
#include "lint/config/identity.h"
#include "lint/config/setting.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

bool is_stopped(const ApplicationPool& pool) {
  return pool.layers().value("autoStart").is("false");
}

Fix start_early(const ApplicationPool& pool) {
  Fix fix{.description = "start the pool early"};
  if (is_stopped(pool))
    fix.commands.push_back(appcmd_set_pool(pool.name().value, "autoStart", "true"));
  if (!pool.layers().value("startMode").is("AlwaysRunning"))
    fix.commands.push_back(appcmd_set_pool(pool.name().value, "startMode", "AlwaysRunning"));
  return fix;
}

void report(const Site& site, const Application& application, const Effective& preload,
            const ApplicationPool& pool, Findings& findings) {
  const Effective mode = pool.layers().value("startMode");
  const Effective auto_start = pool.layers().value("autoStart");
  const bool stopped = auto_start.is("false");
  Subject subject = about(site, application);
  subject.pool = pool.name().value;
  findings
      .add(preload.at,
           "{} is to be preloaded, but its pool \"{}\" {}: after each restart of a node the first "
           "user waits",
           whose(site, application, preload), pool.name().value,
           stopped ? "does not start by itself" : "starts on demand only")
      .about(std::move(subject))
      .note(stopped ? auto_start.at : mode.at, "the pool is here")
      .fix(start_early(pool));
}

void report(const ApplicationPool& pool, const Effective& mode, Findings& findings) {
  findings
      .add(mode.at,
           "{} is AlwaysRunning, but does not start by itself: after a restart of a node it does "
           "not run at all",
           whose(pool, mode))
      .about(about(pool))
      .note(pool.layers().value("autoStart").at, "autoStart is written here")
      .fix(start_early(pool));
}

void check_applications(const Farm& farm, Told& told, Findings& findings) {
  Setting preload_enabled("preloadEnabled");
  Setting start_mode("startMode");
  Setting auto_start("autoStart");
  const auto starts_early = [&](const ApplicationPool& pool) {
    return start_mode.of(pool).is("AlwaysRunning") && !auto_start.of(pool).is("false");
  };
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Application& application : site.applications) {
      const Effective preload = preload_enabled.of(application);
      if (!preload.is("true")) continue;
      const ApplicationPool* const pool = pool_of(farm.config, application);
      if (pool == nullptr || starts_early(*pool) || !told.first(preload.at)) continue;
      report(site, application, preload, *pool, findings);
    }
  }
}

void check_pools(const Farm& farm, Told& told, Findings& findings) {
  Setting start_mode("startMode");
  Setting auto_start("autoStart");
  for (const ApplicationPool& pool : farm.config.pools) {
    const Effective mode = start_mode.of(pool);
    if (!mode.is("AlwaysRunning") || !auto_start.of(pool).is("false")) continue;
    if (told.first(mode.at)) report(pool, mode, findings);
  }
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  check_applications(farm, told, findings);
  check_pools(farm, told, findings);
}

}  // namespace

extern constinit const Rule preload_without_always_running{
    .name = "preload-without-always-running",
    .severity = Severity::Warning,
    .subject = Subjects::Pools,
    .summary = "An application is to be preloaded in a pool that does not start early.",
    .rationale =
        "preloadEnabled works only if the pool is AlwaysRunning and starts by itself. As it "
        "stands, the first user of each node after a restart waits for the application, and health "
        "probes may time out.",
    .remediation = "Set startMode of the pool to AlwaysRunning, or preloadEnabled to false.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
