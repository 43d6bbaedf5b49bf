#include <map>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

struct Bound {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
};

// Started bindings to any address with a host, by port.
std::multimap<std::uint16_t, Bound> host_bindings(const Farm& farm) {
  std::multimap<std::uint16_t, Bound> found;
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Binding& binding : site.bindings)
        if (const EndPoint* end_point = binding.end_point();
            end_point != nullptr && binding.scheme != "ftp" && end_point->address.any &&
            !end_point->host.empty())
          found.emplace(end_point->port, Bound{&site, &binding});
  return found;
}

bool dedicated(const Farm& farm, const Site& site, const IpAddress& ip) {
  const ManifestSite* const wanted = declared(farm, site);
  if (wanted == nullptr) return false;
  for (const DedicatedAddress& at : wanted->at)
    if (at.address.ip == ip) return true;
  return false;
}

void report(const Farm& farm, const Site& site, const Binding& binding, const Bound& other,
            std::size_t more, Findings& findings) {
  const IpAddress& ip = binding.end_point()->address.ip;
  const bool owned = dedicated(farm, site, ip);
  Finding& finding =
      findings.add(binding.information.at, "requests to {} for {}{} go to {}, not to {}",
                   to_string(ip), other.binding->end_point()->host,
                   more == 0 ? std::string() : fmt::format(" and {} more hosts", more),
                   other.site->name.value, site.name.value);
  finding.about(about(site, binding))
      .note(other.binding->information.at, "a host name outranks an address");
  if (owned)
    finding.as(Severity::Warning);
  else
    finding.only_on_demand();
}

void check(const Farm& farm, Findings& findings) {
  const auto hosts = host_bindings(farm);
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point == nullptr || binding.scheme == "ftp" || !end_point->address.specific() ||
          !end_point->host.empty())
        continue;
      const Bound* first = nullptr;
      std::size_t others = 0;
      const auto [begin, end] = hosts.equal_range(end_point->port);
      for (auto at = begin; at != end; ++at) {
        if (at->second.site == &site) continue;
        if (first == nullptr) first = &at->second;
        ++others;
      }
      if (first != nullptr) report(farm, site, binding, *first, others - 1, findings);
    }
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
