#include <algorithm>

#include "lint/commands.h"
#include "lint/farm/tls_words.h"
#include "lint/rule.h"
#include "rules/certificates/grouped_uses.h"

namespace farmlint::rules {
namespace {

constexpr IpAddress any_v6{.v6 = true, .bytes = {}};

// By node and port.
using Ports = GroupedUses<std::pair<std::size_t, std::uint16_t>>;

// Whether some client without SNI gets an answer.
bool has_default(const Node& node, const RecordTable& records, std::uint16_t port) {
  if (records.find(address_record({}, port)) != nullptr) return true;
  const bool only_v6 = std::ranges::all_of(node.live, &IpAddress::v6);
  if (only_v6 && records.find(address_record(any_v6, port)) != nullptr) return true;
  return std::ranges::any_of(node.live, [&](const IpAddress& ip) {
    return records.find(address_record(ip, port)) != nullptr;
  });
}

struct Probe {
  const FrontEnd* front_end = nullptr;
  const XmlElement* element = nullptr;  // nullptr: nobody asks without a host name
};

Probe probe_by_address(const Manifest& manifest, std::uint16_t port) {
  for (const FrontEnd& front_end : manifest.front_ends)
    for (const XmlElement* probe : front_end.probes)
      if (probe->value("protocol").value == "https" && probe->value("by").value != "host" &&
          probe->value("port").value == std::to_string(port))
        return {.front_end = &front_end, .element = probe};
  return {};
}

// With a certificate that the node presents on this port already.
Fix add_default(const std::vector<const TlsUse*>& uses, const RecordKey& key,
                std::string_view node) {
  const auto with_certificate = std::ranges::find_if(
      uses, [](const TlsUse* use) { return !use->expected_record->thumbprint.empty(); });
  RecordCertificate certificate;
  if (with_certificate != uses.end()) {
    const SslRecord& record = *(*with_certificate)->expected_record;
    certificate.thumbprint = record.thumbprint;
    certificate.store = record.effective_store();
  }
  Fix fix{.description = "add a default record"};
  fix.commands.push_back(netsh_add_sslcert(key, certificate, node));
  return fix;
}

void report(const Farm& farm, const Ports::Group& group, Findings& findings) {
  const TlsUse& first = *group.uses.front();
  const Node& node = farm.manifest->nodes[first.node];
  const RecordKey key = address_record({}, group.key.second);
  const Probe probe = probe_by_address(*farm.manifest, key.port);
  Finding& finding = findings.add(
      first.binding->information().at,
      "{} has records for host names on port {}, but no default ({}); {} without SNI get a reset "
      "connection",
      node.name.value, key.port, key.text(),
      probe.element == nullptr
          ? "clients"
          : fmt::format("the probes of {} and all clients", probe.front_end->name.value));
  finding.about(about(farm, first));
  finding.note(first.expected_record->at, "this record answers clients that name {}",
               client_name(first));
  if (probe.element != nullptr)
    finding.as(Severity::Warning)
        .note(probe.element->at(), "{} asks by address, that is without a host name",
              probe.front_end->name.value);
  finding.fix(add_default(group.uses, key, node.name.value));
}

void check(const Farm& farm, Findings& findings) {
  Ports ports;
  for (const TlsUse& use : farm.tls)
    if (judged(use) && (use.binding->sni() || use.binding->central_store()))
      ports.add({use.node, use.end_point().port}, use);
  for (const Ports::Group& group : ports.all()) {
    const auto [node, port] = group.key;
    if (!has_default(farm.manifest->nodes[node], *farm.evidence[node].records, port))
      report(farm, group, findings);
  }
}

}  // namespace

extern constinit const Rule ssl_no_default_record{
    .name = "ssl-no-default-record",
    .severity = Severity::Note,
    .subject = Subjects::Certificates,
    .summary = "A port has certificates for host names only, and none for clients without SNI.",
    .rationale =
        "Health probes that go to an address, old clients and some libraries do not say which "
        "host they want. HTTP.sys then needs a record of the address or of all addresses; "
        "without one it resets the connection, and a load balancer takes the node out.",
    .remediation = "Add a record for 0.0.0.0 and the port, or let probes send a host name.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
