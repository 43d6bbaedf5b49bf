// Farms of any size, as IIS Manager would have written them.
#pragma once

#include <cstddef>
#include <string>

namespace farmlint::bench {

struct Shape {
  std::size_t sites = 0;
  std::size_t nodes = 2;
};

// An applicationHost.config of about 1 kB a site and two nodes: CRLF, four blanks, a dedicated
// address for each site on each node, an application pool and a <location> each.
std::string configuration(const Shape& shape);

// The farm.xml that goes with it.
std::string manifest(const Shape& shape);

}  // namespace farmlint::bench
