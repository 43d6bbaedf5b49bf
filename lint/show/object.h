// What `farmlint show` is asked about: the site, application, pool or section that a word means.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/farm/farm.h"

namespace farmlint {

enum class ObjectKind : std::uint8_t { Site, Application, Pool, Section };

// Views the farm.
struct ObjectName {
  ObjectKind kind = ObjectKind::Site;
  const Site* site = nullptr;                // of a site and an application
  const Application* application = nullptr;  // of an application
  const ApplicationPool* pool = nullptr;     // of a pool
  std::string_view section{};                // its full name
  std::string path{};  // of a section: "Shop/api"; empty: what all sites start from
};

// "Shop", "site:Shop"; "Shop/api", "Shop/" (the root application); "ShopPool", "pool:Shop";
// "system.webServer/security/access@Shop/api", "access@", "access". A site goes before a pool, both
// before a section. nullopt if the farm has no such object.
std::optional<ObjectName> find_object(const Farm& farm, std::string_view words);

// Why none of the farms has it, with the nearest name. `farms` is not empty.
std::string unknown_object(std::span<const Farm* const> farms, std::string_view words);

}  // namespace farmlint
