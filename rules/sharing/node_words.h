// How findings about several nodes name them.
#pragma once

#include <string>
#include <vector>

#include "lint/rule.h"

namespace farmlint::rules {

// "ServerA, ServerB and ServerC"; of many nodes the first few and how many there are besides.
std::string names_of(const std::vector<const Node*>& nodes);

// Makes the finding one about these nodes: it names a single one as its subject, and is a note if
// all of them are draining.
void concern(Finding& finding, const std::vector<const Node*>& nodes);

}  // namespace farmlint::rules
