// Who decides whether a web.config may set a section.
#pragma once

#include <string_view>

#include "lint/config/config_model.h"
#include "lint/xml.h"

namespace farmlint {

struct SectionLock {
  const XmlElement* by = nullptr;  // a <location> of applicationHost.config, or the declaration
  Text mode;  // "Allow", "Deny"; empty where the declaration says nothing: IIS then allows it

  bool by_location() const { return by->name() == "location"; }
};

// The nearest <location> around the path, which is normalized, that holds the section and says
// Allow or Deny; else what the declaration says.
SectionLock section_lock(const ConfigModel& config, std::string_view path, std::string_view section,
                         const XmlElement& declaration);

}  // namespace farmlint
