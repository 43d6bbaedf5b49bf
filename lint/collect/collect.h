// The PowerShell script that writes down, on a node, what only the node knows.
#pragma once

#include <string_view>

namespace farmlint {

std::string_view collector_script();

}  // namespace farmlint
