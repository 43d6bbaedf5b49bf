#include "lint/config/section_lock.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "lint/config/sections.h"
#include "lint/text.h"

namespace farmlint {
namespace {

bool holds(const XmlElement& location, std::string_view section) {
  return std::ranges::any_of(location.children(), [section](const XmlElement& group) {
    return !sections_below(std::array{&group}, section).empty();
  });
}

}  // namespace

SectionLock section_lock(const ConfigModel& config, std::string_view path, std::string_view section,
                         const XmlElement& declaration) {
  SectionLock lock{&declaration, declaration.value("overrideModeDefault")};
  std::size_t depth = 0;
  for (const ConfigLocation& location : config.locations) {
    const Text mode = location.element->value("overrideMode");
    const bool decides = iequals(mode.value, "Allow") || iequals(mode.value, "Deny");
    if (!decides) continue;
    const std::string at = location.normalized();
    if (!path_covers(at, path) || at.size() < depth || !holds(*location.element, section)) continue;
    lock = {location.element, mode};
    depth = at.size();
  }
  return lock;
}

}  // namespace farmlint
