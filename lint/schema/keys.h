// When two items of a collection are one and the same to IIS.
#pragma once

#include <cstdint>
#include <string_view>

#include "lint/hash.h"
#include "lint/schema/schema_model.h"
#include "lint/schema/value.h"
#include "lint/xml.h"

namespace farmlint {

inline bool is_number(const AttributeType& type) {
  return type.type == ValueType::Uint || type.type == ValueType::Int ||
         type.type == ValueType::Int64;
}
// As the type compares: numbers by what they mean, names ignoring case unless it counts.
bool same_value(const AttributeType& type, std::string_view one, std::string_view other);
// Mixes in a value; what same_value() takes for one makes the same hash.
inline std::uint64_t mix_value(std::uint64_t hash, const AttributeType& type,
                               std::string_view value) {
  const auto number = is_number(type) ? parse_integer(value) : std::nullopt;
  return number ? mix(hash, static_cast<std::uint64_t>(*number)) : mix_ignoring_case(hash, value);
}
// What is written, else the schema's default.
std::string_view key_value(const XmlElement& element, const AttributeType& type);
// Whether a <remove> means the item, or two items have the same key.
bool same_item(const CollectionType& collection, const XmlElement& one, const XmlElement& other);

}  // namespace farmlint
