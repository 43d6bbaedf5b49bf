// What pools and applications inherit from defaults has one cause, and is told once.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "lint/config/setting.h"
#include "lint/farm/farm.h"

namespace farmlint::rules {

// Places about which something was said already.
class Told {
 public:
  bool first(const Location& at) { return seen_.insert(at).second; }

 private:
  std::set<Location> seen_;
};

// "application pool \"Shop\"", or "application pool \"Shop\", like each that inherits this,".
std::string whose(const ApplicationPool& pool, const Effective& value);
// "application Shop/api", or "application Shop/api, like each that inherits this,".
std::string whose(const Site& site, const Application& application, const Effective& value);

// "Shop/", "Shop/api/img"
std::string name_of(const Site& site, const Application& application,
                    const VirtualDirectory& directory);

// The attribute of a pool: "processModel", "idleTimeout".
struct PoolSetting {
  std::string_view element;
  std::string_view attribute;
};

// Every place where a pool's setting is written and wrong(pool, value), once for each:
// report(pool, value) with the first pool there.
template <typename Wrong, typename Report>
void each_pool_place(const Farm& farm, const PoolSetting& setting, const Wrong& wrong,
                     const Report& report) {
  Told told;
  Setting values(setting.attribute, setting.element);
  for (const ApplicationPool& pool : farm.config.pools) {
    const Effective value = values.of(pool);
    if (value.written() && wrong(pool, value) && told.first(value.at)) report(pool, value);
  }
}

// Sets it where it is written; a command only for the pool's own value.
void offer(Finding& finding, const ApplicationPool& pool, const PoolSetting& setting,
           const Effective& value, std::string_view right);

}  // namespace farmlint::rules
