#include "lint/infer/draft_nodes.h"

#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "lint/farm/wording.h"
#include "lint/infer/addresses.h"

namespace farmlint::inference {
namespace {

constexpr std::string_view example_address = "192.0.2.11";  // RFC 5737

std::vector<std::string> texts(const std::set<IpAddress>& addresses) {
  std::vector<std::string> found;
  for (const IpAddress& ip : addresses) found.push_back(to_string(ip));
  return found;
}

std::string address_tag(const std::string& ip) {
  return tag("address", {{"ip", ip}});
}

std::string node_example(std::size_t number, const std::vector<std::string>& addresses) {
  std::string text = fmt::format("<node name=\"Node{}\">", number);
  for (const std::string& ip : addresses) text += address_tag(ip);
  return text + "</node>";
}

Remark about_guessed_nodes(std::size_t count) {
  constexpr std::string_view more = "'farmlint collect' prints a script that asks the nodes.";
  if (count == 0)
    return {.text = fmt::format("No binding names an address, so no node is known. {} Or add each "
                                "node by hand:",
                                more),
            .example = node_example(1, {std::string(example_address)})};
  if (count == 1)
    return {.text = fmt::format("Guessed from the bindings, in which nothing shows more than one "
                                "node. Correct its name; if there are more nodes, give each its "
                                "own addresses. {}",
                                more)};
  return {.text = fmt::format("Guessed from the bindings: a site answers the same on {0} "
                              "addresses, so there are at least {0} nodes; which addresses belong "
                              "to one node is guessed from their order. Correct names and "
                              "addresses. {1}",
                              count, more)};
}

// The addresses that a site says are different nodes'.
std::set<IpAddress> alternating(const ConfigModel& config) {
  std::set<IpAddress> found;
  const std::vector<Column> all = columns(config);
  if (all.size() < 2) return found;
  for (const Column& column : all)
    for (const IpAddress& ip : column.addresses)
      if (!column.alone.contains(ip)) found.insert(ip);
  return found;
}

void add_bound_addresses(const std::set<IpAddress>& bound, DraftNode& node) {
  node.addresses.assign(bound.begin(), bound.end());
  node.remarks.push_back({.text = "Guessed from the bindings: no capture tells an address."});
}

// Of a node whose node.xml does not tell them.
void explain_addresses(const std::set<IpAddress>& bound, DraftNode& node) {
  if (!node.addresses.empty()) {
    node.remarks.push_back({.text = "Guessed from the listen list and certificate records of "
                                    "HTTP.sys: it may have other addresses."});
    return;
  }
  const std::string example =
      bound.empty() ? std::string(example_address) : to_string(*bound.begin());
  node.remarks.push_back(
      {.text = "No capture tells an address that only this node has. Add each one:",
       .example = address_tag(example)});
}

}  // namespace

void nodes_from_bindings(const ConfigModel& config, Draft& draft) {
  const std::vector<Column> found = columns(config);
  draft.node_remarks.push_back(about_guessed_nodes(found.size()));
  for (const Column& column : found) {
    DraftNode& node = draft.nodes.emplace_back();
    node.attributes.emplace_back("name", fmt::format("Node{}", draft.nodes.size()));
    node.addresses.assign(column.addresses.begin(), column.addresses.end());
    if (found.size() > 1 && !column.alone.empty())
      node.remarks.push_back({.text = fmt::format("Which node has {} is not known: no site answers "
                                                  "the same on another address.",
                                                  enumeration(texts(column.alone)))});
  }
}

void nodes_from_captures(const ConfigModel& config, const std::vector<CapturedNode>& captured,
                         Draft& draft) {
  std::vector<Claim> claims;
  for (const CapturedNode& node : captured)
    claims.push_back({.told = node.told, .guessed = node.guessed});
  Distribution distribution = distribute(claims, alternating(config));
  draft.virtual_addresses = std::move(distribution.shared);
  const std::set<IpAddress> bound = bound_addresses(config);
  for (std::size_t n = 0; n < captured.size(); ++n) {
    DraftNode& node = draft.nodes.emplace_back(captured[n].draft);
    node.addresses = std::move(distribution.own[n]);
    if (captured.size() == 1 && node.addresses.empty() && !bound.empty()) {
      add_bound_addresses(bound, node);
    } else if (!captured[n].described || node.addresses.empty()) {
      explain_addresses(bound, node);
    }
  }
}

void tell_unplaced(const ConfigModel& config, Draft& draft) {
  std::set<IpAddress> unplaced = bound_addresses(config);
  for (const DraftNode& node : draft.nodes)
    for (const IpAddress& ip : node.addresses) unplaced.erase(ip);
  for (const IpAddress& ip : draft.virtual_addresses) unplaced.erase(ip);
  if (unplaced.empty()) return;
  draft.unplaced.push_back({.text = "Bindings name addresses that no capture gives to one of these "
                                    "nodes. Move them to the node that has them, or add it:",
                            .example = node_example(draft.nodes.size() + 1, texts(unplaced))});
}

}  // namespace farmlint::inference
