// Whether a site answers the same on all nodes of a group, wanted or not.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lint/farm/farm.h"

namespace farmlint {

// Two nodes of one group on which a site's bindings to node addresses differ.
struct Asymmetry {
  const Site* site = nullptr;
  std::size_t node = 0;  // answers most; indices into the manifest's nodes
  std::size_t other = 0;
  std::string answers;               // "http:80 and https:443"
  std::string other_answers;         // "only https:443"
  const Binding* example = nullptr;  // what `node` has and `other` lacks
};

// Leaves out nodes on which something wanted is missing (that is said elsewhere), what an endpoint
// wants on some nodes only, and what a binding to any address answers everywhere.
std::vector<Asymmetry> asymmetries(const Farm& farm);

}  // namespace farmlint
