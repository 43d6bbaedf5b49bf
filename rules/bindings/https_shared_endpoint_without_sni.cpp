#include <algorithm>
#include <set>
#include <tuple>

#include "lint/commands.h"
#include "lint/farm/tls_nodes.h"
#include "lint/farm/wording.h"
#include "lint/hash.h"
#include "lint/rule.h"
#include "rules/bindings/bound.h"

namespace farmlint::rules {
namespace {

constexpr std::size_t most_listed = 8;

using Group = std::span<const Bound>;

// Calls `take` with the bindings that get the certificate of their address.
template <typename Take>
void each_candidate(const Farm& farm, const Take& take) {
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    if (!site.starts || (wanted != nullptr && wanted->tls.value == "offloaded")) continue;
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (!binding.https() || binding.sni() || binding.central_store() || end_point == nullptr)
        continue;
      take(Bound{&site, &binding, mix(mix(hash_start, end_point->address.ip), end_point->port)});
    }
  }
}

auto address_and_port(const Bound& bound) {
  return std::tie(bound.end_point().address.ip, bound.end_point().port);
}

// What the manifest says of a group.
struct Wishes {
  std::vector<bool> nodes;  // that serve a binding of the group
  bool all_pinned = true;   // each of them, to the same certificate
  // Two that are wanted on one node instead of each other.
  const CertificateEntry* one = nullptr;
  const CertificateEntry* other = nullptr;
};

void add_wishes(const Farm& farm, const Bound& bound, std::vector<const CertificateEntry*>& pinned,
                Wishes& wishes) {
  const ManifestSite* const site = declared(farm, *bound.site);
  const bool varies =
      site != nullptr && std::ranges::any_of(site->endpoints, &WantedEndpoint::limited);
  const CertificateEntry* entry = nullptr;
  bool asked = false;
  for (const std::size_t n : live_nodes(farm, *bound.site, *bound.binding)) {
    if (!asked || varies)
      entry = pinned_certificate(farm, wanted_endpoint(farm, *bound.site, *bound.binding, n));
    asked = true;
    wishes.nodes[n] = true;
    if (entry == nullptr) {
      wishes.all_pinned = false;
    } else if (pinned[n] == nullptr) {
      pinned[n] = entry;
    } else if (pinned[n] != entry && wishes.one == nullptr) {
      wishes.one = pinned[n];
      wishes.other = entry;
    }
  }
}

Wishes wishes_of(const Farm& farm, Group group) {
  Wishes wishes;
  wishes.nodes.resize(farm.manifest->nodes.size());
  std::vector<const CertificateEntry*> pinned(farm.manifest->nodes.size());
  for (const Bound& bound : group) add_wishes(farm, bound, pinned, wishes);
  return wishes;
}

// Whether every node that serves the group has a record with a certificate that fits all hosts.
bool covered(const Farm& farm, const RecordKey& key, const std::set<std::string_view>& hosts,
             const std::vector<bool>& nodes) {
  std::set<const Certificate*> known;
  std::set<std::string_view> seen;
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    if (!nodes[n]) continue;
    const NodeEvidence& evidence = farm.evidence[n];
    const SslRecord* const record = evidence.records ? evidence.records->find(key) : nullptr;
    const Certificate* const certificate =
        record == nullptr ? nullptr
                          : evidence.certificate(record->thumbprint, record->effective_store());
    if (certificate == nullptr) return false;
    if (seen.insert(certificate->thumbprint).second) known.insert(certificate);
  }
  return std::ranges::all_of(known, [&](const Certificate* certificate) {
    return std::ranges::all_of(hosts, [&](std::string_view host) {
      return host.empty() || covers(*certificate, host) == Verdict::Yes;
    });
  });
}

std::string host_words(const std::set<std::string_view>& hosts) {
  std::vector<std::string> words;
  for (const std::string_view host : hosts)
    if (!host.empty()) words.emplace_back(host);
  words = shortened(std::move(words), 4);
  if (hosts.contains("")) words.emplace_back("any other host");
  return enumeration(words);
}

void offer_sni(Finding& finding, Group group) {
  Fix fix{.description = "use SNI"};
  for (const Bound& bound : group) {
    if (bound.end_point().host.empty() || bound.binding->inherited) continue;
    fix.commands.push_back(appcmd_set_binding({.site = bound.site->name().value,
                                               .protocol = bound.binding->protocol().value,
                                               .information = bound.binding->information().value},
                                              "sslFlags",
                                              fmt::format("{}", bound.binding->ssl_flags | 1U)));
  }
  // Nobody types hundreds of commands.
  if (!fix.commands.empty() && fix.commands.size() <= most_listed) finding.fix(std::move(fix));
}

void report(const RecordKey& key, Group group, const std::set<std::string_view>& hosts,
            const Wishes& wishes, Findings& findings) {
  const Bound& first = group.front();
  const std::string wish =
      wishes.one == nullptr
          ? "changing it for one changes it for all"
          : fmt::format("the manifest wants \"{}\" for one and \"{}\" for another",
                        wishes.one->name.value, wishes.other->name.value);
  Finding& finding = findings.add(
      first.binding->information().at,
      "{} https bindings share {} without SNI, for {}; they all present one certificate, and {}",
      group.size(), key.text(), host_words(hosts), wish);
  finding.about(about(*first.site, *first.binding))
      .as(wishes.one == nullptr ? Severity::Warning : Severity::Error);
  finding.note(first.binding->information().at,
               "with SNI each host name has a record of its own: add hostnameport=<host>:{} on "
               "every node first",
               key.port);
  for (const Bound& bound : group.subspan(1, std::min(group.size(), most_listed) - 1))
    finding.note(bound.binding->information().at, "{} shares it with this binding",
                 bound.site->name().value);
  if (group.size() > most_listed)
    finding.note(first.binding->information().at, "{} more bindings share it",
                 group.size() - most_listed);
  offer_sni(finding, group);
}

void check_group(const Farm& farm, Group group, Findings& findings) {
  std::set<std::string_view> hosts;
  for (const Bound& bound : group) hosts.insert(bound.end_point().host);
  if (hosts.size() < 2) return;
  const EndPoint& end_point = group.front().end_point();
  const RecordKey key = address_record(end_point.address.ip, end_point.port);
  Wishes wishes;
  if (farm.manifest) {
    wishes = wishes_of(farm, group);
    const bool served = std::ranges::find(wishes.nodes, true) != wishes.nodes.end();
    const bool same = wishes.all_pinned && wishes.one == nullptr;
    if (!served || same || (wishes.one == nullptr && covered(farm, key, hosts, wishes.nodes)))
      return;
  }
  report(key, group, hosts, wishes, findings);
}

void check(const Farm& farm, Findings& findings) {
  const auto each = [&](const auto& take) { each_candidate(farm, take); };
  visit_shared(farm.config, each, address_and_port,
               [&](Group group) { check_group(farm, group, findings); });
}

}  // namespace

extern constinit const Rule https_shared_endpoint_without_sni{
    .name = "https-shared-endpoint-without-sni",
    .severity = Severity::Warning,
    .subject = Subjects::Bindings,
    .summary = "Several hosts share an address and port for https without SNI.",
    .rationale =
        "Without SNI HTTP.sys chooses the certificate by address and port alone, before it knows "
        "the host. All these hosts present the same one; whoever renews it for one site replaces "
        "it for the others, and browsers warn about every host that it does not name.",
    .remediation =
        "Use SNI (sslFlags 1) and a record for each host name, or one certificate that names all "
        "of them, which the manifest can say (endpoint certificate=\"…\").",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
