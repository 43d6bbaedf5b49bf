#include "lint/farm/coverage.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace farmlint {
namespace {

// What a client asks for; without a host, any host satisfies.
struct Key {
  Scheme scheme = Scheme::Other;
  std::uint16_t port = 0;
  std::optional<std::string_view> host;

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
  return binding.web() ? binding.text.meant() : nullptr;
}

// Bindings under what they are looked up by, those of one place in the order of the file.
template <typename Place>
class BoundTo {
 public:
  void add(const Place& place, const Binding& binding) { all_.emplace_back(place, &binding); }
  // Once all are there.
  void sort() { std::ranges::stable_sort(all_, {}, &Entry::first); }

  std::vector<const Binding*> of(const Place& place) const {
    std::vector<const Binding*> found;
    for (auto next = std::ranges::lower_bound(all_, place, {}, &Entry::first);
         next != all_.end() && next->first == place; ++next)
      found.push_back(next->second);
    return found;
  }

 private:
  using Entry = std::pair<Place, const Binding*>;
  std::vector<Entry> all_;
};

// Of the bindings of one site those that answer one key or are meant to, in the order of the file.
struct AnswersOfKey {
  BoundTo<IpAddress> at;
  BoundTo<std::size_t> on;  // by node that has the address, if that was asked for
  std::vector<const Binding*> any;
  std::vector<const Binding*> any_v6;
  const Binding* first = nullptr;
};

class Answers {
 public:
  // `live_on`: the nodes of each address; nullptr where nobody asks by node.
  Answers(const Site& site, const decltype(ManifestIndex::live_on)* live_on) : live_on_(live_on) {
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = meant(binding);
      if (end_point == nullptr) continue;
      const auto& [scheme, address, port, host] = *end_point;
      add(by_key_[{scheme, port, host}], address, binding);
      add(by_key_[{scheme, port, std::nullopt}], address, binding);
      has_any_ = has_any_ || (binding.end_point() != nullptr && address.any);
    }
    for (auto& [key, answers] : by_key_) {
      answers.at.sort();
      answers.on.sort();
    }
  }

  // nullptr: none.
  const AnswersOfKey* of(const Key& key) const {
    const auto found = by_key_.find(key);
    return found == by_key_.end() ? nullptr : &found->second;
  }
  bool has_any() const { return has_any_; }

 private:
  void add(AnswersOfKey& answers, const BindingAddress& address, const Binding& binding) const {
    if (answers.first == nullptr) answers.first = &binding;
    if (address.any) return answers.any.push_back(&binding);
    if (address.any_v6()) return answers.any_v6.push_back(&binding);
    answers.at.add(address.ip, binding);
    if (live_on_ == nullptr) return;
    const auto nodes = live_on_->find(address.ip);
    if (nodes == live_on_->end()) return;
    for (const std::size_t node : nodes->second) answers.on.add(node, binding);
  }

  const decltype(ManifestIndex::live_on)* live_on_;
  std::map<Key, AnswersOfKey> by_key_;
  bool has_any_ = false;
};

std::vector<WantedKey> wanted_keys(const Manifest& manifest, const ManifestSite* wanted,
                                   const Site& site) {
  std::vector<WantedKey> keys;
  if (wanted != nullptr && !wanted->endpoints.empty()) {
    for (const WantedEndpoint& endpoint : wanted->endpoints)
      keys.push_back({.key = {endpoint.scheme, endpoint.port, endpoint.host},
                      .declared_at = endpoint.element->at(),
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
      keys.push_back({.key = key, .declared_at = binding.information().at, .endpoint = nullptr});
  }
  return keys;
}

const Binding* first_valid(const std::vector<const Binding*>& bindings) {
  const auto found = std::ranges::find_if(
      bindings, [](const Binding* binding) { return binding->end_point() != nullptr; });
  return found == bindings.end() ? nullptr : *found;
}

// By node.
using Dedicated = std::map<std::size_t, std::vector<const DedicatedAddress*>>;

Dedicated dedicated_addresses(const ManifestSite* wanted) {
  Dedicated addresses;
  if (wanted == nullptr) return addresses;
  for (const DedicatedAddress& at : wanted->at)
    if (at.address.ip) addresses[at.node].push_back(&at);
  return addresses;
}

class SiteOnFarm {
 public:
  SiteOnFarm(const Farm& farm, const Site& site)
      : farm_(farm),
        site_(site),
        wanted_(declared(farm, site)),
        nodes_(nodes_of(farm, site)),
        dedicated_(dedicated_addresses(wanted_)),
        answers_(site, asks_by_node() ? &manifest().index.live_on : nullptr) {}

  void cover(std::vector<NodeCoverage>& out) const {
    const std::vector<WantedKey> keys = wanted_keys(manifest(), wanted_, site_);
    for (const std::size_t node : nodes_) {
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
  // Where the site has no address of its own, any of the node will do.
  bool asks_by_node() const {
    return !std::ranges::all_of(nodes_, [&](std::size_t n) { return dedicated_.contains(n); });
  }
  void add_cells(const WantedKey& key, NodeCoverage& out) const;
  void add_cell(const WantedKey& key, const DedicatedAddress* at, NodeCoverage& out) const;
  // Whether the address is on the node and no other site's.
  bool free_for_site(const IpAddress& ip, std::size_t node) const;
  std::vector<const Binding*> bound_to(const AnswersOfKey& answers, std::size_t node) const;
  bool has_free_v6(std::size_t node) const;
  void find_answer(const AnswersOfKey& answers, const Want& want, std::size_t node,
                   CoverageCell& cell) const;
  EndPoint proposal(const Want& want, std::size_t node) const;

  const Farm& farm_;
  const Site& site_;
  const ManifestSite* wanted_;
  std::vector<std::size_t> nodes_;
  Dedicated dedicated_;
  Answers answers_;
};

void SiteOnFarm::add_cells(const WantedKey& key, NodeCoverage& out) const {
  const auto here = dedicated_.find(out.node);
  if (here == dedicated_.end()) return add_cell(key, nullptr, out);
  std::vector<IpAddress> seen;
  for (const DedicatedAddress* at : here->second) {
    if (std::ranges::find(seen, *at->address.ip) != seen.end()) continue;
    seen.push_back(*at->address.ip);
    add_cell(key, at, out);
  }
}

void SiteOnFarm::add_cell(const WantedKey& key, const DedicatedAddress* at,
                          NodeCoverage& out) const {
  Want want{.scheme = key.key.scheme,
            .port = key.key.port,
            .host = key.key.host,
            .dedicated = at == nullptr ? std::nullopt : at->address.ip,
            .dedicated_at = at == nullptr ? Location{} : at->element->at(),
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
  if (const AnswersOfKey* const answers = answers_.of(key.key))
    find_answer(*answers, want, out.node, cell);
  if (cell.answered_by == nullptr) want.proposal = proposal(want, out.node);
  cell.want = want;
  out.cells.push_back(cell);
}

bool SiteOnFarm::free_for_site(const IpAddress& ip, std::size_t node) const {
  const auto& dedicated = manifest().index.dedicated;
  const auto found = dedicated.find({ip, node});
  if (found == dedicated.end()) return true;
  // Blue/green twins may share bindings, hence addresses.
  return std::ranges::any_of(found->second, [&](std::size_t s) {
    const ManifestSite& owner = manifest().sites[s];
    return &owner == wanted_ || owner.is_alternate(site_.name().value) ||
           (wanted_ != nullptr && wanted_->is_alternate(owner.name.value));
  });
}

// The bindings to addresses that the node has for the site, in the order of the file.
std::vector<const Binding*> SiteOnFarm::bound_to(const AnswersOfKey& answers,
                                                 std::size_t node) const {
  std::vector<const Binding*> found = answers.on.of(node);
  std::erase_if(found, [&](const Binding* binding) {
    return !free_for_site(meant(*binding)->address.ip, node);
  });
  return found;
}

bool SiteOnFarm::has_free_v6(std::size_t node) const {
  return std::ranges::any_of(manifest().nodes[node].live,
                             [&](const IpAddress& ip) { return ip.v6 && free_for_site(ip, node); });
}

// The closest binding answers: to the address itself, to all of its kind, to any.
void SiteOnFarm::find_answer(const AnswersOfKey& answers, const Want& want, std::size_t node,
                             CoverageCell& cell) const {
  const std::vector<const Binding*> exact =
      want.dedicated ? answers.at.of(*want.dedicated) : bound_to(answers, node);
  // A want was inferred from these very bindings, and mending one of them meets the want.
  if (want.inferred)
    for (const Binding* binding : exact)
      if (binding->end_point() == nullptr) cell.meant_by = binding;
  cell.answered_by = first_valid(exact);
  if (cell.answered_by == nullptr && (want.dedicated ? want.dedicated->v6 : has_free_v6(node)))
    cell.answered_by = first_valid(answers.any_v6);
  if (cell.answered_by == nullptr) cell.answered_by = first_valid(answers.any);
}

EndPoint SiteOnFarm::proposal(const Want& want, std::size_t node) const {
  EndPoint proposal{.scheme = want.scheme,
                    .address = {.any = true, .ip = {}},
                    .port = want.port,
                    .host = want.host.value_or("")};
  if (!want.host) {
    // Any host would do; the one that the site answers to elsewhere is the one to repeat.
    if (const auto* const siblings = answers_.of({want.scheme, want.port, std::nullopt}))
      proposal.host = meant(*siblings->first)->host;
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
