// Markup to tree: one pass over the text that writes down the place of everything. Xerces judges
// whether the text is XML; this only has to be right for text that Xerces accepts, and harmless
// for any other.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "lint/xml.h"

namespace farmlint {

// Deeper nesting makes Xerces quadratic; the deepest real configuration has 10 levels, the
// largest start tag 14 attributes.
inline constexpr std::size_t max_depth = 256;
inline constexpr std::size_t max_attributes = 1000;

struct Scan {
  XmlTree tree;
  // Why the scan stopped; the tree is then incomplete.
  std::optional<XmlProblem> problem;
  // The problem is a limit of farmlint or a DOCTYPE: no need to ask Xerces.
  bool refused = false;
};

Scan scan(FileId file, std::string_view text);

}  // namespace farmlint
