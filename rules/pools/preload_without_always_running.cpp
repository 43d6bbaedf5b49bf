#include "lint/commands.h"
#include "lint/config/identity.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

void report(const Site& site, const Application& application, const Effective& preload,
            const ApplicationPool& pool, Findings& findings) {
  const Effective mode = pool.layers.value("startMode");
  const Effective auto_start = pool.layers.value("autoStart");
  const bool stopped = auto_start.is("false");
  Finding& finding = findings.add(
      preload.at, "{} is to be preloaded, but its pool \"{}\" {}: the first user still waits",
      whose(site, application, preload), pool.name.value,
      stopped ? "does not start by itself" : "starts on demand only");
  Subject subject = about(site, application);
  subject.pool = pool.name.value;
  finding.about(std::move(subject)).note(stopped ? auto_start.at : mode.at, "the pool is here");
  finding.fix(
      {.description = "start the pool early",
       .edits = {},
       .commands = {stopped ? appcmd_set_pool(pool.name.value, "autoStart", "true")
                            : appcmd_set_pool(pool.name.value, "startMode", "AlwaysRunning")}});
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      const Effective preload = application.layers.value("preloadEnabled");
      const ApplicationPool* const pool = pool_of(farm.config, application);
      if (!preload.is("true") || pool == nullptr) continue;
      const bool early = pool->layers.value("startMode").is("AlwaysRunning") &&
                         !pool->layers.value("autoStart").is("false");
      if (!early && told.first(preload.at)) report(site, application, preload, *pool, findings);
    }
  }
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
    .check = check,
};

}  // namespace farmlint::rules
