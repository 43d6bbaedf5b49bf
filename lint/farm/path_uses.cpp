#include "lint/farm/path_uses.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "lint/config/sections.h"
#include "lint/config/setting.h"

namespace farmlint {
namespace {

// A folder that each site may have, or share with others.
struct SiteFolder {
  std::string_view own;
  std::string_view shared;
  Setting directory;
  Setting enabled;
};

class Paths {
 public:
  Paths(const Farm& farm, const std::function<void(const PathUse&)>& visit)
      : farm_(farm), visit_(visit) {}

  void all() {
    for (const Site& site : farm_.config.sites) add_site(site);
    add_section("system.webServer/httpCompression", "", "directory", "compressed files");
    if (!value("system.applicationHost/configHistory", "enabled").is("false"))
      add_section("system.applicationHost/configHistory", "", "path", "the configuration history");
    const Effective mode = value("system.applicationHost/log", "centralLogFileMode");
    if (mode.is("CentralBinary"))
      add_section("system.applicationHost/log", "centralBinaryLogFile", "directory",
                  "the central log");
    if (mode.is("CentralW3C"))
      add_section("system.applicationHost/log", "centralW3CLogFile", "directory",
                  "the central log");
    add_section("system.webServer/fastCgi", "application", "fullPath", "a FastCGI program");
  }

 private:
  Effective value(std::string_view section, std::string_view attribute) const {
    return farm_.sections.value("", {.section = section, .attribute = attribute});
  }

  void add(const PathUse& use) {
    if (!use.path.value.empty()) visit_(use);
  }
  // What defaults say, they say for many.
  void add(Origin origin, const PathUse& use) {
    if (origin == Origin::Own || seen_.insert(use.path.at).second) add(use);
  }

  void add_site(const Site& site) {
    for (const Application& application : site.applications) {
      for (const VirtualDirectory& directory : application.virtual_directories) {
        const Effective path = directory.physical_path();
        if (path.written())
          add(path.origin, {.path = {.value = path.value, .at = path.at},
                            .kind = "content",
                            .site = &site,
                            .application = &application,
                            .directory = &directory});
      }
    }
    add_folder(site, logs_);
    add_folder(site, traces_);
  }

  void add_folder(const Site& site, SiteFolder& of) {
    const Effective folder = of.directory.of(site);
    if (!folder.written() || !of.enabled.of(site).is("true")) return;
    const bool is_own = folder.origin == Origin::Own;
    add(folder.origin, {.path = {.value = folder.value, .at = folder.at},
                        .kind = is_own ? of.own : of.shared,
                        .section = is_own ? "" : "system.applicationHost/sites",
                        .site = is_own ? &site : nullptr});
  }

  void add_section(std::string_view section, std::string_view child, std::string_view attribute,
                   std::string_view what) {
    for (const SectionPlace& place : farm_.sections.everywhere(section)) {
      if (child.empty())
        add({.path = place.section->value(attribute), .kind = what, .section = section});
      for (const XmlElement& item : place.section->children())
        if (item.name() == child)
          add({.path = item.value(attribute), .kind = what, .section = section});
    }
  }

  const Farm& farm_;
  const std::function<void(const PathUse&)>& visit_;
  SiteFolder logs_{.own = "logs",
                   .shared = "logs of all sites",
                   .directory = Setting("directory", "logFile"),
                   .enabled = Setting("enabled", "logFile")};
  SiteFolder traces_{.own = "failed-request traces",
                     .shared = "failed-request traces of all sites",
                     .directory = Setting("directory", "traceFailedRequestsLogging"),
                     .enabled = Setting("enabled", "traceFailedRequestsLogging")};
  std::set<Location> seen_;
};

}  // namespace

std::string PathUse::what() const {
  if (site == nullptr) return std::string(kind);
  const auto below = [](std::string_view at) { return at == "/" ? std::string_view() : at; };
  return fmt::format("{} of {}{}{}", kind, site->name().value,
                     application == nullptr ? "" : below(application->path().value),
                     directory == nullptr ? "" : below(directory->path().value));
}

Subject PathUse::subject() const {
  if (application != nullptr) return about(*site, *application);
  if (site != nullptr) return about(*site);
  Subject subject;
  subject.object = section;
  return subject;
}

void each_path_use(const Farm& farm, const std::function<void(const PathUse&)>& visit) {
  Paths(farm, visit).all();
}

}  // namespace farmlint
