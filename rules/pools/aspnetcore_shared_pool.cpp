#include <map>

#include "lint/config/identity.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr SectionAttribute hosting_model{.section = "system.webServer/aspNetCore",
                                         .attribute = "hostingModel"};

struct Hosted {
  const Site* site = nullptr;
  const Application* application = nullptr;
  Effective model;

  std::string name() const {
    return fmt::format("{}{}", site->name().value, application->path().value);
  }
};

void report(const Hosted& one, const Hosted& other, const ApplicationPool& pool,
            Findings& findings) {
  Subject subject = about(*other.site, *other.application);
  subject.pool = pool.name().value;
  findings
      .add(other.application->pool().at,
           "{} and {} share the pool \"{}\", but one of them is hosted in process: the second one "
           "that starts on a node answers 500.34 or 500.35",
           one.name(), other.name(), pool.name().value)
      .about(std::move(subject))
      .note(other.model.at, "{} is {} here", other.name(), other.model.value)
      .note(one.model.at, "{} is {} here", one.name(), one.model.value);
}

// What says itself how it is hosted: what an application inherits may be meant for the one above.
std::vector<Hosted> hosted_in(const Farm& farm, const Site& site) {
  std::vector<Hosted> found;
  for (const Application& application : site.applications) {
    const Effective model = farm.sections.value(
        fmt::format("{}{}", site.name().value, application.path().value), hosting_model);
    if (site.starts && model.origin == Origin::Own)
      found.push_back({.site = &site, .application = &application, .model = model});
  }
  return found;
}

void check(const Farm& farm, Findings& findings) {
  if (farm.sections.everywhere(hosting_model.section).empty()) return;
  std::map<const ApplicationPool*, Hosted> first;
  for (const Site& site : farm.config.sites) {
    for (const Hosted& hosted : hosted_in(farm, site)) {
      const ApplicationPool* const pool = pool_of(farm.config, *hosted.application);
      if (pool == nullptr) continue;
      const auto [earlier, is_new] = first.try_emplace(pool, hosted);
      // Out of process they may share: each has a process of its own.
      if (!is_new && (hosted.model.is("InProcess") || earlier->second.model.is("InProcess")))
        report(earlier->second, hosted, *pool, findings);
    }
  }
}

}  // namespace

extern constinit const Rule aspnetcore_shared_pool{
    .name = "aspnetcore-shared-pool",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "Two ASP.NET Core applications share a pool although one runs in process.",
    .rationale =
        "An in-process application takes the worker process for itself: the second one that starts "
        "there gets 500.34 or 500.35. Which one that is depends on the first request, so nodes may "
        "differ.",
    .remediation = "Give each ASP.NET Core application a pool of its own.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
