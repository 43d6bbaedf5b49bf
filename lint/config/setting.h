// A setting that a rule asks of many objects.
#pragma once

#include <string_view>

#include "lint/config/config_model.h"
#include "lint/config/effective.h"

namespace farmlint {

// Objects that share their defaults, as nearly all of a list do, get the same value unless they
// write one themselves: it is looked up once. For one thread at a time.
class Setting {
 public:
  // As for Layers::value().
  explicit Setting(std::string_view attribute, std::string_view path = {})
      : attribute_(attribute), path_(path) {}

  // The value of Layers::value(). Inlined, as rules ask it of every object: the compiler then
  // compares names that it knows, as long as no call gets hold of the Setting itself.
  [[gnu::always_inline]] Effective of(const ConfigObject& object) {
    if (const auto own = find_written(*object.element, attribute_, path_))
      return {.value = own->value(), .at = own->value_at(), .origin = Origin::Own};
    if (object.defaults != defaults_) {
      defaults_ = object.defaults;
      inherited_ = object.layers().value(attribute_, path_);
    }
    Effective value = inherited_;
    if (!value.written()) value.at = object.element->at();
    return value;
  }

 private:
  std::string_view attribute_;
  std::string_view path_;
  const Defaults* defaults_ = nullptr;  // those that were asked last
  Effective inherited_;                 // what an object has that writes nothing
};

}  // namespace farmlint
