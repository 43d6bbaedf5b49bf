// What `farmlint show` prints.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lint/show/show.h"

namespace farmlint::reporters {

// One object of each farm that has it. `format` is text or json.
std::string render_show(std::span<const Shown> objects, std::string_view format, bool color);

}  // namespace farmlint::reporters
