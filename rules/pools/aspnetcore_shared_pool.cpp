#include <map>

#include "lint/config/identity.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr SectionAttribute hosting_model{.section = "system.webServer/aspNetCore",
                                         .attribute = "hostingModel"};

struct Hosted {
  const Site* site = nullptr;
  const Application* application = nullptr;
  Effective model;

  std::string name() const {
    return fmt::format("{}{}", site->name.value, application->path.value);
  }
};

void check(const Farm& farm, Findings& findings) {
  std::map<const ApplicationPool*, Hosted> first;
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Application& application : site.applications) {
      const ApplicationPool* const pool = pool_of(farm.config, application);
      const Effective model = farm.sections.value(
          fmt::format("{}{}", site.name.value, application.path.value), hosting_model);
      // What an application inherits may be meant for the one above only.
      if (pool == nullptr || model.origin != Origin::Own) continue;
      const Hosted hosted{.site = &site, .application = &application, .model = model};
      const auto [earlier, is_new] = first.try_emplace(pool, hosted);
      if (is_new) continue;
      // Out of process they may share: each has a process of its own.
      if (!model.is("InProcess") && !earlier->second.model.is("InProcess")) continue;
      Subject subject = about(site, application);
      subject.pool = pool->name.value;
      findings
          .add(application.pool.at,
               "{} and {} share the pool \"{}\", but one of them is hosted in process: the second "
               "one that starts on a node answers 500.34 or 500.35",
               earlier->second.name(), hosted.name(), pool->name.value)
          .about(std::move(subject))
          .note(model.at, "{} is {} here", hosted.name(), model.value)
          .note(earlier->second.model.at, "{} is {} here", earlier->second.name(),
                earlier->second.model.value);
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
