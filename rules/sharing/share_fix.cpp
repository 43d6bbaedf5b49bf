#include "rules/sharing/share_fix.h"

#include "lint/commands.h"
#include "rules/sharing/redirections.h"

namespace farmlint::rules {

Fix export_again(const Farm& farm) {
  Fix fix{.description = "export the configuration with its keys", .edits = {}, .commands = {}};
  const std::vector<const Node*> nodes = active_nodes(farm);
  if (nodes.empty()) {
    fix.commands.push_back(export_configuration({}, {}));
    return fix;
  }
  const std::vector<std::string_view> shares = declared_shares(farm);
  const std::string_view share = shares.empty() ? std::string_view{} : shares.front();
  fix.commands.push_back(export_configuration(share, nodes.front()->name.value));
  for (const Node* node : nodes)
    if (node != nodes.front())
      fix.commands.push_back(enable_shared_configuration(share, node->name.value));
  return fix;
}

Fix enable_on(const Node& node, std::string_view path) {
  return {.description = "make the node read the shared configuration",
          .edits = {},
          .commands = {enable_shared_configuration(path, node.name.value)}};
}

}  // namespace farmlint::rules
