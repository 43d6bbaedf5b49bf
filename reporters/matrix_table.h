// `farmlint matrix` for people: text and Markdown.
#pragma once

#include <string>

#include "lint/farm/farm.h"
#include "reporters/palette.h"

namespace farmlint::reporters {

// A column for each node; where that becomes wider than a screen, a line for each node instead.
std::string matrix_as_text(const Farm& farm, const Palette& palette);
std::string matrix_as_markdown(const Farm& farm);

}  // namespace farmlint::reporters
