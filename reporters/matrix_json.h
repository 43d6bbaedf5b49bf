// `farmlint matrix --format json`.
#pragma once

#include <span>
#include <string>

#include "lint/farm/farm.h"

namespace farmlint::reporters {

std::string matrix_as_json(std::span<const Farm* const> farms);

}  // namespace farmlint::reporters
