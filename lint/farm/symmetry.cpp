#include "lint/farm/symmetry.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "lint/farm/coverage.h"
#include "lint/farm/wording.h"

namespace farmlint {
namespace {

struct Key {
  Scheme scheme = Scheme::Other;
  std::uint16_t port = 0;
  std::string_view host;

  friend auto operator<=>(const Key&, const Key&) = default;
};

Key key_of(const EndPoint& end_point) {
  return {.scheme = end_point.scheme, .port = end_point.port, .host = end_point.host};
}

using Answered = std::map<Key, const Binding*>;

// What no comparison of nodes is about.
class Exempt {
 public:
  Exempt(const Farm& farm, const Site& site) : wanted_(declared(farm, site)) {
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point != nullptr && end_point->address.any) anywhere_.insert(key_of(*end_point));
    }
  }

  bool contains(const Key& key) const {
    if (anywhere_.contains(key)) return true;
    if (wanted_ == nullptr) return false;
    return std::ranges::any_of(wanted_->endpoints, [&](const WantedEndpoint& endpoint) {
      return endpoint.limited && endpoint.scheme == key.scheme && endpoint.port == key.port &&
             (!endpoint.host || *endpoint.host == key.host);
    });
  }

 private:
  const ManifestSite* wanted_;
  std::set<Key> anywhere_;
};

// By node, what the site's bindings to one of its addresses answer.
class SiteAnswers {
 public:
  SiteAnswers(const Farm& farm, const Site& site) {
    const Exempt exempt(farm, site);
    std::map<IpAddress, std::vector<const Binding*>> by_address;
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point == nullptr || !binding.web() || !end_point->address.specific()) continue;
      if (end_point->address.ip.loopback() || exempt.contains(key_of(*end_point))) continue;
      by_address[end_point->address.ip].push_back(&binding);
    }
    for (const auto& [ip, bindings] : by_address)
      for (const std::size_t node : live_nodes(farm, {.any = false, .ip = ip}))
        for (const Binding* binding : bindings)
          by_node_[node].try_emplace(key_of(*binding->end_point()), binding);
  }

  bool empty() const { return by_node_.empty(); }

  const Answered& on(std::size_t node) const {
    const auto found = by_node_.find(node);
    return found == by_node_.end() ? nothing_ : found->second;
  }

 private:
  std::map<std::size_t, Answered> by_node_;
  const Answered nothing_;
};

bool same_keys(const Answered& one, const Answered& other) {
  return std::ranges::equal(one, other, {}, &Answered::value_type::first,
                            &Answered::value_type::first);
}

std::string words_for(const Answered& answered) {
  constexpr std::size_t most = 5;
  std::vector<std::string> items;
  for (const auto& [key, binding] : answered) {
    if (items.size() == most && answered.size() > most + 1) {
      items.push_back(fmt::format("{} more", answered.size() - most));
      break;
    }
    const std::string host = key.host.empty() ? "" : fmt::format(":{}", key.host);
    items.push_back(fmt::format("{}:{}{}", to_string(key.scheme), key.port, host));
  }
  return enumeration(items);
}

Asymmetry compare(const Site& site, const Answered& full, const Answered& other) {
  Asymmetry found;
  found.site = &site;
  found.answers = words_for(full);
  found.other_answers = other.empty() ? "nothing" : "only " + words_for(other);
  for (const auto& [key, binding] : full) {
    if (other.contains(key)) continue;
    found.example = binding;
    break;
  }
  return found;
}

// The nodes of one group.
void compare_group(const Site& site, const SiteAnswers& answers,
                   const std::vector<std::size_t>& nodes, std::vector<Asymmetry>& out) {
  std::vector<Answered> answered;
  answered.reserve(nodes.size());
  for (const std::size_t node : nodes) answered.push_back(answers.on(node));
  const auto fullest = std::ranges::max_element(answered, {}, &Answered::size);
  const std::size_t node = nodes[static_cast<std::size_t>(fullest - answered.begin())];
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (same_keys(*fullest, answered[i])) continue;
    Asymmetry& found = out.emplace_back(compare(site, *fullest, answered[i]));
    found.node = node;
    found.other = nodes[i];
  }
}

}  // namespace

std::vector<Asymmetry> asymmetries(const Farm& farm) {
  std::vector<Asymmetry> found;
  if (!farm.manifest) return found;
  std::map<const Site*, std::map<std::string, std::vector<std::size_t>>> complete;
  for (const NodeCoverage& where : coverage(farm)) {
    const auto missing = [](const CoverageCell& cell) { return cell.answered_by == nullptr; };
    if (std::ranges::any_of(where.cells, missing)) continue;
    complete[where.site][lower(farm.manifest->nodes[where.node].group.value)].push_back(where.node);
  }
  for (const Site& site : farm.config.sites) {
    if (farm.doubts.of_bindings(site)) continue;
    const auto groups = complete.find(&site);
    if (groups == complete.end()) continue;
    const SiteAnswers answers(farm, site);
    if (answers.empty()) continue;
    for (const auto& [group, nodes] : groups->second) compare_group(site, answers, nodes, found);
  }
  return found;
}

}  // namespace farmlint
