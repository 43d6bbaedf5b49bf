// The drives that nodes have, and the nodes that need a path.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "lint/farm/path_uses.h"

namespace farmlint::rules {

// Whether a list of drives, "C D", has the letter, which is in upper case.
bool has_drive(const std::vector<Text>& drives, char letter);

// A path with a drive, and the nodes that need it there.
struct DriveUse {
  PathUse path;
  char letter = 0;                 // in upper case
  std::vector<std::size_t> nodes;  // indices, those for which `wrong` held; not empty
};

std::vector<DriveUse> drive_uses(const Farm& farm,
                                 const std::function<bool(const Node&, char)>& wrong);

}  // namespace farmlint::rules
