// What to bind where a binding answers on more addresses or nodes than it is meant to.
#pragma once

#include <cstddef>
#include <vector>

#include "lint/farm/farm.h"
#include "lint/finding.h"

namespace farmlint::rules {

struct AddressOnNode {
  IpAddress ip;
  std::size_t node = 0;  // index into the manifest's nodes
};

// The addresses dedicated to the site on its nodes, as far as it has some.
std::vector<AddressOnNode> dedicated_addresses(const Farm& farm, const Site& site);
// For each node of the site its addresses there, else the first one that is dedicated to nobody;
// IPv6 addresses only in place of a binding to every IPv6 address. Empty if a node has none.
std::vector<AddressOnNode> addresses_to_bind(const Farm& farm, const Site& site,
                                             const Binding& binding);

// Whether narrower bindings can replace it: not one that other sites inherit, and not where packets
// come under a virtual address, which the site must go on answering.
bool is_replaceable(const Farm& farm, const Binding& binding);
// Adds a binding like another one of the site at `end_point`, and the certificate record that it
// needs for itself on these nodes.
void add_like(const Binding& binding, const Site& site, const EndPoint& end_point,
              const std::vector<const Node*>& nodes, Fix& fix);
// Adds the binding for each of the addresses, as far as it is missing, and removes it as it is.
Fix bind_instead(const Farm& farm, const Site& site, const Binding& binding,
                 const std::vector<AddressOnNode>& addresses);

}  // namespace farmlint::rules
