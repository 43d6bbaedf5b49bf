#include "lint/farm/wording.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace farmlint {
namespace {

constexpr std::size_t most_bindings_listed = 5;
constexpr std::size_t most_nodes_listed = 4;

// " on port 8080", unless it goes without saying.
std::string port_words(const Want& want) {
  return want.port == default_port(want.scheme) ? std::string()
                                                : fmt::format(" on port {}", want.port);
}

}  // namespace

std::string missing_binding(const Site& site, const Node& node, const Want& want) {
  std::string text = fmt::format("{} has no {} binding{}", site.name().value,
                                 to_string(want.scheme), port_words(want));
  const bool named = want.host && !want.host->empty();
  if (named) text += fmt::format(" for {}", *want.host);
  if (!want.inferred && want.host && want.host->empty()) text += " without a host name";
  if (!want.dedicated) return text + fmt::format(" that answers on {}", node.name.value);
  return text + fmt::format(" {} {}, its address on {}", named ? "at" : "for",
                            to_string(*want.dedicated), node.name.value);
}

void add_origin_notes(Finding& finding, const Site& site, const Node& node, const Want& want) {
  if (want.dedicated)
    finding.note(want.dedicated_at, "{}'s address for {} is declared here", node.name.value,
                 site.name().value);
  if (!want.inferred) {
    finding.note(want.declared_at, "the endpoint is declared here");
  } else if (want.declared_at != finding.at) {
    finding.note(want.declared_at, "{} is meant to answer {} here", site.name().value,
                 to_string(want.scheme));
  }
}

std::string existing_bindings(const Site& site, Scheme scheme) {
  std::vector<std::string> items;
  std::size_t more = 0;
  for (const Binding& binding : site.bindings) {
    if (binding.scheme != scheme || binding.end_point() == nullptr) continue;
    if (items.size() < most_bindings_listed) {
      items.emplace_back(binding.information().value);
    } else {
      ++more;
    }
  }
  if (items.empty()) return {};
  if (more != 0) items.push_back(fmt::format("{} more", more));
  return fmt::format("; {}'s {} bindings: {}", site.name().value, to_string(scheme),
                     enumeration(items));
}

std::vector<std::string> shortened(std::vector<std::string> items, std::size_t most) {
  if (items.size() <= most) return items;
  const std::size_t more = items.size() - most + 1;
  items.resize(most - 1);
  items.push_back(fmt::format("{} more", more));
  return items;
}

std::string enumeration(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i != 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::string node_words(const Farm& farm, const std::vector<std::size_t>& nodes) {
  std::vector<std::string> names;
  for (const std::size_t n : nodes) names.emplace_back(farm.manifest->nodes[n].name.value);
  return enumeration(shortened(std::move(names), most_nodes_listed));
}

void name_nodes(Finding& finding, const Farm& farm, const std::vector<std::size_t>& nodes) {
  if (nodes.size() == 1) finding.subject.node = farm.manifest->nodes[nodes.front()].name.value;
  const auto draining = [&](std::size_t n) {
    return farm.manifest->nodes[n].state == NodeState::Draining;
  };
  if (!nodes.empty() && std::ranges::all_of(nodes, draining)) finding.as(Severity::Note);
}

}  // namespace farmlint
