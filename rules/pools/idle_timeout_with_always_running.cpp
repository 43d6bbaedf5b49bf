#include <algorithm>

#include "lint/commands.h"
#include "lint/config/setting.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr CharacterSet zeros("0:.");

bool never(std::string_view time_span) {
  return std::ranges::all_of(time_span, [](char c) { return zeros.has(c); });
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  Setting start_mode("startMode");
  Setting idle_timeout("idleTimeout", "processModel");
  for (const ApplicationPool& pool : farm.config.pools) {
    const Effective mode = start_mode.of(pool);
    if (!mode.is("AlwaysRunning")) continue;
    const Effective idle = idle_timeout.of(pool);
    if (never(idle.value) || !told.first(mode.at)) continue;
    const bool suspends = pool.layers().value("idleTimeoutAction", "processModel").is("Suspend");
    findings
        .add(mode.at, "{} is AlwaysRunning, but {} after {} without a request: the next user waits",
             whose(pool, mode), suspends ? "is suspended" : "stops", idle.value)
        .about(about(pool))
        .note(idle.written() ? idle.at : mode.at, "{}",
              idle.written() ? "idleTimeout is written here" : "that is the default of idleTimeout")
        .fix({.description = "never stop for want of requests",
              .edits = {},
              .commands = {
                  appcmd_set_pool(pool.name().value, "processModel.idleTimeout", "00:00:00")}});
  }
}

}  // namespace

extern constinit const Rule idle_timeout_with_always_running{
    .name = "idle-timeout-with-always-running",
    .severity = Severity::Note,
    .subject = Subjects::Pools,
    .summary = "A pool that is to run always stops when it is idle.",
    .rationale =
        "startMode AlwaysRunning starts the worker process early so that no user waits for it; "
        "idleTimeout stops it again when a node gets no requests for a while, at night or while "
        "the load balancer prefers another node.",
    .remediation = "Set idleTimeout to 00:00:00.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
