#include "rules/pools/drives.h"

#include <algorithm>

#include "lint/text.h"

namespace farmlint::rules {

bool has_drive(const std::vector<Text>& drives, char letter) {
  return std::ranges::any_of(drives, [letter](const Text& drive) {
    return !drive.value.empty() && lower(drive.value.front()) == lower(letter);
  });
}

std::vector<std::size_t> nodes_needing(const Farm& farm, const PathUse& use) {
  if (use.site != nullptr)
    return use.site->starts ? nodes_of(farm, *use.site) : std::vector<std::size_t>();
  std::vector<std::size_t> nodes;
  for (std::size_t n = 0; n < farm.manifest->nodes.size(); ++n)
    if (farm.manifest->nodes[n].active()) nodes.push_back(n);
  return nodes;
}

}  // namespace farmlint::rules
