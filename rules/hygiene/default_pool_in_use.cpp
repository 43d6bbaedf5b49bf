#include "lint/config/identity.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Application& application : site.applications) {
      const ApplicationPool* const pool = pool_of(farm.config, application);
      if (pool == nullptr || !iequals(pool->name.value, "DefaultAppPool")) continue;
      Subject subject = about(site, application);
      subject.pool = pool->name.value;
      findings
          .add(application.pool.at, "{}{} runs in DefaultAppPool", site.name.value,
               application.path.value)
          .about(std::move(subject));
      break;
    }
  }
}

}  // namespace

extern constinit const Rule default_pool_in_use{
    .name = "default-pool-in-use",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A site runs in DefaultAppPool.",
    .rationale =
        "What else runs there shares its identity, its rights and its crashes, and new "
        "applications land there by accident.",
    .remediation = "Give the site a pool of its own.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
