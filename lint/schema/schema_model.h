// What IIS's schema says: sections, elements, collections, attributes. From it come the XSD for
// the grammar, the wording of messages, keys, defaults and encrypted attributes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace farmlint {

enum class ValueType : std::uint8_t { Bool, Enum, Flags, Uint, Int, Int64, String, TimeSpan, Date };
enum class TimeSpanFormat : std::uint8_t { Text, Seconds, Minutes };
enum class Key : std::uint8_t { None, Unique, Combined };
enum class Validator : std::uint8_t {
  None,
  IntegerRange,
  TimeSpanRange,
  NonEmptyString,
  ApplicationPoolName,
  SiteName,
  ApplicationPath,
  VirtualDirectoryPath,
  RequireTrimmedString,
};

struct NamedValue {
  std::string name;
  std::int64_t number = 0;
};

struct AttributeType {
  std::string name;
  ValueType type = ValueType::String;
  bool required = false;
  Key key = Key::None;
  std::optional<std::string> default_value;
  std::vector<NamedValue> values;  // of enum and flags
  Validator validator = Validator::None;
  // Of the two range validators; seconds for time spans.
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  std::int64_t granularity = 1;
  bool exclude = false;  // the value must lie outside the range
  TimeSpanFormat time_span_format = TimeSpanFormat::Text;
  bool allow_infinite = false;
  bool case_sensitive = false;
  bool expanded = false;   // %VAR% is replaced on each node
  bool encrypted = false;  // a secret: never print it
  bool dynamic = false;    // computed at run time; not for files
  std::string since;       // the first IIS version that has it ("8.0", "10.0.16299"), or empty
};

struct ElementType;

// The items of an element, and the directives that change what is inherited.
struct CollectionType {
  std::vector<std::string> adds;
  std::string remove;  // empty: no such directive here
  std::string clear;
  std::string default_element;  // the sibling that holds the defaults of items
  bool merge_append = true;
  bool allow_duplicates = false;
  bool allow_unrecognized = false;
  std::unique_ptr<ElementType> item;
};

struct ElementType {
  std::string name;
  std::vector<AttributeType> attributes;
  std::vector<std::unique_ptr<ElementType>> children;
  std::vector<CollectionType> collections;
  bool allow_unrecognized = false;
  bool is_default = false;  // holds defaults, like siteDefaults
  bool dynamic = false;
  std::string since;

  const AttributeType* attribute(std::string_view wanted) const;
  // A child element or the item of a collection; nullptr for directives and unknown names.
  const ElementType* child(std::string_view wanted) const;
  const CollectionType* collection_of(std::string_view add_name) const;
};

}  // namespace farmlint
