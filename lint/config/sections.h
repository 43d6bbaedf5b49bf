// The frame of a configuration file: declared sections, locations, and where a section stands.
#pragma once

#include <string_view>
#include <vector>

#include "lint/config/config_model.h"

namespace farmlint {

std::vector<SectionDeclaration> read_declarations(const XmlElement& config_sections);
std::vector<ConfigLocation> read_locations(const XmlElement& root);

// Every occurrence of a section of system.applicationHost at the file's own level: directly, or in
// a <location> whose path is "" or ".". One section twice is an error, but its items are still
// read.
std::vector<const XmlElement*> application_host_sections(const XmlElement& root,
                                                         std::string_view name);

// As sites are compared by name: lower case, no trailing '/'; "." is "".
std::string normalize_location(std::string_view path);

}  // namespace farmlint
