#include <algorithm>
#include <vector>

#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool is_known(const Farm& farm, std::string_view address) {
  const auto ip = parse_ip(address);
  if (ip && (ip->loopback() || farm.manifest->front_end(*ip) != nullptr)) return true;
  return iequals(address, "localhost") || farm.manifest->node_at(address) != nullptr;
}

// The servers that get requests.
std::vector<const XmlElement*> servers_of(const XmlElement& web_farm) {
  std::vector<const XmlElement*> servers;
  if (web_farm.value("enabled").value == "false") return servers;
  for (const XmlElement& child : web_farm.children())
    if (child.has("address") && child.value("enabled").value != "false") servers.push_back(&child);
  return servers;
}

std::string_view address_of(const XmlElement* server) {
  return server->value("address").value;
}

// The node that the web farm lacks and whose name is close to the address.
std::optional<std::string_view> meant(const Farm& farm, std::string_view address,
                                      const std::vector<const XmlElement*>& servers) {
  NearestName nearest(address);
  for (const Node& node : farm.manifest->nodes) {
    const bool has = std::ranges::any_of(servers, [&](const XmlElement* server) {
      return farm.manifest->node_at(address_of(server)) == &node;
    });
    if (!has) nearest.offer(node.name.value);
  }
  return nearest.best();
}

void report_retired(const XmlElement& web_farm, const XmlElement& server, const Node& node,
                    Findings& findings) {
  const Text address = server.value("address");
  findings
      .add(address.at, "web farm \"{}\" sends requests to {}, which is decommissioned",
           web_farm.value("name").value, address.value)
      .about({.object = object_path(server)})
      .note(address.at, "they fail until the health test takes it out")
      .note(node.element->at(), "its state is declared here");
}

void check(const Farm& farm, const XmlElement& web_farm, Findings& findings) {
  const std::vector<const XmlElement*> servers = servers_of(web_farm);
  // A web farm of which nothing is known is another tier, with a manifest of its own.
  if (std::ranges::none_of(servers,
                           [&](auto* server) { return is_known(farm, address_of(server)); }))
    return;
  for (const XmlElement* server : servers) {
    const Text address = server->value("address");
    const Node* const node = farm.manifest->node_at(address.value);
    if (node != nullptr && node->state == NodeState::Decommissioned)
      report_retired(web_farm, *server, *node, findings);
    if (is_known(farm, address.value)) continue;
    const auto nearest = meant(farm, address.value, servers);
    Finding& finding = findings.add(
        address.at, "web farm \"{}\" sends requests to {}, which is no node of this farm{}",
        web_farm.value("name").value, address.value,
        nearest ? fmt::format("; did you mean {}?", *nearest) : std::string());
    finding.about({.object = object_path(*server)})
        .note(address.at, "they fail until the health test takes it out");
    if (nearest)
      finding.fix({.description = fmt::format("write {}", *nearest),
                   .edits = {{.at = address.at, .text = std::string(*nearest)}}});
  }
}

void check(const Farm& farm, Findings& findings) {
  for (const SectionPlace& place : farm.sections.everywhere("webFarms"))
    for (const XmlElement& web_farm : place.section->children()) check(farm, web_farm, findings);
}

}  // namespace

extern constinit const Rule webfarm_server_unknown{
    .name = "webfarm-server-unknown",
    .severity = Severity::Warning,
    .subject = Subjects::Hygiene,
    .summary = "A web farm of Application Request Routing names an unknown server.",
    .rationale =
        "Requests that ARR sends to a server that is not there, or is on its way out, wait until "
        "the health test takes it away, or fail. A web farm none of whose servers is a node of "
        "this farm is another tier, about which nothing is said.",
    .remediation = "Correct the address, remove the server, or add the node to the manifest.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
