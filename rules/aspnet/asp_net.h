// Which applications run managed code, and which settings they get from where.
#pragma once

#include <string>
#include <vector>

#include "lint/config/identity.h"
#include "lint/farm/farm.h"

namespace farmlint::rules {

struct ManagedApplication {
  const Site* site = nullptr;
  const Application* application = nullptr;
  std::string path;  // "Shop/api"
};

// Applications of started sites whose pool loads the .NET Framework, without ASP.NET Core ones and
// without sites that the manifest calls stateless.
std::vector<ManagedApplication> stateful_applications(const Farm& farm);

// Whether every front end keeps a client on one node.
bool has_affinity(const Farm& farm);

// Applications that get the same value from the same place; told once.
struct SettingGroup {
  Effective value;
  std::vector<const ManagedApplication*> applications;

  std::string words() const;  // "Shop/", "Shop/ and 3 more applications"
};
std::vector<SettingGroup> group_by_place(const Farm& farm,
                                         const std::vector<ManagedApplication>& applications,
                                         const SectionAttribute& what);

}  // namespace farmlint::rules
