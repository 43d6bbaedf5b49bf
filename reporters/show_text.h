// `farmlint show` for people: what is written first, with its place; then what the schema says.
#pragma once

#include <string>

#include "lint/show/show.h"
#include "reporters/palette.h"

namespace farmlint::reporters {

std::string show_as_text(const Shown& object, const Palette& palette);

}  // namespace farmlint::reporters
