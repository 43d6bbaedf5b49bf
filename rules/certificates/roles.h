// What the nodes present for one and the same thing: a site, asked at a port under a host name.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lint/farm/farm.h"

namespace farmlint::rules {

// One binding on one node that presents the certificate.
struct Presenter {
  const TlsUse* use = nullptr;
  const Handshake* handshake = nullptr;
};

struct PresentedCertificate {
  std::string_view thumbprint;
  const Certificate* known = nullptr;  // nullptr: no node that presents it knows more about it
  std::vector<Presenter> by;           // in order of bindings and nodes
  std::vector<std::size_t> nodes;      // ascending
};

// Dedicated addresses differ from node to node, so nodes are compared by what they serve and not by
// the keys of records. Endpoints for which the manifest demands different certificates are
// different roles.
struct Role {
  const Site* site = nullptr;
  const CertificateEntry* pinned = nullptr;  // what the manifest demands
  std::vector<PresentedCertificate> certificates;
};

// In order of sites. Certificates of the Central Certificate Store are not known and left out.
std::vector<Role> roles(const Farm& farm);

// Whether one node presents what another one does not.
bool differs(const Role& role);
// The role without the nodes that are on their way out.
Role without_draining(const Farm& farm, Role role);

}  // namespace farmlint::rules
