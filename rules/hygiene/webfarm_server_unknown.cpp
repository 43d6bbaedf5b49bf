#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// The node that an address or name of a web farm means; nullptr for none.
const Node* node_of(const Farm& farm, std::string_view address) {
  if (const Node* node = farm.manifest->node(address)) return node;
  const auto ip = parse_ip(address);
  if (!ip) return nullptr;
  const auto found = farm.manifest->index.nodes_of.find(*ip);
  return found == farm.manifest->index.nodes_of.end()
             ? nullptr
             : &farm.manifest->nodes[found->second.front()];
}

void check_server(const Farm& farm, const XmlElement& web_farm, const XmlElement& server,
                  Findings& findings) {
  const Text address = server.value("address");
  const std::string_view name = web_farm.value("name").value;
  const Node* const node = node_of(farm, address.value);
  if (node == nullptr) {
    findings
        .add(address.at, "web farm \"{}\" sends requests to {}, which is no node of this farm",
             name, address.value)
        .about({.object = object_path(server)});
  } else if (node->state == NodeState::Decommissioned && server.value("enabled").value != "false") {
    findings
        .add(address.at, "web farm \"{}\" sends requests to {}, which is decommissioned", name,
             address.value)
        .about({.object = object_path(server)})
        .note(node->element->at, "its state is declared here");
  }
}

void check(const Farm& farm, Findings& findings) {
  for (const SectionPlace& place : farm.sections.everywhere("webFarms"))
    for (const XmlElement& web_farm : place.section->children())
      for (const XmlElement& server : web_farm.children())
        if (server.name == "server" && server.attribute("address") != nullptr)
          check_server(farm, web_farm, server, findings);
}

}  // namespace

extern constinit const Rule webfarm_server_unknown{
    .name = "webfarm-server-unknown",
    .severity = Severity::Warning,
    .subject = Subjects::Hygiene,
    .summary = "A web farm of Application Request Routing names an unknown server.",
    .rationale =
        "Requests that ARR sends to a server that is not there, or is on its way out, wait until "
        "the health test takes it away, or fail.",
    .remediation = "Correct the address, remove the server, or add the node to the manifest.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
