#include <algorithm>
#include <map>
#include <set>

#include "lint/commands.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::size_t most_listed = 4;

struct Bound {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
};
using Group = std::vector<Bound>;

// The bindings that HTTP.sys serves, by address.
struct Bindings {
  std::map<IpAddress, Group> specific;
  std::set<IpAddress> loopback;  // of these, what every node has
  Group any;
  Group any_v6;
};

void add_bindings(const Site& site, Bindings& found) {
  for (const Binding& binding : site.bindings) {
    const EndPoint* const end_point = binding.end_point();
    if (end_point == nullptr || binding.scheme == Scheme::Ftp) continue;
    Group& group = end_point->address.any        ? found.any
                   : end_point->address.any_v6() ? found.any_v6
                                                 : found.specific[end_point->address.ip];
    group.push_back({&site, &binding});
    if (end_point->address.ip.loopback()) found.loopback.insert(end_point->address.ip);
  }
}

Bindings bindings_of(const Farm& farm) {
  Bindings found;
  for (const Site& site : farm.config.sites)
    if (site.starts) add_bindings(site, found);
  return found;
}

// The listen list of one node, without addresses that the node lacks.
struct Listens {
  std::size_t node = 0;
  std::set<IpAddress> on;
  Location at;

  bool hears(const IpAddress& ip) const {
    return on.contains(ip) || on.contains(IpAddress{.v6 = ip.v6, .bytes = {}});
  }
};

Group expected_on(const Farm& farm, const Group& group, std::size_t node) {
  Group found;
  for (const Bound& bound : group) {
    const ManifestSite* const wanted = declared(farm, *bound.site);
    if (wanted == nullptr || std::ranges::binary_search(wanted->on, node)) found.push_back(bound);
  }
  return found;
}

std::string site_words(const Group& group) {
  std::vector<std::string> names;
  for (const Bound& bound : group)
    if (names.empty() || names.back() != bound.site->name().value)
      names.emplace_back(bound.site->name().value);
  return enumeration(shortened(std::move(names), most_listed));
}

std::string list_words(const Listens& list) {
  std::vector<std::string> words;
  for (const IpAddress& ip : list.on) words.push_back(to_string(ip));
  return enumeration(shortened(std::move(words), most_listed));
}

Finding& report(const Farm& farm, const Listens& list, const Group& group, std::string_view address,
                Findings& findings) {
  const Bound& first = group.front();
  const std::string_view node = farm.manifest->nodes[list.node].name.value;
  Finding& finding = findings.add(first.binding->information().at,
                                  "HTTP.sys on {} does not listen on {}: no request reaches {} "
                                  "there",
                                  node, address, site_words(group));
  Subject subject = about(*first.site, *first.binding);
  subject.node = node;
  finding.about(std::move(subject))
      .note(list.at, "the IP listen list of {} has {}", node, list_words(list));
  for (std::size_t i = 1; i < std::min(group.size(), most_listed); ++i)
    finding.note(group[i].binding->information().at, "{} binds it, too",
                 group[i].site->name().value);
  return finding;
}

void offer(Finding& finding, const Farm& farm, std::size_t node,
           const std::vector<IpAddress>& all) {
  Fix fix{.description = "listen there, too"};
  for (const IpAddress& ip : all)
    fix.commands.push_back(
        netsh_add_iplisten(to_string(ip), farm.manifest->nodes[node].name.value));
  finding.fix(std::move(fix));
}

void check_specific(const Farm& farm, const Listens& list, const Bindings& bindings,
                    Findings& findings) {
  const Node& node = farm.manifest->nodes[list.node];
  std::set<IpAddress> reachable(node.live.begin(), node.live.end());
  reachable.insert(bindings.loopback.begin(), bindings.loopback.end());
  for (const IpAddress& ip : reachable) {
    const auto group = bindings.specific.find(ip);
    if (group == bindings.specific.end() || list.hears(ip)) continue;
    const Group here = expected_on(farm, group->second, list.node);
    if (here.empty()) continue;
    offer(report(farm, list, here, to_string(ip), findings), farm, list.node, {ip});
  }
}

// A binding to all addresses is out of reach only if not one of them is in the list.
void check_any(const Farm& farm, const Listens& list, const Group& group,
               const std::vector<IpAddress>& own, std::string_view address, Findings& findings) {
  const auto heard = [&](const IpAddress& ip) { return list.hears(ip); };
  if (own.empty() || std::ranges::any_of(own, heard)) return;
  const Group here = expected_on(farm, group, list.node);
  if (here.empty()) return;
  offer(report(farm, list, here, address, findings), farm, list.node, own);
}

void report_stale(const Node& node, const Located<IpAddress>& entry, Findings& findings) {
  const std::string ip = to_string(entry.value);
  findings
      .add(entry.at,
           "{} is in the IP listen list of {}, which does not have it: no site starts there", ip,
           node.name.value)
      .about({.object = fmt::format("node[{}]/iplisten[{}]", node.name.value, ip),
              .node = std::string(node.name.value),
              .address = ip})
      .note(entry.at,
            "HTTP.sys cannot listen on the address, and none of its ports opens (HTTP, event "
            "15005)")
      .fix({.description = "take it out of the list",
            .edits = {},
            .commands = {netsh_delete_iplisten(ip, node.name.value)}});
}

void check_node(const Farm& farm, std::size_t n, const Bindings& bindings, Findings& findings) {
  const Node& node = farm.manifest->nodes[n];
  const std::vector<Located<IpAddress>>& entries = *farm.evidence[n].listen_list;
  Listens list{.node = n, .on = {}, .at = {}};
  for (const Located<IpAddress>& entry : entries) {
    const IpAddress& ip = entry.value;
    if (!ip.unspecified() && !ip.loopback() && !node.has(ip)) {
      report_stale(node, entry, findings);
      continue;
    }
    if (list.on.empty()) list.at = entry.at;
    list.on.insert(ip);
  }
  // An empty list means every address.
  if (list.on.empty()) return;
  check_specific(farm, list, bindings, findings);
  check_any(farm, list, bindings.any, node.live, "any address of the node", findings);
  std::vector<IpAddress> v6 = node.live;
  std::erase_if(v6, [](const IpAddress& ip) { return !ip.v6; });
  check_any(farm, list, bindings.any_v6, v6, "any IPv6 address of the node", findings);
}

void check(const Farm& farm, Findings& findings) {
  const Bindings bindings = bindings_of(farm);
  for (std::size_t n = 0; n < farm.evidence.size(); ++n)
    if (farm.manifest->nodes[n].active() && farm.evidence[n].listen_list)
      check_node(farm, n, bindings, findings);
}

}  // namespace

extern constinit const Rule ip_not_in_listen_list{
    .name = "ip-not-in-listen-list",
    .severity = Severity::Error,
    .subject = Subjects::Farm,
    .summary = "A node's IP listen list does not agree with its addresses and bindings.",
    .rationale =
        "Once the list has an entry, HTTP.sys listens on the addresses in it and on no other: "
        "bindings to the others are registered, and nobody reaches them. With an address that the "
        "node does not have, no site starts at all (HTTP, event 15005). The list is kept on each "
        "node and is not part of the shared configuration.",
    .remediation =
        "Add the address to the node's list, or delete the entry; an empty list means all.",
    .evidence = Evidence::ListenList,
    .check = check,
};

}  // namespace farmlint::rules
