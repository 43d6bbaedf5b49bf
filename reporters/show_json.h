// `farmlint show --format json`.
#pragma once

#include <span>
#include <string>

#include "lint/show/show.h"

namespace farmlint::reporters {

std::string show_as_json(std::span<const Shown> objects);

}  // namespace farmlint::reporters
