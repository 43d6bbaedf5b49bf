// Markup to tree: one pass over the text that writes down the place of everything. Xerces judges
// whether the text is XML; this only has to be right for text that Xerces accepts, and harmless
// for any other.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "lint/xml.h"

namespace farmlint {

struct Scan {
  XmlTree tree;
  // Why the scan stopped; the tree is then incomplete.
  std::optional<XmlProblem> problem;
  // The problem is a limit of farmlint or a DOCTYPE: no need to ask Xerces.
  bool refused = false;
};

// A zero byte follows the text, as it does in a std::string.
Scan scan(FileId file, std::string_view text);

}  // namespace farmlint
