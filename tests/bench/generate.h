// Farms of any size, as IIS Manager would have written them.
#pragma once

#include <cstddef>
#include <string>

namespace farmlint::bench {

// An applicationHost.config of about 1 kB a site: CRLF, four blanks, dedicated addresses on two
// nodes, an application pool and a <location> each.
std::string configuration(std::size_t sites);

// The farm.xml that goes with it.
std::string manifest(std::size_t sites);

}  // namespace farmlint::bench
