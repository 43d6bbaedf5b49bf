// Which node has which address, guessed from captures or from the bindings alone.
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "lint/address.h"
#include "lint/config/config_model.h"

namespace farmlint::inference {

// Not loopback, and nothing that a network card cannot have.
bool belongs_to_one_machine(const IpAddress& ip);

// What the site answers on addresses of nodes: a binding that cannot be read counts as what it
// evidently means.
std::vector<EndPoint> node_end_points(const Site& site);

// The addresses in the bindings of all sites.
std::set<IpAddress> bound_addresses(const ConfigModel& config);

// Addresses that go together on one node, if the addresses on which a site answers the same are
// each another node's.
struct Column {
  std::set<IpAddress> addresses;
  std::set<IpAddress> alone;  // those of them that say so of no other: any column could have them
};
std::vector<Column> columns(const ConfigModel& config);

// What is known of one node.
struct Claim {
  std::vector<IpAddress> told;     // it has these
  std::vector<IpAddress> guessed;  // it may have these
};

struct Distribution {
  std::vector<std::vector<IpAddress>> own;  // by claim
  std::vector<IpAddress> shared;            // of several nodes: virtual ones
};

// An address that only guesses give to several nodes is nobody's if it is in `several`, the
// addresses that take turns with others: HTTP.sys keeps records for other nodes' addresses, too.
Distribution distribute(const std::vector<Claim>& claims, const std::set<IpAddress>& several);

}  // namespace farmlint::inference
