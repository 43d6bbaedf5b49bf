#include "rules/pools/drives.h"

#include <algorithm>
#include <utility>

#include "lint/config/paths.h"
#include "lint/text.h"

namespace farmlint::rules {

bool has_drive(const std::vector<Text>& drives, char letter) {
  return std::ranges::any_of(drives, [letter](const Text& drive) {
    return !drive.value.empty() && lower(drive.value.front()) == lower(letter);
  });
}

namespace {

// None for a site that does not start.
std::vector<std::size_t> nodes_needing(const Farm& farm, const PathUse& use) {
  if (use.site != nullptr)
    return use.site->starts ? nodes_of(farm, *use.site) : std::vector<std::size_t>();
  std::vector<std::size_t> nodes;
  for (std::size_t n = 0; n < farm.manifest->nodes.size(); ++n)
    if (farm.manifest->nodes[n].active()) nodes.push_back(n);
  return nodes;
}

}  // namespace

std::vector<DriveUse> drive_uses(const Farm& farm,
                                 const std::function<bool(const Node&, char)>& wrong) {
  std::vector<DriveUse> uses;
  each_path_use(farm, [&](const PathUse& use) {
    const char letter = drive_of(use.path.value);
    if (letter == 0) return;
    std::vector<std::size_t> nodes = nodes_needing(farm, use);
    std::erase_if(nodes, [&](std::size_t n) { return !wrong(farm.manifest->nodes[n], letter); });
    if (!nodes.empty()) uses.push_back({.path = use, .letter = letter, .nodes = std::move(nodes)});
  });
  return uses;
}

}  // namespace farmlint::rules
