#include <algorithm>

#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// The retired node that the address is left over from; nullptr if something else has it, too.
const Node* retired_owner(const Manifest& manifest, const IpAddress& ip) {
  const auto found = manifest.index.nodes_of.find(ip);
  if (found == manifest.index.nodes_of.end() || ip.loopback() || manifest.belongs_to_farm(ip))
    return nullptr;
  const bool all_retired = std::ranges::all_of(found->second, [&](std::size_t n) {
    return manifest.nodes[n].state == NodeState::Decommissioned;
  });
  return all_retired ? &manifest.nodes[found->second.front()] : nullptr;
}

Location place_of(const Node& node, const IpAddress& ip) {
  const auto found = std::ranges::find(node.addresses, ip, &NodeAddress::ip);
  return found == node.addresses.end() ? node.element->at() : found->text.at;
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point == nullptr || !end_point->address.specific()) continue;
      const IpAddress& ip = end_point->address.ip;
      const Node* const node = retired_owner(*farm.manifest, ip);
      if (node == nullptr) continue;
      Subject subject = about(site, binding);
      subject.node = node->name.value;
      findings
          .add(binding.information().at,
               "{} still binds {}, an address of {}, which is decommissioned", site.name().value,
               binding.information().value, node->name.value)
          .about(subject)
          .note(place_of(*node, ip), "{}'s address is declared here", node->name.value)
          .fix({.description = "remove the binding",
                .edits = {},
                .commands = {appcmd_remove_binding(
                    {site.name().value, binding.protocol().value, binding.information().value})}});
    }
  }
}

}  // namespace

extern constinit const Rule binding_ip_decommissioned{
    .name = "binding-ip-decommissioned",
    .severity = Severity::Warning,
    .subject = Subjects::Farm,
    .summary = "A binding names an address that only a decommissioned node had.",
    .rationale =
        "The binding answers nowhere today; when the address is given to another machine, "
        "it answers there.",
    .remediation =
        "Remove the binding, and the certificate record of the address on nodes that "
        "keep one.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
