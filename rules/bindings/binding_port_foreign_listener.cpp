#include <algorithm>
#include <map>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

struct Listener {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
};
using Ports = std::map<std::uint16_t, Listener>;

// The first http or https binding of each port: HTTP.sys opens the port on all addresses.
Ports http_ports(const Farm& farm) {
  Ports ports;
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Binding& binding : site.bindings)
        if (binding.end_point() != nullptr && binding.scheme != "ftp")
          ports.try_emplace(binding.end_point()->port, Listener{&site, &binding});
  return ports;
}

std::optional<std::uint16_t> other_port(const Binding& binding) {
  if (binding.scheme == "ftp" && binding.end_point() != nullptr) return binding.end_point()->port;
  if (binding.scheme != "net.tcp" || !binding.text.problems.empty()) return {};
  unsigned port = 0;
  for (const char c : binding.text.port) port = port * 10 + static_cast<unsigned>(c - '0');
  return static_cast<std::uint16_t>(port);
}

// Whether a listen list keeps HTTP.sys off the address of the other listener on every node.
bool kept_apart(const Farm& farm, const Binding& other) {
  const EndPoint* const end_point = other.end_point();
  if (!farm.manifest || end_point == nullptr || !end_point->address.specific()) return false;
  for (std::size_t n = 0; n < farm.evidence.size(); ++n) {
    const Node& node = farm.manifest->nodes[n];
    if (!node.active() || !live(end_point->address, node)) continue;
    const auto& list = farm.evidence[n].listen_list;
    if (!list || list->empty()) return false;
    const bool listens = std::ranges::any_of(*list, [&](const Located<IpAddress>& entry) {
      return entry.value == end_point->address.ip || entry.value.unspecified();
    });
    if (listens) return false;
  }
  return true;
}

void check_other_services(const Farm& farm, const Ports& ports, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings) {
      const auto port = other_port(binding);
      const auto http = port ? ports.find(*port) : ports.end();
      if (http == ports.end() || kept_apart(farm, binding)) continue;
      const Listener& owner = http->second;
      findings
          .add(binding.information.at,
               "{} wants port {} for {}, but HTTP.sys opens it on all addresses for {}",
               site.name.value, *port, binding.scheme, owner.site->name.value)
          .about(about(site, binding))
          .note(owner.binding->information.at, "{} binds {} here", owner.site->name.value,
                owner.binding->label())
          .note(binding.information.at, "only one of the two services can listen on a node");
    }
  }
}

void check_reserved(const Farm& farm, const Ports& ports, Findings& findings) {
  for (const Node* node : active_nodes(farm)) {
    for (const unsigned reserved : node->reserved_ports) {
      const auto http = ports.find(static_cast<std::uint16_t>(reserved));
      if (http == ports.end()) continue;
      const auto& [site, binding] = http->second;
      if (!live(binding->end_point()->address, *node)) continue;
      Subject subject = about(*site, *binding);
      subject.node = node->name.value;
      findings
          .add(binding->information.at, "{} binds port {}, which other software holds on {}",
               site->name.value, reserved, node->name.value)
          .about(std::move(subject))
          .note(node->element->value("reservedPorts").at, "it is reserved here");
    }
  }
}

void check(const Farm& farm, Findings& findings) {
  const Ports ports = http_ports(farm);
  check_other_services(farm, ports, findings);
  check_reserved(farm, ports, findings);
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
