#include "lint/farm/path_uses.h"

#include <set>
#include <utility>

#include "lint/config/sections.h"

namespace farmlint {
namespace {

class Paths {
 public:
  explicit Paths(const Farm& farm) : farm_(farm) {}

  std::vector<PathUse> all() {
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
    return std::move(uses_);
  }

 private:
  Effective value(std::string_view section, std::string_view attribute) const {
    return farm_.sections.value("", {.section = section, .attribute = attribute});
  }

  void add(const Text& path, std::string what, Subject subject, const Site* site) {
    if (path.value.empty() || !seen_.insert(path.at).second) return;
    uses_.push_back(
        {.path = path, .what = std::move(what), .subject = std::move(subject), .site = site});
  }

  void add_site(const Site& site) {
    for (const Application& application : site.applications) {
      for (const VirtualDirectory& directory : application.virtual_directories) {
        const Effective& path = directory.physical_path;
        if (!path.written()) continue;
        const std::string below =
            directory.path.value == "/" ? "" : std::string(directory.path.value);
        add({.value = path.value, .at = path.at},
            fmt::format("content of {}{}{}", site.name.value,
                        application.path.value == "/" ? "" : application.path.value, below),
            about(site, application), &site);
      }
    }
    add_setting(site, "logFile", "logs");
    add_setting(site, "traceFailedRequestsLogging", "failed-request traces");
  }

  void add_setting(const Site& site, std::string_view element, std::string_view what) {
    const Effective folder = site.layers.value("directory", element);
    if (!folder.written() || !site.layers.value("enabled", element).is("true")) return;
    add({.value = folder.value, .at = folder.at},
        folder.origin == Origin::Own ? fmt::format("{} of {}", what, site.name.value)
                                     : fmt::format("{} of all sites", what),
        about(site), folder.origin == Origin::Own ? &site : nullptr);
  }

  void add_section(std::string_view section, std::string_view child, std::string_view attribute,
                   std::string_view what) {
    for (const SectionPlace& place : farm_.sections.everywhere(section)) {
      if (child.empty()) add_attribute(*place.section, section, attribute, what);
      for (const XmlElement& item : place.section->children())
        if (item.name == child) add_attribute(item, section, attribute, what);
    }
  }

  void add_attribute(const XmlElement& element, std::string_view section,
                     std::string_view attribute, std::string_view what) {
    Subject subject;
    subject.object = section;
    add(element.value(attribute), std::string(what), std::move(subject), nullptr);
  }

  const Farm& farm_;
  std::set<Location> seen_;
  std::vector<PathUse> uses_;
};

}  // namespace

std::vector<PathUse> path_uses(const Farm& farm) {
  return Paths(farm).all();
}

}  // namespace farmlint
