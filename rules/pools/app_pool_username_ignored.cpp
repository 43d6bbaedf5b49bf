#include "lint/config/identity.h"
#include "lint/config/secrets.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const ApplicationPool& pool : farm.config.pools) {
    const PoolIdentity identity = identity_of(pool);
    if (identity.kind == Identity::SpecificUser) continue;
    const bool named = identity.user_name.written() && !identity.user_name.value.empty();
    const bool secret = read_secret(identity.password.value).form != SecretForm::Empty;
    const Location at = named ? identity.user_name.at : identity.password.at;
    if ((!named && !secret) || !told.first(at)) continue;
    findings
        .add(at, "{} names a user, but runs as {}: IIS ignores the name and the password",
             whose(pool, named ? identity.user_name : identity.password), identity.type.value)
        .about(about(pool))
        .note(at, "an old password in a shared file is one more thing to steal");
  }
}

}  // namespace

extern constinit const Rule app_pool_username_ignored{
    .name = "app-pool-username-ignored",
    .severity = Severity::Note,
    .subject = Subjects::Pools,
    .summary = "An application pool names a user although its identity is another one.",
    .rationale =
        "IIS looks at userName and password only if identityType is SpecificUser. What is left "
        "over keeps an old password in a file that all nodes share.",
    .remediation =
        "Delete userName and password, or set identityType to SpecificUser if that is what was "
        "meant.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
