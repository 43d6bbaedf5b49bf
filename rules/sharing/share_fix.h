// The commands that bring a configuration with its keys to every node.
#pragma once

#include "lint/rule.h"

namespace farmlint::rules {

// Export on the first active node, enable on the others; without a manifest the export alone.
Fix export_again(const Farm& farm);
// Makes one node read the configuration at `path`.
Fix enable_on(const Node& node, std::string_view path);

}  // namespace farmlint::rules
