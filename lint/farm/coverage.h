// Which binding of a site answers for which node, and what is missing: WANT and COVERS.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lint/farm/farm.h"

namespace farmlint {

// Something a site must answer on a node.
struct Want {
  Scheme scheme = Scheme::Other;
  std::uint16_t port = 0;
  std::optional<std::string_view> host;  // none: any host satisfies
  std::optional<IpAddress> dedicated;    // the site's own address there; none: any of the node's
  Location dedicated_at;                 // the <at> that says so
  Location declared_at;                  // the <endpoint>, or the binding it was inferred from
  bool inferred = false;
  // Proposed for what is missing; never empty of port.
  EndPoint proposal;
};

struct CoverageCell {
  Want want;
  const Binding* answered_by = nullptr;  // nullptr: nothing does
  // A binding that cannot be read, but would answer if what it evidently means were written.
  const Binding* meant_by = nullptr;

  bool missing() const { return answered_by == nullptr && meant_by == nullptr; }
};

// A configured site on one active node it belongs on.
struct NodeCoverage {
  const Site* site = nullptr;
  std::size_t node = 0;  // index into the manifest's nodes
  std::vector<CoverageCell> cells;
};

// Every started or stopped site × every active node it belongs on, in order of sites then nodes.
// Needs a manifest; the result views the farm.
std::vector<NodeCoverage> coverage(const Farm& farm);

}  // namespace farmlint
