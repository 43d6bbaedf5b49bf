#include "lint/commands.h"
#include "lint/config/identity.h"
#include "lint/config/secrets.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

bool has_own_name(const PoolIdentity& identity) {
  const Effective name = identity.user_name();
  return name.origin == Origin::Own && !name.value.empty();
}

bool has_own_password(const PoolIdentity& identity) {
  const Effective password = identity.password();
  return password.origin == Origin::Own && read_secret(password.value).form != SecretForm::Empty;
}

void report(const ApplicationPool& pool, const PoolIdentity& identity, Findings& findings) {
  const bool named = has_own_name(identity);
  const Location at = named ? identity.user_name().at : identity.password().at;
  Fix fix{.description = "delete the name and the password"};
  for (const auto& [value, name] :
       {std::pair(identity.user_name(), "userName"), std::pair(identity.password(), "password")}) {
    if (value.origin != Origin::Own || value.value.empty()) continue;
    fix.edits.push_back({.at = value.at, .text = {}});
    fix.commands.push_back(
        appcmd_set_pool(pool.name().value, fmt::format("processModel.{}", name), ""));
  }
  findings
      .add(at, "application pool \"{}\" has {}, but runs as {}: IIS ignores {}", pool.name().value,
           named ? "a user" : "a password", identity.type.value,
           named ? "the name and the password" : "it")
      .about(about(pool))
      .note(at, "an old password in a shared file is one more to steal")
      .fix(std::move(fix));
}

bool names_somebody(const ApplicationPool& pool) {
  const XmlElement* const model = pool.element->child("processModel");
  return model != nullptr && (model->has("userName") || model->has("password"));
}

void check(const Farm& farm, Findings& findings) {
  for (const ApplicationPool& pool : farm.config.pools) {
    if (!names_somebody(pool)) continue;
    const PoolIdentity identity = identity_of(pool);
    if (identity.kind == Identity::SpecificUser || !identity.understood) continue;
    // What is inherited may be for other pools.
    if (has_own_name(identity) || has_own_password(identity)) report(pool, identity, findings);
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
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
