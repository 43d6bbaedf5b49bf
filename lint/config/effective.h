// Effective values: the nearest of an object's own attribute, the defaults around it, and the
// schema's default, together with where it came from.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

enum class Origin : std::uint8_t {
  Own,              // written on the object itself
  NestedDefaults,   // a defaults element inside the site or the application
  SectionDefaults,  // siteDefaults, applicationDefaults, … of the section
  Schema,           // nobody wrote it
  None,             // not even the schema has a default
};

struct Effective {
  std::string_view value;
  Location at;  // where it is written; for Schema and None the object's start tag
  Origin origin = Origin::None;

  bool written() const { return origin < Origin::Schema; }
  bool is(std::string_view wanted) const;  // ignores case
};

// The elements that say something about one object, nearest first: itself, then defaults.
class Layers {
 public:
  Layers() = default;
  Layers(const XmlElement& object, const ElementType* type) : object_(&object), type_(type) {}

  // Adds a defaults element behind those already there; nullptr is skipped.
  void then(const XmlElement* defaults, Origin origin);

  // The value of `attribute` on the child at `path` ("processModel", "recycling/periodicRestart";
  // empty for the object itself). An attribute that is written counts, also when it is empty.
  Effective value(std::string_view attribute, std::string_view path = {}) const;

  const XmlElement& object() const { return *object_; }

 private:
  struct Layer {
    const XmlElement* element;
    Origin origin;
  };
  const XmlElement* object_ = nullptr;
  const ElementType* type_ = nullptr;
  std::vector<Layer> defaults_;
};

}  // namespace farmlint
