#include "lint/schema/keys.h"

#include <algorithm>

#include "lint/text.h"

namespace farmlint {

bool same_value(const AttributeType& type, std::string_view one, std::string_view other) {
  if (is_number(type)) {
    const auto number = parse_integer(one);
    if (number) return number == parse_integer(other);
  }
  return type.case_sensitive ? one == other : iequals(one, other);
}

std::string_view key_value(const XmlElement& element, const AttributeType& type) {
  const auto written = element.attribute(type.name);
  return written ? written->value() : type.default_value.value_or("");
}

bool same_item(const CollectionType& collection, const XmlElement& one, const XmlElement& other) {
  const auto same = [&](const AttributeType* key) {
    return same_value(*key, key_value(one, *key), key_value(other, *key));
  };
  const auto same_written = [&](const AttributeType* key) {
    return one.has(key->name) && other.has(key->name) && same(key);
  };
  return std::ranges::any_of(collection.unique_keys, same_written) ||
         (!collection.combined_keys.empty() && std::ranges::all_of(collection.combined_keys, same));
}

}  // namespace farmlint
