#include "lint/commands.h"
#include "lint/config/identity.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

std::vector<const Application*> in_default_pool(const ConfigModel& config, const Site& site) {
  std::vector<const Application*> found;
  for (const Application& application : site.applications) {
    const ApplicationPool* const pool = pool_of(config, application);
    if (pool != nullptr && iequals(pool->name().value, "DefaultAppPool"))
      found.push_back(&application);
  }
  return found;
}

void report(const ConfigModel& config, const Site& site,
            const std::vector<const Application*>& applications, Findings& findings) {
  std::vector<std::string> names;
  Fix fix{.description = "give the site a pool of its own"};
  if (config.pool(site.name().value) == nullptr)
    fix.commands.push_back(appcmd_add_pool(site.name().value));
  for (const Application* application : applications) {
    names.push_back(fmt::format("{}{}", site.name().value, application->path().value));
    fix.commands.push_back(appcmd_set_application_pool(site.name().value, application->path().value,
                                                       site.name().value));
  }
  const Application& first = *applications.front();
  const bool own = first.pool().origin == Origin::Own;
  Subject subject = about(site, first);
  subject.pool = "DefaultAppPool";
  constexpr std::size_t most = 4;
  findings
      .add(
          own ? first.pool().at : first.element->at(),
          "{} {} in DefaultAppPool: rights and crashes are shared with whatever else names no pool",
          enumeration(shortened(names, most)), names.size() == 1 ? "runs" : "run")
      .about(std::move(subject))
      .fix(std::move(fix));
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    // The one that IIS makes itself, and for which it makes that pool.
    if (!site.starts || iequals(site.name().value, "Default Web Site")) continue;
    const std::vector<const Application*> applications = in_default_pool(farm.config, site);
    if (!applications.empty()) report(farm.config, site, applications, findings);
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
