// On which nodes a binding, or anything that needs evidence, is served.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace farmlint {

struct Binding;
struct Farm;
struct Site;

enum class Serving : std::uint8_t {
  Anything,        // any active node
  Web,             // any http or https binding
  Https,           // TLS that ends in IIS
  CentralStore,    // with certificates of the Central Certificate Store
  FtpCertificate,  // ftp with a certificate
};

// By node of the manifest; only active nodes on which a started site's binding is live.
std::vector<bool> nodes_with(const Farm& farm, Serving serving);

// Indices of the active nodes on which the site is expected and the binding is live, ascending.
// Empty for a binding that cannot be read, and without a manifest.
std::vector<std::size_t> live_nodes(const Farm& farm, const Site& site, const Binding& binding);

}  // namespace farmlint
