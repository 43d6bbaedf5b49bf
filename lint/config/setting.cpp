#include "lint/config/setting.h"

namespace farmlint {

void Setting::look_up(const ConfigObject& object) {
  defaults_ = object.defaults;
  inherited_ = object.layers().value(attribute_, path_);
}

}  // namespace farmlint
