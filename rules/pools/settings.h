// What pools and applications inherit from defaults has one cause, and is told once.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

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

// Every place where a pool's setting is written and `wrong`, each once, with the first pool there.
void each_pool_place(const Farm& farm, const PoolSetting& setting,
                     const std::function<bool(const ApplicationPool&, const Effective&)>& wrong,
                     const std::function<void(const ApplicationPool&, const Effective&)>& report);

// Sets it where it is written; a command only for the pool's own value.
void offer(Finding& finding, const ApplicationPool& pool, const PoolSetting& setting,
           const Effective& value, std::string_view right);

}  // namespace farmlint::rules
