// How messages speak of wants and of what a site answers on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/farm/coverage.h"
#include "lint/farm/farm.h"
#include "lint/finding.h"

namespace farmlint {

// "Site1 has no https binding for 10.10.10.3, its address on ServerB"
std::string missing_binding(const Site& site, const Node& node, const Want& want);

// Notes that point to what asks for the binding.
void add_origin_notes(Finding& finding, const Site& site, const Node& node, const Want& want);

// "; Site1's https bindings: 10.10.10.1:443:", or nothing.
std::string existing_bindings(const Site& site, std::string_view scheme);

// The items if there are not more than `most`; else the first of them and "3 more".
std::vector<std::string> shortened(std::vector<std::string> items, std::size_t most);

// "a", "a and b", "a, b and c"
std::string enumeration(const std::vector<std::string>& items);

}  // namespace farmlint
