// Compares an element and all below it with its schema type.
#pragma once

#include <cstdint>
#include <string_view>

#include "lint/schema/key_check.h"
#include "lint/schema/problems.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

struct ValueFault;

// How a name that the schema does not have is taken.
enum class Unknowns : std::uint8_t { Wrong, MaybeOfModule };
// Whether a <remove> can concern items that this file does not show.
enum class Inherited : std::uint8_t { Possible, Nothing };
// The language of IIS has lock attributes and the like on every element.
enum class Dialect : std::uint8_t { Iis, Plain };

struct TreeRules {
  Unknowns unknowns = Unknowns::Wrong;
  Inherited inherited = Inherited::Possible;
  Dialect dialect = Dialect::Iis;
  bool config_source_allowed = false;
};

class TreeCheck {
 public:
  TreeCheck(Problems& problems, const TreeRules& rules) : problems_(problems), rules_(rules) {}

  void check(const XmlElement& checked, const ElementType& type);
  // The attributes only.
  void attributes(const XmlElement& element, const ElementType& type) {
    attributes(element, type, Around{});
  }

 private:
  // What is around an element, as far as it matters to it.
  struct Around {
    bool lax = false;
    bool in_item = false;
    bool alone = false;                    // no sibling: no other item has its key
    const XmlElement* defaults = nullptr;  // where its own defaults stand
  };

  void content(const XmlElement& element, const ElementType& type, const Around& around);
  // Notes the keys that are written; returns a hash of the combined ones.
  std::uint64_t attributes(const XmlElement& element, const ElementType& type,
                           const Around& around);
  void value(const XmlElement& element, XmlAttribute attribute, const AttributeType& type);
  void computed_attribute(const XmlElement& element, XmlAttribute attribute);
  void wrong_value(const XmlElement& element, XmlAttribute attribute, const AttributeType& type,
                   const ValueFault& fault);
  void foreign_attribute(const XmlElement& element, const ElementType& type, XmlAttribute attribute,
                         bool lax);
  bool framework_attribute(const XmlElement& element, const ElementType& type,
                           XmlAttribute attribute);
  void unknown_attribute(const XmlElement& element, const ElementType& type,
                         XmlAttribute attribute);
  void missing_attributes(const XmlElement& element, const ElementType& type);
  void children(const XmlElement& element, const ElementType& type, const Around& around);
  static Around inside_of(const ChildType& found, Around around);
  void child(const XmlElement& child, const ChildType& found, const Around& around);
  void computed_child(const XmlElement& child);
  void directive(const XmlElement& directive, const ChildType& found, bool lax);
  void missing_key(const XmlElement& directive, const ElementType& type);
  void unknown_child(const XmlElement& parent, const ElementType& type, const XmlElement& child);
  void unsupported_directive(const XmlElement& parent, const ElementType& type,
                             const XmlElement& directive);
  void repeated_child(const XmlElement& parent, const XmlElement& child);
  void missing_children(const XmlElement& element, const ElementType& type);
  void repeated_keys(const XmlElement& element, const ElementType& type, const Around& around);
  // The level and the words of a name that is not near any other.
  Severity level_of_unknown(bool near) const;

  Problems& problems_;
  TreeRules rules_;
  KeyHashes keys_;
};

}  // namespace farmlint
