#include "lint/config/items.h"

#include "lint/text.h"

namespace farmlint {

std::vector<const XmlElement*> server_items(const SectionValues& sections, std::string_view section,
                                            std::string_view add, std::string_view key) {
  std::vector<const XmlElement*> items;
  for (const SectionPlace& place : sections.everywhere(section)) {
    if (!place.path.empty()) continue;
    for (const XmlElement& child : place.section->children()) {
      if (child.name == add) items.push_back(&child);
      if (child.name == "clear") items.clear();
      if (child.name == "remove")
        std::erase_if(items, [&](const XmlElement* item) {
          return iequals(item->value(key).value, child.value(key).value);
        });
    }
  }
  return items;
}

std::vector<const XmlElement*> written_items(const SectionValues& sections,
                                             std::string_view section, std::string_view add) {
  std::vector<const XmlElement*> items;
  for (const SectionPlace& place : sections.everywhere(section))
    for (const XmlElement& child : place.section->children())
      if (child.name == add) items.push_back(&child);
  return items;
}

std::vector<std::string_view> comma_list(std::string_view text) {
  std::vector<std::string_view> list;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const std::string_view word = trim(text.substr(0, comma));
    if (!word.empty()) list.push_back(word);
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return list;
}

}  // namespace farmlint
