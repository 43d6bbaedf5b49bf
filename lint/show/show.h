// What `farmlint show` tells of one object: its effective values, and what belongs to it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/show/object.h"
#include "lint/show/values.h"

namespace farmlint {

struct ShownBinding {
  const Binding* binding = nullptr;
  Origin origin = Origin::None;
  std::string from{};
  // The nodes on which requests reach it, of those that the site belongs on; nullopt if nobody
  // can know: no manifest, or no address that can be read.
  std::optional<std::vector<std::size_t>> live_on{};
};

struct ShownApplication {
  std::string name;      // "Shop/api"
  std::string pool;      // by name
  std::string identity;  // in words
  Effective physical_path{};
  Location at{};
};

struct ShownDirectory {
  std::string_view path;
  Location at{};
  ShownValues content{};
};

// Views the farm.
struct Shown {
  const Farm* farm = nullptr;
  ObjectKind kind = ObjectKind::Site;
  std::string name;                   // "Shop", "Shop/api", "system.webServer/security/access"
  std::string path{};                 // of a section: where it is asked for
  std::optional<Location> at{};       // of a section: the nearest place where it is written, if any
  std::vector<ShownValue> derived{};  // what follows from several values: "identity"
  std::vector<ShownBinding> bindings{};
  std::vector<ShownApplication> applications{};  // of a site; those that a pool runs
  std::vector<ShownDirectory> directories{};
  ShownValues content{};
  std::string also{};  // another object that the same word names: "pool:Shop"
};

Shown show_object(const Farm& farm, const ObjectName& object);

}  // namespace farmlint
