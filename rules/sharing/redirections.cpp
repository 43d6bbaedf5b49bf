#include "rules/sharing/redirections.h"

#include <algorithm>

#include "lint/config/paths.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool miswritten(const Document& document) {
  return std::ranges::any_of(document.schema.problems, [](const SchemaProblem& problem) {
    return problem.fault == SchemaFault::NameCase;
  });
}

}  // namespace

Text Redirection::text(std::string_view attribute) const {
  return section == nullptr ? Text{{}, root->at()} : section->value(attribute);
}

std::vector<Redirection> redirections(const Farm& farm) {
  std::vector<Redirection> found;
  for (std::size_t n = 0; n < farm.evidence.size(); ++n) {
    const Node& node = farm.manifest->nodes[n];
    const Document* const document = farm.evidence[n].redirection;
    if (document == nullptr || !node.active() || miswritten(*document)) continue;
    const XmlElement& root = document->xml.root();
    const Redirection one{.node = &node,
                          .root = &root,
                          .section = root.child("configurationRedirection"),
                          .enabled = false};
    const std::string_view enabled = one.text("enabled").value;
    if (!enabled.empty() && !iequals(enabled, "true") && !iequals(enabled, "false")) continue;
    found.push_back(one);
    found.back().enabled = iequals(enabled, "true");
  }
  return found;
}

std::vector<std::string_view> declared_shares(const Farm& farm) {
  const std::string_view share = farm.manifest->configuration.share.value;
  std::vector<std::string_view> shares = words(share);
  // One path may itself hold blanks.
  if (!std::ranges::all_of(shares, is_absolute)) shares = {trim(share)};
  return shares;
}

bool replicated(const Farm& farm) {
  return farm.manifest->configuration.replication.value == "dfsr";
}

}  // namespace farmlint::rules
