// Which applications ASP.NET runs, and what is known of the settings it gives them.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/farm/farm.h"

namespace farmlint {

// An application of a started site whose pool loads the .NET Framework; not an ASP.NET Core one.
struct ManagedApplication {
  const Site* site = nullptr;
  const Application* application = nullptr;

  std::string path() const;  // "Shop/api"
};

std::vector<ManagedApplication> managed_applications(const Farm& farm);
// Those that are meant for several nodes, and not called stateless by the manifest.
std::vector<ManagedApplication> stateful_applications(const Farm& farm);

// Whether every front end of the manifest keeps a client on one node.
bool has_affinity(const Farm& farm);

// ASP.NET takes a setting from the web.config of the application or of one above it, else from the
// root web.config and machine.config. Where such a file was not given, nothing can be said.
class AspNetSettings {
 public:
  explicit AspNetSettings(const Farm& farm);

  // Whether the root web.config or machine.config was given.
  bool has_root() const { return has_root_; }
  // Whether the web.config of the application, and of those above it, was given.
  bool knows(const ManagedApplication& application) const;
  // Whether the section is encrypted, or what it says stands in another file.
  bool hides(const ManagedApplication& application, std::string_view section) const;
  // None: a file that may set it was not given, or the section is hidden.
  std::optional<Effective> value(const ManagedApplication& application,
                                 const SectionAttribute& what) const;

 private:
  // The same for applications below a path that is known to set it.
  bool knows_below(std::string_view path, const ManagedApplication& application) const;

  const Farm& farm_;
  bool has_root_ = false;
  std::set<std::string, std::less<>> given_;  // the paths of web.config files, normalized
};

// Applications that get a value from one place, or those of one site that get it from nowhere: told
// once.
struct SettingGroup {
  Effective value;
  std::vector<const ManagedApplication*> applications;

  const ManagedApplication& first() const { return *applications.front(); }
  // Where the value is written, else the first application.
  Location at() const;
  // "Shop/ keeps" and "Shop/ and 3 more applications keep", of "keep".
  std::string words(std::string_view verb) const;
  // The application, if it is the only one; the site, if that is; else the section.
  Subject subject(std::string_view section) const;
};
std::vector<SettingGroup> group_by_place(
    const std::vector<ManagedApplication>& applications,
    const std::function<std::optional<Effective>(const ManagedApplication&)>& value_of);

}  // namespace farmlint
