// What the farm manifest says: the nodes that share the configuration, their addresses, what each
// site is expected to answer on. Views of the document it was made from.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/address.h"
#include "lint/by_name.h"
#include "lint/config/binding_text.h"
#include "lint/finding.h"
#include "lint/source.h"
#include "lint/text.h"
#include "lint/xml.h"

namespace farmlint {

// Active: every rule. Draining: like active, but findings about it are notes. Standby: its
// addresses are known, nothing is demanded. Decommissioned: its addresses are stale.
enum class NodeState : std::uint8_t { Active, Standby, Draining, Decommissioned };

struct NodeAddress {
  Text text;                    // placed at the start tag if the attribute is absent
  std::optional<IpAddress> ip;  // none if it is no address: manifest-address-conflict says so
};

struct Capture {
  const XmlElement* element = nullptr;
  Text kind;  // sslcert, certificates, iplisten, redirection, ccs
  Text file;
  std::vector<std::string> paths;  // the files it names, resolved against the manifest
};

struct SslBindingEntry {
  Text endpoint;
  Text thumbprint;
  Text store;
};

struct CertificateEntry {
  const XmlElement* element = nullptr;
  Text name;  // of farm-level certificates
  std::vector<Text> thumbprints;
  Text store;
  std::vector<Text> names;
  std::optional<std::chrono::sys_days> not_before;
  std::optional<std::chrono::sys_days> not_after;
  bool private_key = true;
  bool per_node = false;
  std::optional<int> min_days;

  bool lists(std::string_view thumbprint) const;  // ignores case
};

struct Node {
  Text name;
  const XmlElement* element = nullptr;
  Text group;
  NodeState state = NodeState::Active;
  std::optional<unsigned> os_build;
  std::optional<bool> domain_joined;
  std::vector<Text> drives;
  std::vector<Text> mapped_drives;
  std::vector<unsigned> reserved_ports;
  std::vector<Text> features;
  std::vector<Text> aliases;
  std::vector<NodeAddress> addresses;  // its own
  std::vector<IpAddress> live;         // its own and the virtual ones that arrive here
  std::set<IpAddress> live_index;      // the same, to look up
  std::vector<Capture> captures;
  std::vector<SslBindingEntry> ssl_bindings;
  std::vector<CertificateEntry> certificates;

  // Draining nodes count as active everywhere; what is found about them is at most a note.
  bool active() const { return state == NodeState::Active || state == NodeState::Draining; }
  bool has(const IpAddress& ip) const;
  bool has_v6() const;
};

enum class FrontEndType : std::uint8_t { Proxy, Nlb, Dsr };

struct FrontEnd {
  Text name;
  FrontEndType type = FrontEndType::Proxy;
  Text tls;       // passthrough, offloaded, reencrypted
  Text affinity;  // none, source, cookie
  std::vector<NodeAddress> vips;
  std::vector<const XmlElement*> probes;

  // Whether packets reach the nodes under the virtual address.
  bool reaches_nodes() const { return type != FrontEndType::Proxy; }
};

// <at>: an address dedicated to the site on a node.
struct DedicatedAddress {
  Text node_name;
  NodeAddress address;
  const XmlElement* element = nullptr;
  std::size_t node = 0;  // index into Manifest::nodes; meaningless for an unknown name
};

// <endpoint>: what the site must answer.
struct WantedEndpoint {
  const XmlElement* element = nullptr;
  Scheme scheme = Scheme::Other;
  std::uint16_t port = 0;
  std::optional<std::string> host;  // canonical; none: any host satisfies
  Text certificate;
  std::vector<Text> clients;
  Text on_text;
  std::vector<std::size_t> on;  // indices of nodes, ascending
  bool limited = false;         // `on` is written; otherwise it is wanted wherever the site is

  bool wanted_on(std::size_t node) const;
};

struct ManifestSite {
  Text name;
  const XmlElement* element = nullptr;
  Text on_text;
  std::vector<std::size_t> on;  // indices of nodes, ascending; default: every active node
  bool limited = false;         // `on` is written
  Text tls;                     // passthrough, offloaded, backend
  bool internal = false;
  bool stateless = false;
  Text technology;
  Text alternates_text;  // one name, which may hold blanks, or several without
  std::vector<DedicatedAddress> at;
  std::vector<WantedEndpoint> endpoints;

  bool is_alternate(std::string_view site) const;  // ignores case
};

struct Share {
  Text path;
  std::vector<Text> granted;
};

struct RuleLevel {
  Text rule;
  std::optional<Severity> level;  // none: off
};

struct Policy {
  Text profile;
  std::optional<int> expiry_days;
  bool require_evidence = false;
  std::vector<Text> template_markers;
  std::optional<std::chrono::sys_days> mixed_versions_until;
  bool disable_legacy_tls = false;
  std::vector<RuleLevel> rules;
  std::vector<const XmlElement*> settings;  // custom rules
};

// An <ignore>, or a farmlint-ignore comment beside the configuration.
struct Ignore {
  Text rule;
  Text reason;
  std::optional<std::chrono::sys_days> until;
  Location until_at;
  Location at;  // the start tag, or the comment
  // Narrowing, as globs. Empty: any.
  std::string site, node, binding, pool, path;
  std::optional<IpRange> address;
  // Of a comment: the range of the file in which it counts.
  std::optional<Location> scope;
  // Why it is not applied: of a comment that is not written as it should be.
  std::string fault;
};

struct ConfigurationFiles {
  Text path;
  Text administration;
  Text schema;
  Text root_web_config;
  Text machine_config;
  Text share;
  Text replication;
  Text keys;
  Text providers;
};

inline std::string_view name_of_site(const ManifestSite& site) {
  return site.name.value;
}

// Names and addresses to look up, because a farm may have ten thousand sites.
struct ManifestIndex {
  std::map<std::string_view, std::size_t, IgnoreCase> nodes;  // names and aliases
  ByName sites;
  std::map<std::string_view, std::size_t, IgnoreCase> certificates;  // of the farm
  // The sites with an <at> of that address on that node, in order.
  std::map<std::pair<IpAddress, std::size_t>, std::vector<std::size_t>> dedicated;
  std::map<IpAddress, std::vector<std::size_t>> nodes_of;  // that list the address as their own
  std::map<IpAddress, std::vector<std::size_t>>
      live_on;  // active nodes where packets for it arrive
};

struct Manifest {
  const XmlElement* root = nullptr;
  Text name;
  ConfigurationFiles configuration;
  Policy policy;
  std::vector<FrontEnd> front_ends;
  std::vector<Node> nodes;
  std::vector<CertificateEntry> certificates;
  std::vector<Share> shares;
  std::vector<ManifestSite> sites;
  std::vector<Ignore> ignores;
  ManifestIndex index;

  const Node* node(std::string_view wanted) const;  // by name or alias, ignoring case
  // What "WEB01", an alias, "WEB01.contoso.com" or an address of its own means; nullptr for none.
  const Node* node_at(std::string_view host) const;
  const ManifestSite* site(std::string_view wanted) const;  // ignores case
  // The site to which `ip` is dedicated on the node, or nullptr.
  const ManifestSite* owner(const IpAddress& ip, std::size_t node) const;
  // The front end that has the virtual address, or nullptr.
  const FrontEnd* front_end(const IpAddress& ip) const;
  // Whether an active or draining node has it, or it is a virtual one that reaches them.
  bool belongs_to_farm(const IpAddress& ip) const;
};

}  // namespace farmlint
