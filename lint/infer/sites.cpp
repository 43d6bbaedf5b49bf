#include "lint/infer/sites.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "lint/farm/wording.h"
#include "lint/infer/addresses.h"
#include "lint/text.h"

namespace farmlint::inference {
namespace {

// Protocol, port, host.
using Answer = std::tuple<Scheme, std::uint16_t, std::string_view>;
using Answers = std::map<IpAddress, std::set<Answer>>;

constexpr std::size_t most_addresses_listed = 5;

Answers answers_of(const Site& site) {
  Answers found;
  for (const EndPoint& end_point : node_end_points(site))
    found[end_point.address.ip].emplace(end_point.scheme, end_point.port, end_point.host);
  return found;
}

class Sites {
 public:
  Sites(const ConfigModel& config, const std::vector<DraftNode>& nodes,
        const std::vector<IpAddress>& virtual_addresses)
      : nodes_(nodes), virtual_(virtual_addresses.begin(), virtual_addresses.end()) {
    for (const Site& site : config.sites)
      for (const auto& [ip, answers] : answers_of(site)) ++users_[ip];
    for (std::size_t n = 0; n < nodes.size(); ++n) {
      unused_.emplace_back();
      for (const IpAddress& ip : nodes[n].addresses) {
        node_of_.emplace(ip, n);
        if (!users_.contains(ip)) unused_.back().push_back(to_string(ip));
      }
    }
    asked_.resize(nodes.size());
  }

  DraftSite draft(const Site& site) {
    DraftSite result{.name = std::string(site.name().value), .at = {}, .remarks = {}};
    if (!site.starts) {
      result.remarks.push_back({.text = "Does not start by itself (serverAutoStart)."});
      return result;
    }
    const Answers answers = answers_of(site);
    std::vector<std::size_t> without;
    for (std::size_t n = 0; n < nodes_.size(); ++n)
      if (!dedicate(answers, n, result)) without.push_back(n);
    if (!result.at.empty())
      for (const std::size_t n : without) ask_for_address(n, result);
    return result;
  }

 private:
  // Whether the site has any address on the node.
  bool dedicate(const Answers& answers, std::size_t node, DraftSite& result) const {
    Answers here;
    std::vector<IpAddress> own;
    bool shares = false;
    for (const auto& [ip, answer] : answers) {
      const auto found = node_of_.find(ip);
      const bool of_node = found != node_of_.end() && found->second == node;
      if (!of_node && !virtual_.contains(ip)) continue;
      here.emplace(ip, answer);
      if (of_node) own.push_back(ip);
      if (of_node && users_.at(ip) != 1) shares = true;
    }
    if (own.empty() || shares) return !here.empty();
    const auto differs = [&](const auto& entry) { return entry.second != here.begin()->second; };
    if (std::ranges::any_of(here, differs)) {
      result.remarks.push_back(
          {.text = fmt::format("On {} its addresses {} answer differently, so none is dedicated.",
                               nodes_[node].name(), list(here))});
      return true;
    }
    for (const IpAddress& ip : own)
      result.at.push_back({{"node", nodes_[node].name()}, {"ip", to_string(ip)}});
    return true;
  }

  // What a farm with an address per site and node forgets is the point of checking it. Each site
  // that asks gets another example.
  void ask_for_address(std::size_t node, DraftSite& result) {
    const std::vector<std::string>& unused = unused_[node];
    if (unused.empty()) return;
    const std::string& name = nodes_[node].name();
    const std::string& example = unused[asked_[node]++ % unused.size()];
    const std::size_t listed = std::min(unused.size(), most_addresses_listed);
    result.remarks.push_back(
        {.text = fmt::format("No binding of this site has an address of {}. If one that no site "
                             "is bound to is meant for it ({}{}), say so:",
                             name, fmt::join(std::span(unused).first(listed), ", "),
                             listed < unused.size() ? ", …" : ""),
         .example = tag("at", {{"node", name}, {"ip", example}})});
  }

  static std::string list(const Answers& answers) {
    std::vector<std::string> texts;
    for (const auto& [ip, answer] : answers) texts.push_back(to_string(ip));
    return enumeration(texts);
  }

  const std::vector<DraftNode>& nodes_;
  std::set<IpAddress> virtual_;
  std::map<IpAddress, std::size_t> users_;        // how many sites
  std::map<IpAddress, std::size_t> node_of_;      // no two nodes of a draft share one
  std::vector<std::vector<std::string>> unused_;  // by node
  std::vector<std::size_t> asked_;                // by node: how often
};

}  // namespace

std::vector<DraftSite> draft_sites(const ConfigModel& config, const std::vector<DraftNode>& nodes,
                                   const std::vector<IpAddress>& virtual_addresses) {
  Sites sites(config, nodes, virtual_addresses);
  std::set<std::string_view, IgnoreCase> seen;
  std::vector<DraftSite> drafts;
  for (const Site& site : config.sites)
    if (!trim(site.name().value).empty() && seen.insert(site.name().value).second)
      drafts.push_back(sites.draft(site));
  return drafts;
}

}  // namespace farmlint::inference
