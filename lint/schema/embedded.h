// Data that the build puts into the program.
#pragma once

#include <string_view>

namespace farmlint {

// The outlines of facts/, one after the other.
std::string_view embedded_facts();

}  // namespace farmlint
