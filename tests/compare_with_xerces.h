// Two readers of one text: the scan, whose places reports show, and Xerces.
#pragma once

#include <string>
#include <vector>

#include "lint/xml.h"

namespace farmlint::testing {

// Where the tree of a readable document says something else than Xerces's own events, one line
// each. Empty is right.
std::vector<std::string> compare_with_xerces(const SourceSet& sources, const XmlDocument& document);

}  // namespace farmlint::testing
