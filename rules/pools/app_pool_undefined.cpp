#include <map>

#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view fallback = "DefaultAppPool";

using Nearest = std::map<std::string_view, std::optional<std::string_view>, IgnoreCase>;

std::string clause(const Effective& pool, std::string_view name) {
  if (pool.value.empty()) return fmt::format("names no pool, and the default, \"{}\",", name);
  return fmt::format("uses pool \"{}\", which", name);
}

void report(const Site& site, const Application& application,
            const std::optional<std::string_view>& nearest, Findings& findings) {
  const Effective pool = application.pool();
  const std::string_view name = pool.value.empty() ? fallback : pool.value;
  Subject subject = about(site);
  subject.object = object_path(*application.element);
  subject.path = application.path().value;
  subject.pool = name;
  Finding& finding = findings
                         .add(pool.at, "application {}{} {} does not exist{}", site.name().value,
                              application.path().value, clause(pool, name),
                              nearest ? fmt::format(" (did you mean \"{}\"?)", *nearest) : "")
                         .about(std::move(subject));
  if (pool.written() && pool.origin != Origin::Own)
    finding.note(application.element->at(), "the application is declared here");
  finding.note(pool.at, "every request gets 503 on every node");
  if (nearest)
    finding.fix({.description = fmt::format("use pool \"{}\"", *nearest),
                 .commands = {appcmd_set_application_pool(site.name().value,
                                                          application.path().value, *nearest)}});
  finding.fix({.description = "add the pool", .commands = {appcmd_add_pool(name)}});
}

// A per-pool file of WAS, or a fragment: every reference would dangle.
void report_no_pools(const ConfigModel& config, Findings& findings) {
  const XmlElement* place = config.pools_element;
  if (place == nullptr) place = config.sites_element->parent();
  findings.add(place->at(), "the file defines no application pool, so pool names were not checked")
      .about({.object = "applicationPools"})
      .as(Severity::Note);
}

bool is_missing(const Farm& farm, const Site& site, const Application& application) {
  if (application.pool_index) return false;
  return !application.pool().value.empty() || !farm.doubts.of_applications(site);
}

void check(const Farm& farm, Findings& findings) {
  if (farm.doubts.of_pools()) return;
  const ConfigModel& config = farm.config;
  Nearest nearest;
  for (const Site& site : config.sites) {
    for (const Application& application : site.applications) {
      if (config.pools.empty()) return report_no_pools(config, findings);
      if (!is_missing(farm, site, application)) continue;
      const std::string_view pool = application.pool().value;
      const auto [known, is_new] = nearest.try_emplace(pool);
      if (is_new)
        known->second = nearest_name(pool, config.pools,
                                     [](const ApplicationPool& each) { return each.name().value; });
      report(site, application, known->second, findings);
    }
  }
}

}  // namespace

extern constinit const Rule app_pool_undefined{
    .name = "app-pool-undefined",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "An application uses an application pool that the file does not define.",
    .rationale =
        "WAS has no worker process to start for it: the application answers 503 on every "
        "node. Without any name in the application and its defaults IIS takes "
        "\"DefaultAppPool\".",
    .remediation = "Correct the name, or add the pool.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
