// Addresses in a manifest that cannot be true.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/farm/manifest.h"

namespace farmlint {

struct AddressFault {
  Location at{};
  std::string message{};
  std::string object{};  // "farm/node[ServerA]"
  std::string node{};
  std::string site{};
  std::string address{};
  std::optional<Location> first{};  // the place that this one contradicts
  std::string first_words{};
};

// An address of two nodes or twice of one (virtual ones may be on many), dedicated to two sites on
// one node, or dedicated on a node that lacks it; a node without any; a text that is no address.
std::vector<AddressFault> address_faults(const Manifest& manifest);

}  // namespace farmlint
