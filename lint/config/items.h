// The items of a collection as they stand after <add>, <remove> and <clear/>.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lint/config/section_values.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

struct CollectionItem {
  const XmlElement* element = nullptr;
  const XmlElement* removed_by = nullptr;  // the <remove> or <clear/> that drops it
};

// Those that the levels write, from far to near, in the order in which IIS has them; dropped ones
// stay in the list. A level is the element that holds <add>, <remove> and <clear/>.
std::vector<CollectionItem> items_of(std::span<const XmlElement* const> levels,
                                     const CollectionType& collection);

// Of the server level: what all sites start from. `add` names the items ("add", "filter").
std::vector<const XmlElement*> server_items(const SectionValues& sections, std::string_view section,
                                            std::string_view add = "add");

// Every item that is written for any path.
std::vector<const XmlElement*> written_items(const SectionValues& sections,
                                             std::string_view section,
                                             std::string_view add = "add");

// The words between commas, trimmed; empty ones left out.
std::vector<std::string_view> comma_list(std::string_view text);
// Whether a word is one of them, in any letter case.
bool lists(std::string_view text, std::string_view word);
// The place of a word of an attribute's value; of the whole value if that is not written literally.
Location place_of(std::string_view word, const Text& value);

}  // namespace farmlint
