#include <algorithm>
#include <map>
#include <set>

#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

struct Listener {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
};
using Ports = std::map<std::uint16_t, std::vector<Listener>>;

// The http and https bindings of each of those ports: HTTP.sys opens the port on all addresses.
Ports http_ports(const Farm& farm, const std::set<unsigned>& wanted) {
  Ports ports;
  if (wanted.empty()) return ports;
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Binding& binding : site.bindings)
        if (binding.end_point() != nullptr && binding.scheme != Scheme::Ftp &&
            wanted.contains(binding.end_point()->port))
          ports[binding.end_point()->port].push_back({&site, &binding});
  return ports;
}

std::optional<std::uint16_t> other_port(const Binding& binding) {
  if (binding.scheme == Scheme::Ftp && binding.end_point() != nullptr)
    return binding.end_point()->port;
  if (binding.scheme != Scheme::NetTcp || !binding.text.problems().empty()) return {};
  unsigned port = 0;
  for (const char c : binding.written().port) port = port * 10 + static_cast<unsigned>(c - '0');
  return static_cast<std::uint16_t>(port);
}

// What other services want, and other software holds on a node: most ports of a farm are neither.
std::set<unsigned> other_ports(const Farm& farm) {
  std::set<unsigned> ports;
  for (const Site& site : farm.config.sites)
    for (const Binding& binding : site.bindings)
      if (const auto port = other_port(binding)) ports.insert(*port);
  if (farm.manifest)
    for (const Node& node : farm.manifest->nodes)
      ports.insert(node.reserved_ports.begin(), node.reserved_ports.end());
  return ports;
}

// Whether the listen list keeps HTTP.sys off the address. Without a list it listens everywhere.
bool keeps_off(const NodeEvidence& evidence, const BindingAddress& address) {
  const auto& list = evidence.listen_list;
  return list && !list->empty() && address.specific() &&
         std::ranges::none_of(*list, [&](const Located<IpAddress>& entry) {
           return entry.value == address.ip ||
                  (entry.value.unspecified() && entry.value.v6 == address.ip.v6);
         });
}

// The active nodes on which both services want the port. net.tcp has no address: it takes all.
std::vector<std::size_t> clash_on(const Farm& farm, const Binding& http, const Binding& other) {
  std::vector<std::size_t> nodes;
  const BindingAddress address = other.end_point() == nullptr
                                     ? BindingAddress{.any = true, .ip = {}}
                                     : other.end_point()->address;
  for (std::size_t n = 0; n < farm.manifest->nodes.size(); ++n) {
    const Node& node = farm.manifest->nodes[n];
    if (node.active() && live(http.end_point()->address, node) && live(address, node) &&
        !keeps_off(farm.evidence[n], address))
      nodes.push_back(n);
  }
  return nodes;
}

void report(const Farm& farm, const Listener& other, const Listener& http,
            const std::vector<std::size_t>& nodes, Findings& findings) {
  Finding& finding = findings.add(
      other.binding->information().at, "{} wants port {} for {}, but HTTP.sys opens it for {}{}",
      other.site->name().value, http.binding->end_point()->port, other.binding->scheme_name(),
      http.site->name().value,
      nodes.empty() ? std::string() : fmt::format(" on {}", node_words(farm, nodes)));
  finding.about(about(*other.site, *other.binding))
      .note(http.binding->information().at,
            "{} binds {} here, and HTTP.sys listens whatever the address", http.site->name().value,
            http.binding->label())
      .note(other.binding->information().at,
            "whichever service starts first on a node gets the port, the other one is down");
  if (farm.manifest) name_nodes(finding, farm, nodes);
}

// The first of the listeners that gets in the way of the other one.
void check_listener(const Farm& farm, const Listener& other, const std::vector<Listener>& all,
                    Findings& findings) {
  for (const Listener& http : all) {
    std::vector<std::size_t> nodes;
    if (farm.manifest) nodes = clash_on(farm, *http.binding, *other.binding);
    if (farm.manifest && nodes.empty()) continue;
    report(farm, other, http, nodes, findings);
    return;
  }
}

void check_other_services(const Farm& farm, const Ports& ports, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings) {
      const auto port = other_port(binding);
      const auto found = port ? ports.find(*port) : ports.end();
      if (found != ports.end()) check_listener(farm, {&site, &binding}, found->second, findings);
    }
  }
}

// The active nodes on which other software holds the port and the binding is live.
std::vector<std::size_t> reserved_on(const Farm& farm, const Binding& binding) {
  std::vector<std::size_t> nodes;
  const EndPoint& end_point = *binding.end_point();
  for (std::size_t n = 0; n < farm.manifest->nodes.size(); ++n) {
    const Node& node = farm.manifest->nodes[n];
    if (node.active() && std::ranges::count(node.reserved_ports, unsigned{end_point.port}) != 0 &&
        live(end_point.address, node))
      nodes.push_back(n);
  }
  return nodes;
}

void check_reserved(const Farm& farm, const Ports& ports, Findings& findings) {
  for (const auto& [port, listeners] : ports) {
    for (const auto& [site, binding] : listeners) {
      const std::vector<std::size_t> nodes = reserved_on(farm, *binding);
      if (nodes.empty()) continue;
      const Node& first = farm.manifest->nodes[nodes.front()];
      Finding& finding = findings.add(binding->information().at,
                                      "{} binds port {}, which other software holds on {}",
                                      site->name().value, port, node_words(farm, nodes));
      finding.about(about(*site, *binding))
          .note(first.element->value("reservedPorts").at, "the port is reserved here")
          .note(binding->information().at,
                "only the one that starts first on a node gets the port");
      name_nodes(finding, farm, nodes);
    }
  }
}

void check(const Farm& farm, Findings& findings) {
  const Ports ports = http_ports(farm, other_ports(farm));
  if (ports.empty()) return;
  check_other_services(farm, ports, findings);
  if (farm.manifest) check_reserved(farm, ports, findings);
}

}  // namespace

extern constinit const Rule binding_port_foreign_listener{
    .name = "binding-port-foreign-listener",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "A port of http or https belongs to another service, too.",
    .rationale =
        "HTTP.sys listens on all addresses of a node, whatever address a binding names. FTP, "
        "net.tcp or other software cannot listen on the same port even on another address; which "
        "of them wins depends on the order in which they start.",
    .remediation =
        "Give one of them another port, or keep HTTP.sys off the address with netsh http add "
        "iplisten on every node.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
