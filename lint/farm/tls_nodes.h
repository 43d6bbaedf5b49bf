// On which nodes the configuration serves something that needs evidence.
#pragma once

#include <cstdint>
#include <vector>

namespace farmlint {

struct Farm;

enum class Serving : std::uint8_t {
  Anything,        // any active node
  Web,             // any http or https binding
  Https,           // TLS that ends in IIS
  CentralStore,    // with certificates of the Central Certificate Store
  FtpCertificate,  // ftp with a certificate
};

// By node of the manifest; only active nodes on which a started site's binding is live.
std::vector<bool> nodes_with(const Farm& farm, Serving serving);

}  // namespace farmlint
