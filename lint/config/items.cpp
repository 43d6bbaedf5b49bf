#include "lint/config/items.h"

#include <algorithm>
#include <cstddef>

#include "lint/schema/keys.h"
#include "lint/text.h"

namespace farmlint {

namespace {

void remove(std::vector<CollectionItem>& items, const XmlElement& directive,
            const CollectionType& collection) {
  const bool all = directive.name() == collection.clear;
  for (CollectionItem& item : items)
    if (item.removed_by == nullptr && (all || same_item(collection, *item.element, directive)))
      item.removed_by = &directive;
}

// Takes the first word off a list.
std::string_view next_word(std::string_view& list) {
  const auto comma = list.find(',');
  const std::string_view word = trim(list.substr(0, comma));
  list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  return word;
}

}  // namespace

std::vector<CollectionItem> items_of(std::span<const XmlElement* const> levels,
                                     const CollectionType& collection) {
  std::vector<CollectionItem> items;
  for (const XmlElement* level : levels) {
    auto next = static_cast<std::ptrdiff_t>(collection.merge_append ? items.size() : 0);
    for (const XmlElement& child : level->children()) {
      if (std::ranges::find(collection.adds, child.name()) != collection.adds.end()) {
        items.insert(items.begin() + next++, {.element = &child});
      } else if (child.name() == collection.remove || child.name() == collection.clear) {
        remove(items, child, collection);
      }
    }
  }
  return items;
}

std::vector<const XmlElement*> server_items(const SectionValues& sections, std::string_view section,
                                            std::string_view add) {
  std::vector<const XmlElement*> items;
  const SchemaModel* const schema = sections.schema();
  const ElementType* const type = schema == nullptr ? nullptr : schema->section(section);
  const CollectionType* const collection = type == nullptr ? nullptr : type->collection_of(add);
  if (collection == nullptr) return items;
  std::vector<const XmlElement*> levels;
  for (const SectionPlace& place : sections.everywhere(section))
    if (place.path.empty()) levels.push_back(place.section);
  for (const CollectionItem& item : items_of(levels, *collection))
    if (item.removed_by == nullptr && item.element->name() == add) items.push_back(item.element);
  return items;
}

std::vector<const XmlElement*> written_items(const SectionValues& sections,
                                             std::string_view section, std::string_view add) {
  std::vector<const XmlElement*> items;
  for (const SectionPlace& place : sections.everywhere(section))
    for (const XmlElement& child : place.section->children())
      if (child.name() == add) items.push_back(&child);
  return items;
}

std::vector<std::string_view> comma_list(std::string_view text) {
  std::vector<std::string_view> list;
  while (!text.empty())
    if (const std::string_view word = next_word(text); !word.empty()) list.push_back(word);
  return list;
}

bool lists(std::string_view text, std::string_view word) {
  while (!text.empty()) {
    // It is often the only one.
    if (same_text(text, word)) return true;
    if (const std::string_view next = next_word(text); !next.empty() && iequals(next, word))
      return true;
  }
  return false;
}

Location place_of(std::string_view word, const Text& value) {
  if (value.at.end - value.at.begin != value.value.size()) return value.at;
  const auto offset = static_cast<std::uint32_t>(word.data() - value.value.data());
  const std::uint32_t begin = value.at.begin + offset;
  return {.file = value.at.file,
          .begin = begin,
          .end = begin + static_cast<std::uint32_t>(word.size())};
}

}  // namespace farmlint
