#include "rules/sharing/node_words.h"

#include <algorithm>

#include "lint/farm/wording.h"

namespace farmlint::rules {

std::string names_of(const std::vector<const Node*>& nodes) {
  constexpr std::size_t most = 5;
  std::vector<std::string> names;
  for (const Node* node : nodes) {
    if (names.size() == most) {
      names.push_back(fmt::format("{} more", nodes.size() - most));
      break;
    }
    names.emplace_back(node->name.value);
  }
  return enumeration(names);
}

void concern(Finding& finding, const std::vector<const Node*>& nodes) {
  if (nodes.size() == 1) finding.subject.node = nodes.front()->name.value;
  if (std::ranges::all_of(nodes, [](const Node* n) { return n->state == NodeState::Draining; }))
    finding.as(Severity::Note);
}

}  // namespace farmlint::rules
