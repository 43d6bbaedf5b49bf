// Compares an element and all below it with its schema type.
#pragma once

#include <string_view>
#include <vector>

#include "lint/schema/key_check.h"
#include "lint/schema/problems.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

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
  void attributes(const XmlElement& element, const ElementType& type);

 private:
  // What is around an element, as far as it matters to it.
  struct Around {
    bool lax = false;
    bool in_item = false;
    const XmlElement* defaults = nullptr;  // where its own defaults stand
  };

  void element(const XmlElement& element, const ElementType& type, Around around);
  void attributes(const XmlElement& element, const ElementType& type, bool lax);
  void value(const XmlElement& element, const XmlAttribute& attribute, const AttributeType& type);
  void computed_attribute(const XmlElement& element, const XmlAttribute& attribute);
  void unusual_value(const XmlElement& element, const XmlAttribute& attribute,
                     const AttributeType& type);
  void foreign_attribute(const XmlElement& element, const ElementType& type,
                         const XmlAttribute& attribute, bool lax);
  bool framework_attribute(const XmlElement& element, const ElementType& type,
                           const XmlAttribute& attribute);
  void unknown_attribute(const XmlElement& element, const ElementType& type,
                         const XmlAttribute& attribute);
  void missing_attributes(const XmlElement& element, const ElementType& type);
  void children(const XmlElement& element, const ElementType& type, Around around);
  void child(const XmlElement& child, const ChildType& found, Around around);
  void computed_child(const XmlElement& child);
  void directive(const XmlElement& directive, const ChildType& found, bool lax);
  void missing_key(const XmlElement& directive, const ElementType& type);
  void unknown_child(const XmlElement& parent, const ElementType& type, const XmlElement& child);
  void unsupported_directive(const XmlElement& parent, const ElementType& type,
                             const XmlElement& directive);
  void repeated_child(const XmlElement& parent, const XmlElement& child);
  void missing_children(const XmlElement& element, const ElementType& type);
  // `items`: how many there are, with directives.
  void keys(const XmlElement& element, const ElementType& type, Around around, std::size_t items);
  // The level and the words of a name that is not near any other.
  Severity level_of_unknown(bool near) const;

  Problems& problems_;
  TreeRules rules_;
  KeyCheck::Scratch scratch_;
};

}  // namespace farmlint
