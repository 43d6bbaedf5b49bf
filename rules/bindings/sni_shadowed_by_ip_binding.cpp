#include <algorithm>
#include <map>
#include <numeric>
#include <span>

#include "lint/commands.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::size_t most_listed = 4;

// A binding that owns the record of an address.
struct Owner {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
  std::vector<std::size_t> nodes;  // that have the address
  // What the nodes present for it; none where one of them does not tell.
  std::optional<std::vector<const Certificate*>> presented;

  const IpAddress& ip() const { return binding->end_point()->address.ip; }
};

std::optional<std::vector<const Certificate*>> presented_for(const Farm& farm, const Owner& owner) {
  std::vector<const Certificate*> found;
  const RecordKey key = address_record(owner.ip(), owner.binding->end_point()->port);
  for (const std::size_t n : owner.nodes) {
    const NodeEvidence& evidence = farm.evidence[n];
    const SslRecord* const record = evidence.records ? evidence.records->find(key) : nullptr;
    const Certificate* const certificate =
        record == nullptr ? nullptr
                          : evidence.certificate(record->thumbprint, record->effective_store());
    if (certificate == nullptr) return {};
    const auto same = [&](const Certificate* other) {
      return other->thumbprint == certificate->thumbprint;
    };
    if (std::ranges::none_of(found, same)) found.push_back(certificate);
  }
  if (found.empty()) return {};
  return found;
}

// The owners on one port, by address, and what all of them present.
struct Owners {
  std::map<IpAddress, Owner> by_address;
  bool told = true;
  std::map<std::string_view, const Certificate*> presented;  // by thumbprint
};

// A loopback address is reached from the node itself only; its record hides nothing from clients.
bool owns(const Binding& binding) {
  const EndPoint* const end_point = binding.end_point();
  return binding.https() && !binding.sni() && !binding.central_store() && end_point != nullptr &&
         end_point->address.specific() && !end_point->address.ip.loopback();
}

// The active nodes that have the address, as their own or as a virtual one.
std::vector<std::size_t> nodes_with(const Manifest& manifest, const IpAddress& ip) {
  std::vector<std::size_t> nodes;
  const auto own = manifest.index.nodes_of.find(ip);
  if (own != manifest.index.nodes_of.end()) nodes = own->second;
  const FrontEnd* const front_end = manifest.front_end(ip);
  if (front_end != nullptr && front_end->reaches_nodes()) {
    nodes.resize(manifest.nodes.size());
    std::iota(nodes.begin(), nodes.end(), std::size_t{0});
  }
  std::erase_if(nodes, [&](std::size_t n) { return !manifest.nodes[n].active(); });
  return nodes;
}

void add_owner(const Farm& farm, const Site& site, const Binding& binding, Owners& owners) {
  const IpAddress& ip = binding.end_point()->address.ip;
  if (owners.by_address.contains(ip)) return;
  Owner owner{.site = &site, .binding = &binding, .nodes = {}, .presented = {}};
  if (farm.manifest) {
    owner.nodes = nodes_with(*farm.manifest, ip);
    if (owner.nodes.empty()) return;
    owner.presented = presented_for(farm, owner);
  }
  if (owner.presented)
    for (const Certificate* certificate : *owner.presented)
      owners.presented.emplace(certificate->thumbprint, certificate);
  else
    owners.told = false;
  owners.by_address.emplace(ip, std::move(owner));
}

std::map<std::uint16_t, Owners> owners_by_port(const Farm& farm) {
  std::map<std::uint16_t, Owners> ports;
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Binding& binding : site.bindings)
        if (owns(binding)) add_owner(farm, site, binding, ports[binding.end_point()->port]);
  return ports;
}

// A binding that others outrank, the first few of these, and whether their certificates do as well.
struct Shadowed {
  const Site* site = nullptr;
  const Binding* binding = nullptr;
  std::vector<const Owner*> by;
  std::size_t count = 0;
  bool covered = false;

  const EndPoint& end_point() const { return *binding->end_point(); }
};

bool fits(const std::optional<std::vector<const Certificate*>>& presented, std::string_view host) {
  return presented && std::ranges::all_of(*presented, [host](const Certificate* certificate) {
           return covers(*certificate, host) == Verdict::Yes;
         });
}

Shadowed shadowed(const Site& site, const Binding& binding, const Owners& owners) {
  Shadowed found{.site = &site, .binding = &binding, .by = {}, .count = 0, .covered = false};
  const auto& [scheme, address, port, host] = *binding.end_point();
  if (address.specific()) {
    const auto owner = owners.by_address.find(address.ip);
    if (owner != owners.by_address.end()) found.by = {&owner->second};
    found.count = found.by.size();
  } else {
    // IPv4 addresses come first.
    const auto first =
        address.any ? owners.by_address.begin() : owners.by_address.lower_bound(address.ip);
    for (auto at = first; at != owners.by_address.end() && found.by.size() < most_listed; ++at)
      found.by.push_back(&at->second);
    found.count = static_cast<std::size_t>(std::distance(first, owners.by_address.end()));
    found.covered = owners.told &&
                    std::ranges::all_of(owners.presented, [&host = host](const auto& certificate) {
                      return covers(*certificate.second, host) == Verdict::Yes;
                    });
  }
  if (found.count == 1)
    found.covered = found.by.front()->binding->end_point()->host == host ||
                    fits(found.by.front()->presented, host);
  return found;
}

// "10.10.10.5:443 (Legacy) on WEB01", "10.10.10.5:443 (Legacy) and 2 more addresses"
std::string record_words(const Farm& farm, const Shadowed& what) {
  const Owner& first = *what.by.front();
  const std::string record =
      fmt::format("{} ({})", address_record(first.ip(), what.end_point().port).text(),
                  first.site->name().value);
  if (what.count != 1)
    return fmt::format("{} and {} more address{}", record, what.count - 1,
                       what.count == 2 ? "" : "es");
  return farm.manifest ? fmt::format("{} on {}", record, node_words(farm, first.nodes)) : record;
}

void offer_sni(Finding& finding, const Owner& owner) {
  const Binding& binding = *owner.binding;
  if (binding.inherited || binding.end_point()->host.empty()) return;
  finding.fix(
      {.description = "use SNI there, too",
       .edits = {},
       .commands = {appcmd_set_binding({.site = owner.site->name().value,
                                        .protocol = binding.protocol().value,
                                        .information = binding.information().value},
                                       "sslFlags", fmt::format("{}", binding.ssl_flags | 1U))}});
}

void report(const Farm& farm, const Shadowed& what, Findings& findings) {
  const std::string_view host = what.end_point().host;
  const std::string_view own =
      what.binding->central_store() ? "the Central Certificate Store" : "SNI";
  Finding& finding =
      findings.add(what.binding->information().at,
                   "{}: clients of {} get the certificate of {}; a binding to the address without "
                   "SNI outranks {}{}",
                   what.site->name().value, host, record_words(farm, what), own,
                   what.covered ? ", and its certificate covers the host, too" : "");
  finding.about(about(*what.site, *what.binding))
      .as(what.covered ? Severity::Note : Severity::Error);
  for (const Owner* owner : what.by)
    finding.note(owner->binding->information().at, "{} owns the record {} by this binding",
                 owner->site->name().value,
                 address_record(owner->ip(), what.end_point().port).text());
  if (what.count != 1) return;
  offer_sni(finding, *what.by.front());
  name_nodes(finding, farm, what.by.front()->nodes);
}

bool by_name(const Binding& binding) {
  return binding.https() && (binding.sni() || binding.central_store());
}

bool any_by_name(const Site& site) {
  return std::ranges::any_of(site.bindings, by_name);
}

void check_site(const Farm& farm, const Site& site, const std::map<std::uint16_t, Owners>& ports,
                Findings& findings) {
  for (const Binding& binding : site.bindings) {
    // Without a host there is nothing to outrank: sni-without-host, ccs-without-host.
    if (!by_name(binding) || !expected_record(binding)) continue;
    const auto owners = ports.find(binding.end_point()->port);
    if (owners == ports.end()) continue;
    const Shadowed found = shadowed(site, binding, owners->second);
    if (found.count != 0) report(farm, found, findings);
  }
}

void check(const Farm& farm, Findings& findings) {
  if (std::ranges::none_of(farm.config.sites, any_by_name)) return;
  const std::map<std::uint16_t, Owners> ports = owners_by_port(farm);
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    const bool offloaded = wanted != nullptr && wanted->tls.value == "offloaded";
    if (site.starts && !offloaded) check_site(farm, site, ports, findings);
  }
}

}  // namespace

extern constinit const Rule sni_shadowed_by_ip_binding{
    .name = "sni-shadowed-by-ip-binding",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "A binding to an address without SNI hides the certificate of an SNI binding there.",
    .rationale =
        "HTTP.sys looks for the record of the exact address and port before it looks at the host "
        "name. So one https binding to an address without SNI gives its certificate to every "
        "client that connects to that address, whatever host it asks for: browsers warn, and only "
        "on the node that has the address.",
    .remediation =
        "Give the binding to the address a host name and SNI (sslFlags 1), bind the default to * "
        "instead, or move one of the two to an address of its own.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
