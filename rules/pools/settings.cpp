#include "rules/pools/settings.h"

#include <fmt/format.h>

#include "lint/commands.h"

namespace farmlint::rules {
namespace {

std::string_view likewise(const Effective& value) {
  return value.origin == Origin::Own ? "" : ", like each that inherits this,";
}

}  // namespace

std::string whose(const ApplicationPool& pool, const Effective& value) {
  return fmt::format("application pool \"{}\"{}", pool.name().value, likewise(value));
}

std::string whose(const Site& site, const Application& application, const Effective& value) {
  return fmt::format("application {}{}{}", site.name().value, application.path().value,
                     likewise(value));
}

std::string name_of(const Site& site, const Application& application,
                    const VirtualDirectory& directory) {
  const std::string_view below = application.path().value == "/" ? "" : application.path().value;
  return fmt::format("{}{}{}", site.name().value, below, directory.path().value);
}

void offer(Finding& finding, const ApplicationPool& pool, const PoolSetting& setting,
           const Effective& value, std::string_view right) {
  finding.about(about(pool));
  Fix fix{.description = fmt::format("set {} to {}", setting.attribute, right)};
  fix.edits.push_back({.at = value.at, .text = std::string(right)});
  if (value.origin == Origin::Own) {
    const std::string name = setting.element.empty()
                                 ? std::string(setting.attribute)
                                 : fmt::format("{}.{}", setting.element, setting.attribute);
    fix.commands.push_back(appcmd_set_pool(pool.name().value, name, right));
  }
  finding.fix(std::move(fix));
}

}  // namespace farmlint::rules
