// How https bindings meet the certificate records of the nodes: which record a binding needs, and
// which one really answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lint/config/config_model.h"
#include "lint/farm/evidence.h"
#include "lint/farm/manifest.h"

namespace farmlint {

struct Farm;

// The record that IIS makes for an https binding (iis.md §3.3). None for a binding that cannot have
// one: SNI or the Central Certificate Store without a host name.
std::optional<RecordKey> expected_record(const EndPoint& end_point, std::uint32_t ssl_flags);
std::optional<RecordKey> expected_record(const Binding& binding);

// One address on which a binding answers, and what a client for its host gets there.
struct Handshake {
  IpAddress address;
  RecordAnswer answer;
};

// A started https binding on an active node that it is live on and whose records are known.
struct TlsUse {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
  std::size_t node = 0;  // index into the manifest's nodes
  RecordKey expected;
  const SslRecord* expected_record = nullptr;  // nullptr: the node has no such record
  std::vector<Handshake> handshakes;

  const EndPoint& end_point() const { return *binding->end_point(); }
  bool missing() const { return expected_record == nullptr; }
};

// In order of sites, bindings, nodes. Leaves out sites whose TLS ends before IIS
// (tls="offloaded") and nodes on which a site is not expected.
std::vector<TlsUse> tls_uses(const Farm& farm);

// The rest of the certificate rules has its say about a use only if its record is there
// (decision 30).
inline bool judged(const TlsUse& use) {
  return !use.missing();
}

// The certificate that the handshake presents, if the record names one that is known on that node.
const Certificate* presented(const Farm& farm, const TlsUse& use, const Handshake& handshake);

// The manifest's endpoint that a binding serves on a node, the closest one; nullptr if it declares
// none for it.
const WantedEndpoint* wanted_endpoint(const Farm& farm, const Site& site, const Binding& binding,
                                      std::size_t node);
// The farm-level certificate that this endpoint must present; nullptr: none is named.
const CertificateEntry* pinned_certificate(const Farm& farm, const WantedEndpoint* endpoint);

}  // namespace farmlint
