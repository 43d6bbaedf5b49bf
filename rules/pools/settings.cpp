#include "rules/pools/settings.h"

#include <fmt/format.h>

#include "lint/commands.h"

namespace farmlint::rules {

std::string whose(const ApplicationPool& pool, const Effective& value) {
  if (value.origin == Origin::Own) return fmt::format("application pool \"{}\"", pool.name.value);
  return "the defaults of application pools";
}

std::string whose(const Site& site, const Application& application, const Effective& value) {
  if (value.origin == Origin::Own)
    return fmt::format("application {}{}", site.name.value, application.path.value);
  if (value.origin == Origin::NestedDefaults)
    return fmt::format("the defaults of {}'s applications", site.name.value);
  return "the defaults of applications";
}

void each_pool_place(const Farm& farm, const PoolSetting& setting,
                     const std::function<bool(const ApplicationPool&, const Effective&)>& wrong,
                     const std::function<void(const ApplicationPool&, const Effective&)>& report) {
  Told told;
  for (const ApplicationPool& pool : farm.config.pools) {
    const Effective value = pool.layers.value(setting.attribute, setting.element);
    if (value.written() && wrong(pool, value) && told.first(value.at)) report(pool, value);
  }
}

void offer(Finding& finding, const ApplicationPool& pool, const PoolSetting& setting,
           const Effective& value, std::string_view right) {
  finding.about(about(pool));
  if (value.origin != Origin::Own)
    finding.note(pool.element->at, "{} inherits it", pool.name.value);
  Fix fix{.description = fmt::format("set {} to {}", setting.attribute, right)};
  fix.edits.push_back({.at = value.at, .text = std::string(right)});
  if (value.origin == Origin::Own) {
    const std::string name = setting.element.empty()
                                 ? std::string(setting.attribute)
                                 : fmt::format("{}.{}", setting.element, setting.attribute);
    fix.commands.push_back(appcmd_set_pool(pool.name.value, name, right));
  }
  finding.fix(std::move(fix));
}

}  // namespace farmlint::rules
