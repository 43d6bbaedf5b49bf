// Effective values: the nearest of an object's own attribute, the defaults around it, and the
// schema's default, together with where it came from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lint/schema/schema_model.h"
#include "lint/text.h"
#include "lint/xml.h"

namespace farmlint {

enum class Origin : std::uint8_t {
  Own,              // written on the object itself
  NestedDefaults,   // a defaults element inside the site or the application
  SectionDefaults,  // siteDefaults, applicationDefaults, … of the section
  Inherited,        // of a section: written for a path above, or for all sites
  Schema,           // nobody wrote it
  None,             // not even the schema has a default
};

struct Effective {
  std::string_view value;
  Location at;  // where it is written; for Schema and None the object's start tag
  Origin origin = Origin::None;

  bool written() const { return origin < Origin::Schema; }
  // In any letter case; `wanted` is ASCII.
  bool is(std::string_view wanted) const {
    return value.size() == wanted.size() && iequals(value, wanted);
  }
};

// The element at `path` below another one ("processModel", "recycling/periodicRestart"; empty for
// the element itself); nullptr if nobody wrote it.
const XmlElement* child_at(const XmlElement& element, std::string_view path);
// The attribute of the element at `path`; none if nobody wrote it. Inlined for what is asked of
// every object: most paths are one name or none, and the compiler often knows them.
[[gnu::always_inline]] inline std::optional<XmlAttribute> find_written(const XmlElement& element,
                                                                       std::string_view attribute,
                                                                       std::string_view path) {
  const XmlElement* holder = &element;
  if (path.find('/') != std::string_view::npos)
    holder = child_at(element, path);
  else if (!path.empty())
    holder = element.child(path);
  return holder == nullptr ? std::nullopt : holder->attribute(attribute);
}
// What the schema says about it, placed at `at`. `type` may be nullptr.
Effective schema_default(const ElementType* type, std::string_view attribute, std::string_view path,
                         const Location& at);

// An element that says something about an object.
struct Layer {
  const XmlElement* element = nullptr;
  Origin origin = Origin::None;
};

// What stands around all objects of one list: the elements with their defaults, nearest first, and
// what the schema says of such an object.
class Defaults {
 public:
  Defaults() = default;
  explicit Defaults(const ElementType* type) : type_(type) {}

  // Adds an element behind those already there; nullptr is skipped.
  void then(const XmlElement* defaults, Origin origin);

  const ElementType* type() const { return type_; }
  std::span<const Layer> layers() const { return std::span(layers_).first(count_); }

 private:
  // Virtual directories have most: of their application, its site, all sites.
  static constexpr std::size_t most = 3;

  const ElementType* type_ = nullptr;
  std::array<Layer, most> layers_{};
  std::size_t count_ = 0;
};

// The elements that say something about one object, nearest first: itself, then defaults.
class Layers {
 public:
  Layers(const XmlElement& object, const Defaults& defaults)
      : object_(&object), defaults_(&defaults) {}

  // The value of `attribute` on the child at `path`. An attribute that is written counts, also when
  // it is empty.
  Effective value(std::string_view attribute, std::string_view path = {}) const;
  // What somebody wrote, without asking the schema; of Origin::None if nobody did.
  Effective written(std::string_view attribute, std::string_view path = {}) const;
  // As value(), for attributes that IIS takes for absent when they are empty.
  Effective filled_value(std::string_view attribute, std::string_view path = {}) const;

  const ElementType* type() const { return defaults_->type(); }
  std::vector<Layer> all() const;

 private:
  enum class Empty : std::uint8_t { Counts, IsAbsent };

  Effective written(std::string_view attribute, std::string_view path, Empty empty) const;
  Effective value(std::string_view attribute, std::string_view path, Empty empty) const;

  const XmlElement* object_;
  const Defaults* defaults_;
};

}  // namespace farmlint
