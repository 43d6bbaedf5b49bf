#include "lint/farm/coverage.h"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

namespace farmlint {
namespace {

// What a client asks for; without a host, any host satisfies.
struct Key {
  std::string scheme;
  std::uint16_t port = 0;
  std::optional<std::string> host;

  friend auto operator<=>(const Key&, const Key&) = default;
};

struct WantedKey {
  Key key;
  Location declared_at;
  const WantedEndpoint* endpoint = nullptr;  // nullptr: inferred
};

// What a binding contributes to the inference of wants: its end point, or the one that was
// evidently meant.
const EndPoint* meant(const Binding& binding) {
  if (!binding.web()) return nullptr;
  if (const EndPoint* end_point = binding.end_point()) return end_point;
  return binding.text.suggested ? &*binding.text.suggested : nullptr;
}

// The bindings of one site, found by what they answer or are meant to.
class Answers {
 public:
  explicit Answers(const Site& site) {
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = meant(binding);
      if (end_point == nullptr) continue;
      const auto& [scheme, address, port, host] = *end_point;
      by_key_[{scheme, port, host}].push_back(&binding);
      by_key_[{scheme, port, std::nullopt}].push_back(&binding);
      has_any_ = has_any_ || (binding.end_point() != nullptr && address.any);
    }
  }

  std::span<const Binding* const> of(const Key& key) const {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return {};
    return found->second;
  }
  bool has_any() const { return has_any_; }

 private:
  std::map<Key, std::vector<const Binding*>> by_key_;
  bool has_any_ = false;
};

std::vector<WantedKey> wanted_keys(const Manifest& manifest, const ManifestSite* wanted,
                                   const Site& site) {
  std::vector<WantedKey> keys;
  if (wanted != nullptr && !wanted->endpoints.empty()) {
    for (const WantedEndpoint& endpoint : wanted->endpoints)
      keys.push_back({.key = {endpoint.scheme, endpoint.port, endpoint.host},
                      .declared_at = endpoint.element->at,
                      .endpoint = &endpoint});
    return keys;
  }
  std::map<Key, bool> seen;
  for (const Binding& binding : site.bindings) {
    const EndPoint* const end_point = meant(binding);
    if (end_point == nullptr) continue;
    if (!end_point->address.any && !manifest.belongs_to_farm(end_point->address.ip)) continue;
    const Key key{end_point->scheme, end_point->port, end_point->host};
    if (seen.try_emplace(key, true).second)
      keys.push_back({.key = key, .declared_at = binding.information.at, .endpoint = nullptr});
  }
  return keys;
}

constexpr int exactly = 3;

// How closely a binding's address meets a dedicated one; 0 if not at all.
int meets(const BindingAddress& address, const IpAddress& wanted) {
  if (address.any) return 1;
  if (address.any_v6()) return wanted.v6 ? 2 : 0;
  return address.ip == wanted ? exactly : 0;
}

class SiteOnFarm {
 public:
  SiteOnFarm(const Farm& farm, const Site& site)
      : farm_(farm), site_(site), wanted_(declared(farm, site)), answers_(site) {}

  void cover(std::vector<NodeCoverage>& out) const {
    const std::vector<WantedKey> keys = wanted_keys(manifest(), wanted_, site_);
    for (const std::size_t node : nodes_of(farm_, site_)) {
      NodeCoverage& coverage = out.emplace_back();
      coverage.site = &site_;
      coverage.node = node;
      for (const WantedKey& key : keys) {
        if (key.endpoint == nullptr || key.endpoint->wanted_on(node)) add_cells(key, coverage);
      }
    }
  }

 private:
  const Manifest& manifest() const { return *farm_.manifest; }
  void add_cells(const WantedKey& key, NodeCoverage& out) const;
  void add_cell(const WantedKey& key, const DedicatedAddress* at, NodeCoverage& out) const;
  // Whether the address is on the node and no other site's.
  bool free_for_site(const IpAddress& ip, std::size_t node) const;
  int answers_on(const BindingAddress& address, std::size_t node) const;
  EndPoint proposal(const Want& want, std::size_t node) const;

  const Farm& farm_;
  const Site& site_;
  const ManifestSite* wanted_;
  Answers answers_;
};

void SiteOnFarm::add_cells(const WantedKey& key, NodeCoverage& out) const {
  std::vector<IpAddress> dedicated;
  if (wanted_ != nullptr) {
    for (const DedicatedAddress& at : wanted_->at) {
      if (at.node != out.node || !at.address.ip) continue;
      if (std::ranges::find(dedicated, *at.address.ip) != dedicated.end()) continue;
      dedicated.push_back(*at.address.ip);
      add_cell(key, &at, out);
    }
  }
  if (dedicated.empty()) add_cell(key, nullptr, out);
}

void SiteOnFarm::add_cell(const WantedKey& key, const DedicatedAddress* at,
                          NodeCoverage& out) const {
  Want want{.scheme = key.key.scheme,
            .port = key.key.port,
            .host = key.key.host,
            .dedicated = at == nullptr ? std::nullopt : at->address.ip,
            .dedicated_at = at == nullptr ? Location{} : at->element->at,
            .declared_at = key.declared_at,
            .inferred = key.endpoint == nullptr,
            .proposal = {}};
  const auto same = [&](const CoverageCell& cell) {
    return std::tie(cell.want.scheme, cell.want.port, cell.want.host, cell.want.dedicated) ==
           std::tie(want.scheme, want.port, want.host, want.dedicated);
  };
  // Only what the manifest says twice can be here already: few, and not worth an index.
  if (key.endpoint != nullptr && std::ranges::any_of(out.cells, same)) return;
  CoverageCell cell;
  int best_rank = 0;
  for (const Binding* binding : answers_.of(key.key)) {
    const BindingAddress& address = meant(*binding)->address;
    const int rank =
        want.dedicated ? meets(address, *want.dedicated) : answers_on(address, out.node);
    // The want was inferred from this very binding, and mending it meets the want.
    const bool itself = rank == exactly && key.endpoint == nullptr;
    if (itself && binding->end_point() == nullptr) cell.meant_by = binding;
    if (rank <= best_rank || binding->end_point() == nullptr) continue;
    cell.answered_by = binding;
    best_rank = rank;
  }
  if (cell.answered_by == nullptr) want.proposal = proposal(want, out.node);
  cell.want = std::move(want);
  out.cells.push_back(std::move(cell));
}

bool SiteOnFarm::free_for_site(const IpAddress& ip, std::size_t node) const {
  const auto& dedicated = manifest().index.dedicated;
  const auto found = dedicated.find({ip, node});
  if (found == dedicated.end()) return true;
  // Blue/green twins may share bindings, hence addresses.
  return std::ranges::any_of(found->second, [&](std::size_t s) {
    const ManifestSite& owner = manifest().sites[s];
    return &owner == wanted_ || owner.is_alternate(site_.name.value) ||
           (wanted_ != nullptr && wanted_->is_alternate(owner.name.value));
  });
}

// How closely a binding is bound to the node; 0 if it does not answer there.
int SiteOnFarm::answers_on(const BindingAddress& address, std::size_t node) const {
  if (address.any) return 1;
  const std::vector<IpAddress>& live = manifest().nodes[node].live;
  if (address.any_v6()) {
    return std::ranges::any_of(
               live, [&](const IpAddress& ip) { return ip.v6 && free_for_site(ip, node); })
               ? 2
               : 0;
  }
  return manifest().nodes[node].has(address.ip) && free_for_site(address.ip, node) ? exactly : 0;
}

EndPoint SiteOnFarm::proposal(const Want& want, std::size_t node) const {
  EndPoint proposal{.scheme = want.scheme,
                    .address = {.any = true, .ip = {}},
                    .port = want.port,
                    .host = want.host.value_or("")};
  if (!want.host) {
    // Any host would do; the one that the site answers to elsewhere is the one to repeat.
    const auto siblings = answers_.of({want.scheme, want.port, std::nullopt});
    if (!siblings.empty()) proposal.host = meant(*siblings.front())->host;
  }
  if (want.dedicated) {
    proposal.address = {.any = false, .ip = *want.dedicated};
  } else if (!answers_.has_any()) {
    const auto unowned = [&](const IpAddress& ip) {
      return !manifest().index.dedicated.contains({ip, node});
    };
    const std::vector<IpAddress>& live = manifest().nodes[node].live;
    const auto found = std::ranges::find_if(live, unowned);
    if (found != live.end()) proposal.address = {.any = false, .ip = *found};
  }
  return proposal;
}

}  // namespace

std::vector<NodeCoverage> coverage(const Farm& farm) {
  std::vector<NodeCoverage> result;
  if (!farm.manifest) return result;
  for (const Site& site : farm.config.sites)
    if (!farm.doubts.of_bindings(site)) SiteOnFarm(farm, site).cover(result);
  return result;
}

}  // namespace farmlint
