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
std::string existing_bindings(const Site& site, Scheme scheme);

// The items if there are not more than `most`; else the first of them and "3 more".
std::vector<std::string> shortened(std::vector<std::string> items, std::size_t most);

// "a", "a and b", "a, b and c"
std::string enumeration(const std::vector<std::string>& items);

// "WEB01", "WEB01 and WEB02", "WEB01, WEB02, WEB03 and 7 more"; `nodes` are indices of the
// manifest's.
std::string node_words(const Farm& farm, const std::vector<std::size_t>& nodes);
// For a finding that names nodes: a single one is its subject, and about nodes that are all on
// their way out it is a note.
void name_nodes(Finding& finding, const Farm& farm, const std::vector<std::size_t>& nodes);

}  // namespace farmlint
