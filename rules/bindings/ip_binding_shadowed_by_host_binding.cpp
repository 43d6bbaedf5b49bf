#include <algorithm>
#include <map>
#include <utility>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

struct Bound {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
};
using ByPort = std::multimap<std::pair<Scheme, std::uint16_t>, Bound>;

// Started bindings to any address with a host, by scheme and port.
ByPort host_bindings(const Farm& farm) {
  ByPort found;
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Binding& binding : site.bindings)
        if (const EndPoint* end_point = binding.end_point();
            end_point != nullptr && end_point->address.any && !end_point->host.empty())
          found.emplace(std::pair(binding.scheme, end_point->port), Bound{&site, &binding});
  return found;
}

bool dedicated(const Farm& farm, const Site& site, const IpAddress& ip) {
  const ManifestSite* const wanted = declared(farm, site);
  return wanted != nullptr && std::ranges::any_of(wanted->at, [&](const DedicatedAddress& at) {
           return at.address.ip == ip && farm.manifest->nodes[at.node].active();
         });
}

// A binding to an address without a host. Where a manifest knows the address to be on no active
// node, nothing arrives there.
bool concerns(const Farm& farm, const Binding& binding) {
  const EndPoint* const end_point = binding.end_point();
  return end_point != nullptr && binding.scheme != Scheme::Ftp && end_point->address.specific() &&
         end_point->host.empty() &&
         (!farm.manifest || farm.manifest->belongs_to_farm(end_point->address.ip));
}

void report(const Farm& farm, const Site& site, const Binding& binding, const Bound& other,
            std::size_t more, Findings& findings) {
  const IpAddress& ip = binding.end_point()->address.ip;
  Finding& finding = findings.add(
      binding.information().at, "requests to {} for {}{} reach {}, not {}", to_string(ip),
      other.binding->end_point()->host,
      more == 0 ? std::string() : fmt::format(" and {} more host{}", more, more == 1 ? "" : "s"),
      other.site->name().value, site.name().value);
  finding.about(about(site, binding))
      .note(other.binding->information().at,
            "{} binds the host on any address, and a host name outranks an address",
            other.site->name().value);
  if (dedicated(farm, site, ip))
    finding.as(Severity::Warning)
        .note(binding.information().at, "the manifest dedicates {} to {}", to_string(ip),
              site.name().value);
  else
    finding.only_on_demand();
}

void check_binding(const Farm& farm, const Site& site, const Binding& binding, const ByPort& hosts,
                   Findings& findings) {
  const auto [begin, end] = hosts.equal_range({binding.scheme, binding.end_point()->port});
  const Bound* first = nullptr;
  std::size_t others = 0;
  for (auto at = begin; at != end; ++at) {
    if (at->second.site == &site || alternates(farm, site, *at->second.site)) continue;
    if (first == nullptr) first = &at->second;
    ++others;
  }
  if (first != nullptr) report(farm, site, binding, *first, others - 1, findings);
}

void check(const Farm& farm, Findings& findings) {
  const ByPort hosts = host_bindings(farm);
  if (hosts.empty()) return;
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings)
      if (concerns(farm, binding)) check_binding(farm, site, binding, hosts, findings);
  }
}

}  // namespace

extern constinit const Rule ip_binding_shadowed_by_host_binding{
    .name = "ip-binding-shadowed-by-host-binding",
    .severity = Severity::Note,
    .subject = Subjects::Bindings,
    .summary = "Requests to the address of one site go to another site, by host name.",
    .rationale =
        "HTTP.sys looks for a binding with the host name first, on any address, and only then for "
        "one of the address alone. A site with an address of its own does not get requests that "
        "carry the host name of another site. Most farms want it so.",
    .remediation =
        "Bind the other site to its own addresses, if each address is to belong to one site only.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
