// The drives that nodes have, and the nodes that need a path.
#pragma once

#include <cstddef>
#include <vector>

#include "lint/farm/path_uses.h"

namespace farmlint::rules {

// Whether a list of drives, "C D", has the letter, which is in upper case.
bool has_drive(const std::vector<Text>& drives, char letter);

// Indices of the nodes on which the path is needed; none for a site that does not start.
std::vector<std::size_t> nodes_needing(const Farm& farm, const PathUse& use);

}  // namespace farmlint::rules
