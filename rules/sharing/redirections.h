// Where the nodes read their configuration, as their redirection.config says.
#pragma once

#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace farmlint::rules {

struct Redirection {
  const Node* node = nullptr;
  const XmlElement* root = nullptr;
  const XmlElement* section = nullptr;  // nullptr: none, so IIS reads its own folder
  bool enabled = false;

  Text text(std::string_view attribute) const;
  Text path() const { return text("path"); }
  // Whether the node reads the configuration from somewhere else.
  bool redirects() const { return enabled && !path().value.empty(); }
};

// Of the active nodes with a capture, in the manifest's order. One whose names are misspelt or
// whose `enabled` is no truth value is left out: other rules speak of it.
std::vector<Redirection> redirections(const Farm& farm);

// The paths of the manifest's `share`, or nothing.
std::vector<std::string_view> declared_shares(const Farm& farm);

bool replicated(const Farm& farm);

}  // namespace farmlint::rules
