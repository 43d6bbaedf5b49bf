// The frame of a configuration file: declared sections, locations, and where a section stands.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lint/config/config_model.h"

namespace farmlint {

std::vector<SectionDeclaration> read_declarations(const XmlElement& config_sections);
std::vector<ConfigLocation> read_locations(const XmlElement& root);

// Every <system.applicationHost> at the file's own level: directly, or in a <location> whose path
// is "" or ".".
std::vector<const XmlElement*> read_host_groups(const XmlElement& root);

// Every occurrence of a section in them. One section twice is an error, but its items are still
// read.
std::vector<const XmlElement*> application_host_sections(const ConfigModel& config,
                                                         std::string_view name);

// Every occurrence of a section ("system.webServer/security/access") below elements that stand at
// one level, the one written last at the end. A group may be opened several times.
std::vector<const XmlElement*> sections_below(std::span<const XmlElement* const> groups,
                                              std::string_view section);

// Whether what is said for a location counts at the path. Both are normalized.
bool path_covers(std::string_view location, std::string_view path);

// As sites are compared by name: lower case, no trailing '/'; "." is "".
std::string normalize_location(std::string_view path);

}  // namespace farmlint
