// The effective values of an element and of all below it, each with where it comes from.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/config/effective.h"
#include "lint/schema/schema_model.h"
#include "lint/source.h"
#include "lint/xml.h"

namespace farmlint {

// A layer and what it is called: "siteDefaults", "applicationDefaults of the site", "Shop/api".
struct NamedLayer {
  const XmlElement* element = nullptr;
  Origin origin = Origin::None;
  std::string name;
};

std::vector<NamedLayer> named(const Layers& layers);

struct ShownValue {
  std::string name;   // "processModel/identityType"
  std::string value;  // of a secret, a word that says whether there is one
  Origin origin = Origin::None;
  std::string from{};   // the layer's name, unless it is the object itself
  Location at{};        // if it is written
  Key key = Key::None;  // of an item: tells it from the others
  bool secret = false;  // the schema marks it as encrypted
  bool locked = false;  // for what lies below

  bool written() const { return origin < Origin::Schema; }
};

struct ShownItem;

struct ShownCollection {
  std::string name;  // the way to the element that holds the items: "files"; empty: directly
  std::vector<ShownItem> items;
};

struct ShownValues {
  std::vector<ShownValue> values;
  std::vector<ShownCollection> collections;
  // Elements that other products add, and nobody writes.
  std::vector<std::string> left_out;
};

struct ShownItem {
  std::string element;  // "add"
  Origin origin = Origin::None;
  std::string from{};
  Location at{};
  bool locked = false;
  std::optional<Location> removed_at{};  // the <remove> or <clear/> that drops it
  ShownValues content{};                 // what it writes
};

// In the order of the schema. `layers`: nearest first. `apart`: names directly below the element
// that are left out.
ShownValues effective_values(std::span<const NamedLayer> layers, const ElementType& type,
                             std::span<const std::string_view> apart = {});

// nullptr if there is none of that name.
const ShownValue* find(const ShownValues& values, std::string_view name);

}  // namespace farmlint
