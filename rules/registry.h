// THE list of rules.
#pragma once

#include <span>
#include <string_view>

#include "lint/rule.h"

namespace farmlint::rules {

// Every rule, by name.
std::span<const Rule* const> all();
const Rule* find(std::string_view name);

}  // namespace farmlint::rules
