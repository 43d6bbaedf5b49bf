// The items of a collection as they stand after <add>, <remove> and <clear/>.
#pragma once

#include <string_view>
#include <vector>

#include "lint/config/section_values.h"
#include "lint/xml.h"

namespace farmlint {

// Of the server level: what all sites start from. `add` names the items ("add", "filter"), `key`
// the attribute that <remove> names.
std::vector<const XmlElement*> server_items(const SectionValues& sections, std::string_view section,
                                            std::string_view add = "add",
                                            std::string_view key = "name");

// Every item that is written for any path.
std::vector<const XmlElement*> written_items(const SectionValues& sections,
                                             std::string_view section,
                                             std::string_view add = "add");

// The words between commas, trimmed; empty ones left out.
std::vector<std::string_view> comma_list(std::string_view text);

}  // namespace farmlint
