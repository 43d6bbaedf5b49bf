#include "lint/commands.h"
#include "lint/config/identity.h"
#include "lint/config/secrets.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

void report_no_name(const ApplicationPool& pool, const PoolIdentity& identity, Findings& findings) {
  findings
      .add(identity.type.at,
           "{} runs as SpecificUser, but names no user: it cannot start, and its "
           "applications answer 503 on every node",
           whose(pool, identity.type))
      .about(about(pool))
      .fix({.description = "name the user",
            .edits = {},
            .commands = {
                appcmd_set_pool(pool.name().value, "processModel.userName", "<user>"),
                appcmd_set_pool(pool.name().value, "processModel.password", "<password>")}});
}

void report_no_password(const ApplicationPool& pool, const PoolIdentity& identity,
                        Findings& findings) {
  findings
      .add(identity.user_name().at,
           "{} runs as {} without a password: unless that account has none, the pool cannot start, "
           "and "
           "its applications answer 503 on every node",
           whose(pool, identity.user_name()), identity.user_name().value)
      .as(Severity::Warning)
      .about(about(pool))
      .fix({.description = "set the password again",
            .edits = {},
            .commands = {
                appcmd_set_pool(pool.name().value, "processModel.password", "<password>")}});
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const PoolIdentity& identity : specific_users(farm.config)) {
    const ApplicationPool& pool = *identity.pool;
    const Effective user = identity.user_name();
    if (user.value.empty()) {
      if (told.first(identity.type.at)) report_no_name(pool, identity, findings);
      continue;
    }
    const Account account = read_account(user.value);
    const bool without = read_secret(identity.password().value).form == SecretForm::Empty;
    if (without && !account.managed() && !account.well_known() && told.first(user.at))
      report_no_password(pool, identity, findings);
  }
}

}  // namespace

extern constinit const Rule app_pool_specific_user_incomplete{
    .name = "app-pool-specific-user-incomplete",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "An application pool runs as SpecificUser, but its user or password is missing.",
    .rationale =
        "The worker process cannot log on, so WAS stops the pool and every request to its "
        "applications gets 503, on every node that reads this file.",
    .remediation =
        "Set userName and password of the pool again, or choose another identity. A group managed "
        "service account (its name ends with $) needs no password.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
