#include <algorithm>
#include <set>

#include "lint/farm/manifest_reader.h"

namespace farmlint::manifest_reader {
namespace {

using Names = std::set<std::string_view, IgnoreCase>;

std::string or_nearest(const Text& wrong, const Names& known) {
  return did_you_mean(nearest_name(wrong.value, known));
}

void repeated(const Text& name, const Location& first, std::string_view kind, Errors& errors) {
  errors.add(name.at, "the {} name '{}' is given twice", kind, name.value)
      .note(first, "first given here");
}

// Adds a name to an index; tells where it was first if it is there already.
void enter(const Text& name, std::size_t which, std::string_view kind,
           std::map<std::string_view, std::size_t, IgnoreCase>& index,
           std::map<std::string_view, Location, IgnoreCase>& places, Errors& errors) {
  if (name.value.empty()) return;
  const auto [first, is_new] = places.try_emplace(name.value, name.at);
  if (is_new) {
    index.emplace(name.value, which);
    return;
  }
  repeated(name, first->second, kind, errors);
}

void index_nodes(Manifest& manifest, Errors& errors) {
  std::map<std::string_view, Location, IgnoreCase> places;
  for (std::size_t n = 0; n < manifest.nodes.size(); ++n)
    enter(manifest.nodes[n].name, n, "node", manifest.index.nodes, places, errors);
  for (std::size_t n = 0; n < manifest.nodes.size(); ++n) {
    for (const Text& alias : manifest.nodes[n].aliases) {
      // A node may repeat its own name among the aliases.
      const auto known = manifest.index.nodes.find(alias.value);
      if (known != manifest.index.nodes.end() && known->second == n) continue;
      enter(alias, n, "node", manifest.index.nodes, places, errors);
    }
  }
}

void index_sites(Manifest& manifest, Errors& errors) {
  manifest.index.sites = ByName(manifest.sites, name_of_site);
  for (const ManifestSite& site : manifest.sites) {
    const ManifestSite* const first = manifest.site(site.name.value);
    if (first != nullptr && first != &site) repeated(site.name, first->name.at, "site", errors);
  }
}

void add_live(Node& node, const NodeAddress& address) {
  if (address.ip && node.live_index.insert(*address.ip).second) node.live.push_back(*address.ip);
}

void add_virtual_addresses(Node& node, const std::vector<FrontEnd>& front_ends) {
  for (const FrontEnd& front_end : front_ends) {
    if (!front_end.reaches_nodes()) continue;
    for (const NodeAddress& vip : front_end.vips) add_live(node, vip);
  }
}

void fill_live_addresses(Manifest& manifest) {
  for (Node& node : manifest.nodes) {
    for (const NodeAddress& address : node.addresses) add_live(node, address);
    if (node.active()) add_virtual_addresses(node, manifest.front_ends);
  }
  for (std::size_t n = 0; n < manifest.nodes.size(); ++n) {
    if (!manifest.nodes[n].active()) continue;
    for (const IpAddress& ip : manifest.nodes[n].live) manifest.index.live_on[ip].push_back(n);
  }
}

void index_addresses(Manifest& manifest) {
  for (std::size_t n = 0; n < manifest.nodes.size(); ++n) {
    for (const NodeAddress& address : manifest.nodes[n].addresses) {
      if (address.ip) manifest.index.nodes_of[*address.ip].push_back(n);
    }
  }
}

// Groups, nodes and aliases: what `on` may name.
struct Places {
  std::map<std::string_view, std::vector<std::size_t>, IgnoreCase> nodes;
  Names names;
};

Places places_of(const Manifest& manifest) {
  Places places;
  for (const auto& [name, n] : manifest.index.nodes) places.nodes[name].push_back(n);
  for (std::size_t n = 0; n < manifest.nodes.size(); ++n) {
    const std::string_view group = manifest.nodes[n].group.value;
    if (!group.empty()) places.nodes[group].push_back(n);
  }
  for (const auto& [name, nodes] : places.nodes) places.names.insert(name);
  return places;
}

std::vector<std::size_t> resolve_on(const Text& on, const Places& places, Errors& errors) {
  std::vector<std::size_t> nodes;
  const std::vector<Text> names = split(on);
  if (names.empty()) errors.add(on.at, "'on' names no node");
  for (const Text& name : names) {
    const auto found = places.nodes.find(name.value);
    if (found == places.nodes.end()) {
      errors.add(name.at, "there is no node or group '{}'{}", name.value,
                 or_nearest(name, places.names));
      continue;
    }
    nodes.insert(nodes.end(), found->second.begin(), found->second.end());
  }
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

Names node_names(const Manifest& manifest) {
  Names names;
  for (const auto& [name, n] : manifest.index.nodes) names.insert(name);
  return names;
}

void resolve_at(ManifestSite& site, const Manifest& manifest, const Names& names, Errors& errors) {
  std::vector<DedicatedAddress> known;
  for (DedicatedAddress& at : site.at) {
    const auto found = manifest.index.nodes.find(at.node_name.value);
    if (found != manifest.index.nodes.end()) {
      at.node = found->second;
      known.push_back(at);
    } else if (!at.node_name.value.empty()) {
      const auto in_group = [&](const Node& node) {
        return iequals(node.group.value, at.node_name.value);
      };
      const bool group = std::ranges::any_of(manifest.nodes, in_group);
      errors.add(at.node_name.at, "there is no node '{}'{}", at.node_name.value,
                 group ? ", only a group" : or_nearest(at.node_name, names));
    }
  }
  site.at = std::move(known);
}

std::vector<std::size_t> active_nodes(const Manifest& manifest) {
  std::vector<std::size_t> nodes;
  for (std::size_t n = 0; n < manifest.nodes.size(); ++n) {
    if (manifest.nodes[n].active()) nodes.push_back(n);
  }
  return nodes;
}

void index_dedicated(const ManifestSite& site, std::size_t which, ManifestIndex& index) {
  for (const DedicatedAddress& at : site.at) {
    if (!at.address.ip) continue;
    std::vector<std::size_t>& owners = index.dedicated[{*at.address.ip, at.node}];
    if (owners.empty() || owners.back() != which) owners.push_back(which);
  }
}

void resolve_sites(Manifest& manifest, Errors& errors) {
  const Places places = places_of(manifest);
  const Names names = node_names(manifest);
  const std::vector<std::size_t> everywhere = active_nodes(manifest);
  for (std::size_t s = 0; s < manifest.sites.size(); ++s) {
    ManifestSite& site = manifest.sites[s];
    site.on = site.limited ? resolve_on(site.on_text, places, errors) : everywhere;
    for (WantedEndpoint& endpoint : site.endpoints) {
      if (endpoint.limited) endpoint.on = resolve_on(endpoint.on_text, places, errors);
    }
    resolve_at(site, manifest, names, errors);
    index_dedicated(site, s, manifest.index);
  }
}

void resolve_certificates(Manifest& manifest, Errors& errors) {
  std::map<std::string_view, Location, IgnoreCase> places;
  for (std::size_t c = 0; c < manifest.certificates.size(); ++c)
    enter(manifest.certificates[c].name, c, "certificate", manifest.index.certificates, places,
          errors);
  Names names;
  for (const auto& [name, where] : places) names.insert(name);
  for (const ManifestSite& site : manifest.sites) {
    for (const WantedEndpoint& endpoint : site.endpoints) {
      const Text& wanted = endpoint.certificate;
      if (wanted.value.empty() || names.contains(wanted.value)) continue;
      errors.add(wanted.at, "there is no certificate '{}'{}", wanted.value,
                 or_nearest(wanted, names));
    }
  }
}

}  // namespace

std::string did_you_mean(std::optional<std::string_view> nearest) {
  return nearest ? fmt::format("; did you mean '{}'?", *nearest) : std::string();
}

void resolve_references(Manifest& manifest, Errors& errors) {
  index_nodes(manifest, errors);
  index_sites(manifest, errors);
  fill_live_addresses(manifest);
  index_addresses(manifest);
  resolve_sites(manifest, errors);
  resolve_certificates(manifest, errors);
}

}  // namespace farmlint::manifest_reader
