// What `farmlint matrix` prints: for each site and what it must answer, which binding does so on
// which node, which certificate clients get there, and what is missing or wrong.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lint/farm/farm.h"

namespace farmlint::reporters {

// `format` is text, markdown or json. Every farm must have a manifest.
std::string render_matrix(std::span<const Farm* const> farms, std::string_view format, bool color);

}  // namespace farmlint::reporters
