#include "lint/farm/tls.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lint/farm/farm.h"

namespace farmlint {
namespace {

bool contains(const std::vector<std::size_t>& sorted, std::size_t node) {
  return std::ranges::binary_search(sorted, node);
}

// Builds the uses of all bindings, with what several of them ask for looked up once.
class Uses {
 public:
  explicit Uses(const Farm& farm) : farm_(farm) {
    const std::vector<Node>& nodes = farm.manifest->nodes;
    for (std::size_t n = 0; n < nodes.size(); ++n) {
      if (!nodes[n].active() || !farm.evidence[n].records) continue;
      known_.push_back(n);
      for (const IpAddress& ip : nodes[n].live) nodes_of_[ip].push_back(n);
    }
    if (known_.empty()) return;
    for (const Site& site : farm.config.sites) note_specific(site);
  }

  std::vector<TlsUse> all() {
    if (known_.empty()) return {};
    for (const Site& site : farm_.config.sites) {
      const ManifestSite* const wanted = declared(farm_, site);
      if (!site.starts || (wanted != nullptr && wanted->tls.value == "offloaded")) continue;
      const std::vector<std::size_t> on = nodes_of(farm_, site);
      for (const Binding& binding : site.bindings) add(site, binding, on);
    }
    return std::move(uses_);
  }

 private:
  // Addresses that some started binding has for itself: HTTP.sys gives them to no binding to ANY.
  void note_specific(const Site& site) {
    if (!site.starts) return;
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point != nullptr && end_point->address.specific())
        taken_.emplace(end_point->port, end_point->address.ip);
    }
  }

  // The nodes with records on which requests can reach the address.
  const std::vector<std::size_t>& reached(const BindingAddress& address) const {
    if (!address.specific() || address.ip.loopback()) return known_;
    const auto found = nodes_of_.find(address.ip);
    return found == nodes_of_.end() ? none_ : found->second;
  }

  void add(const Site& site, const Binding& binding, const std::vector<std::size_t>& on) {
    if (!binding.https() || binding.end_point() == nullptr) return;
    const auto expected = expected_record(binding);
    if (!expected) return;
    for (const std::size_t node : reached(binding.end_point()->address)) {
      if (!contains(on, node)) continue;
      TlsUse use{.site = &site,
                 .binding = &binding,
                 .node = node,
                 .expected = *expected,
                 .expected_record = nullptr,
                 .handshakes = {}};
      find_records(use);
      if (!use.handshakes.empty()) uses_.push_back(std::move(use));
    }
  }

  void find_records(TlsUse& use) const {
    const RecordTable& records = *farm_.evidence[use.node].records;
    const EndPoint& end_point = use.end_point();
    use.expected_record = records.find(use.expected);
    if (use.expected_record == nullptr && use.binding->central_store())
      use.expected_record =
          records.find(scoped_store_record(std::string(end_point.host), end_point.port));
    for (const IpAddress& address : addresses(end_point, use.node))
      use.handshakes.push_back(
          {.address = address, .answer = records.answer(address, end_point.port, end_point.host)});
  }

  std::vector<IpAddress> addresses(const EndPoint& end_point, std::size_t node) const {
    const BindingAddress& address = end_point.address;
    if (address.specific()) return {address.ip};
    std::vector<IpAddress> found;
    for (const IpAddress& ip : farm_.manifest->nodes[node].live) {
      if (address.any_v6() && !ip.v6) continue;
      if (!taken_.contains({end_point.port, ip})) found.push_back(ip);
    }
    return found;
  }

  const Farm& farm_;
  std::vector<std::size_t> known_;  // active nodes whose records are known, ascending
  const std::vector<std::size_t> none_;
  std::map<IpAddress, std::vector<std::size_t>> nodes_of_;
  std::set<std::pair<std::uint16_t, IpAddress>> taken_;
  std::vector<TlsUse> uses_;
};

}  // namespace

std::optional<RecordKey> expected_record(const EndPoint& end_point, std::uint32_t ssl_flags) {
  const bool by_host = (ssl_flags & 3U) != 0;
  if (by_host && end_point.host.empty()) return {};
  if ((ssl_flags & 2U) != 0) return store_record(end_point.port);
  if ((ssl_flags & 1U) != 0) return host_record(std::string(end_point.host), end_point.port);
  return address_record(end_point.address.ip, end_point.port);
}

std::optional<RecordKey> expected_record(const Binding& binding) {
  return binding.end_point() == nullptr ? std::nullopt
                                        : expected_record(*binding.end_point(), binding.ssl_flags);
}

std::vector<TlsUse> tls_uses(const Farm& farm) {
  if (!farm.manifest || farm.evidence.size() != farm.manifest->nodes.size()) return {};
  return Uses(farm).all();
}

const Certificate* presented(const Farm& farm, const TlsUse& use, const Handshake& handshake) {
  const SslRecord* const record = handshake.answer.record;
  if (record == nullptr) return nullptr;
  return farm.evidence[use.node].certificate(record->thumbprint, record->effective_store());
}

const WantedEndpoint* wanted_endpoint(const Farm& farm, const Site& site, const Binding& binding,
                                      std::size_t node) {
  const ManifestSite* const wanted = declared(farm, site);
  const EndPoint* const has = binding.end_point();
  if (wanted == nullptr || has == nullptr) return nullptr;
  const WantedEndpoint* any_host = nullptr;
  for (const WantedEndpoint& endpoint : wanted->endpoints) {
    const bool same = endpoint.scheme == has->scheme && endpoint.port == has->port;
    if (!same || !endpoint.wanted_on(node)) continue;
    if (endpoint.host == has->host) return &endpoint;
    if (!endpoint.host && any_host == nullptr) any_host = &endpoint;
  }
  return any_host;
}

const CertificateEntry* pinned_certificate(const Farm& farm, const WantedEndpoint* endpoint) {
  if (endpoint == nullptr || endpoint->certificate.value.empty()) return nullptr;
  const auto& index = farm.manifest->index.certificates;
  const auto found = index.find(endpoint->certificate.value);
  return found == index.end() ? nullptr : &farm.manifest->certificates[found->second];
}

}  // namespace farmlint
