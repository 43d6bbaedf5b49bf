#include <algorithm>

#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// No node of any state, no virtual address that reaches the nodes, no loopback.
bool is_orphan(const Manifest& manifest, const Binding& binding) {
  const EndPoint* const end_point = binding.end_point();
  if (end_point == nullptr || !end_point->address.specific()) return false;
  const IpAddress& ip = end_point->address.ip;
  if (ip.loopback() || manifest.index.nodes_of.contains(ip)) return false;
  return !manifest.belongs_to_farm(ip);
}

bool all_orphans_on_port(const Manifest& manifest, const Site& site, std::uint16_t port) {
  return std::ranges::all_of(site.bindings, [&](const Binding& binding) {
    const EndPoint* const end_point = binding.end_point();
    return end_point == nullptr || end_point->port != port || is_orphan(manifest, binding);
  });
}

std::string why_unknown(const Manifest& manifest, const IpAddress& ip) {
  if (const FrontEnd* proxy = manifest.front_end(ip))
    return fmt::format("{} is the virtual address of the proxy {}, which no node has",
                       to_string(ip), proxy->name.value);
  return fmt::format("{} belongs to no node", to_string(ip));
}

void check(const Farm& farm, Findings& findings) {
  const Manifest& manifest = *farm.manifest;
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      if (!is_orphan(manifest, binding)) continue;
      const EndPoint& end_point = *binding.end_point();
      const bool unreachable = all_orphans_on_port(manifest, site, end_point.port);
      findings
          .add(binding.information().at, "{} binds {}, but {}", site.name().value,
               binding.information().value, why_unknown(manifest, end_point.address.ip))
          .about(about(site, binding))
          .as(unreachable ? Severity::Error : Severity::Warning)
          .note(binding.information().at, "IIS passes over it at start-up without a word{}",
                unreachable ? fmt::format("; nothing of {} answers on port {}", site.name().value,
                                          end_point.port)
                            : "")
          .fix({.description = "remove the binding",
                .edits = {},
                .commands = {appcmd_remove_binding(
                    {site.name().value, binding.protocol().value, binding.information().value})}});
    }
  }
}

}  // namespace

extern constinit const Rule binding_ip_unknown{
    .name = "binding-ip-unknown",
    .severity = Severity::Warning,
    .subject = Subjects::Farm,
    .summary = "A binding names an address that no node of the farm has.",
    .rationale =
        "A node ignores bindings to addresses that it lacks, which is right for another "
        "node's address; one that no node has is answered nowhere.",
    .remediation =
        "Correct the address, remove the binding, or add the node that has it to the "
        "manifest (as standby, if it only reads the same file).",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
