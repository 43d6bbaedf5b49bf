#include "lint/infer/sites.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "lint/farm/wording.h"
#include "lint/infer/addresses.h"
#include "lint/text.h"

namespace farmlint::inference {
namespace {

// Protocol, port, host.
using Answer = std::tuple<std::string, std::uint16_t, std::string>;
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
      : nodes_(nodes), virtual_(virtual_addresses) {
    for (const Site& site : config.sites)
      for (const auto& [ip, answers] : answers_of(site)) ++users_[ip];
  }

  DraftSite draft(const Site& site) {
    DraftSite result{.name = std::string(site.name.value), .at = {}, .remarks = {}};
    if (!site.starts) {
      result.remarks.push_back({.text = "Does not start by itself (serverAutoStart)."});
      return result;
    }
    const Answers answers = answers_of(site);
    std::vector<const DraftNode*> without;
    for (const DraftNode& node : nodes_)
      if (!dedicate(answers, node, result)) without.push_back(&node);
    if (!result.at.empty())
      for (const DraftNode* node : without) ask_for_address(*node, result);
    return result;
  }

 private:
  // Whether the site has any address on the node.
  bool dedicate(const Answers& answers, const DraftNode& node, DraftSite& result) const {
    Answers here;
    std::vector<IpAddress> own;
    for (const IpAddress& ip : node.addresses) {
      const auto found = answers.find(ip);
      if (found == answers.end()) continue;
      here.insert(*found);
      if (users_.at(ip) == 1) own.push_back(ip);
    }
    const bool shares = own.size() < here.size();
    for (const IpAddress& ip : virtual_)
      if (const auto found = answers.find(ip); found != answers.end()) here.insert(*found);
    if (own.empty() || shares) return !here.empty();
    const auto differs = [&](const auto& entry) { return entry.second != here.begin()->second; };
    if (std::ranges::any_of(here, differs)) {
      result.remarks.push_back(
          {.text = fmt::format("On {} its addresses {} answer differently, so none is dedicated.",
                               node.name(), list(here))});
      return true;
    }
    for (const IpAddress& ip : own)
      result.at.push_back({{"node", node.name()}, {"ip", to_string(ip)}});
    return true;
  }

  // What a farm with an address per site and node forgets is the point of checking it. Each site
  // that asks gets another example.
  void ask_for_address(const DraftNode& node, DraftSite& result) {
    std::vector<std::string> unused;
    for (const IpAddress& ip : node.addresses)
      if (!users_.contains(ip)) unused.push_back(to_string(ip));
    if (unused.empty()) return;
    const std::string example = unused[asked_[&node]++ % unused.size()];
    if (unused.size() > most_addresses_listed) unused.resize(most_addresses_listed);
    result.remarks.push_back(
        {.text = fmt::format("No binding of this site has an address of {}. If one that no site "
                             "is bound to is meant for it ({}), say so:",
                             node.name(), enumeration(unused)),
         .example = tag("at", {{"node", node.name()}, {"ip", example}})});
  }

  static std::string list(const Answers& answers) {
    std::vector<std::string> texts;
    for (const auto& [ip, answer] : answers) texts.push_back(to_string(ip));
    return enumeration(texts);
  }

  const std::vector<DraftNode>& nodes_;
  const std::vector<IpAddress>& virtual_;
  std::map<IpAddress, std::size_t> users_;
  std::map<const DraftNode*, std::size_t> asked_;
};

}  // namespace

std::vector<DraftSite> draft_sites(const ConfigModel& config, const std::vector<DraftNode>& nodes,
                                   const std::vector<IpAddress>& virtual_addresses) {
  Sites sites(config, nodes, virtual_addresses);
  std::set<std::string_view, IgnoreCase> seen;
  std::vector<DraftSite> drafts;
  for (const Site& site : config.sites)
    if (!trim(site.name.value).empty() && seen.insert(site.name.value).second)
      drafts.push_back(sites.draft(site));
  return drafts;
}

}  // namespace farmlint::inference
