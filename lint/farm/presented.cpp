#include "lint/farm/presented.h"

#include <algorithm>
#include <chrono>

namespace farmlint {
namespace {

bool lists(const CertificateEntry& entry, std::string_view thumbprint) {
  return std::ranges::any_of(entry.thumbprints,
                             [&](const Text& listed) { return iequals(listed.value, thumbprint); });
}

const CertificateEntry* pinned(const Farm& farm, const TlsUse& use) {
  return pinned_certificate(farm, wanted_endpoint(farm, *use.site, *use.binding, use.node));
}

// What the manifest says of the certificate: the endpoint's entry, else one that lists it.
const CertificateEntry* entry_of(const Farm& farm, const TlsUse& use, std::string_view thumbprint) {
  if (const CertificateEntry* const entry = pinned(farm, use)) return entry;
  const auto& all = farm.manifest->certificates;
  const auto found = std::ranges::find_if(
      all, [&](const CertificateEntry& entry) { return lists(entry, thumbprint); });
  return found == all.end() ? nullptr : &*found;
}

bool per_node(const Farm& farm, const TlsUse& use, std::string_view thumbprint) {
  const CertificateEntry* const entry = entry_of(farm, use, thumbprint);
  return entry != nullptr && entry->per_node;
}

std::optional<TlsFault> fault_of_dates(const Farm& farm, const TlsUse& use,
                                       const Certificate& certificate) {
  if (certificate.not_after && *certificate.not_after < farm.now) return TlsFault::Expired;
  if (certificate.not_before && *certificate.not_before > farm.now) return TlsFault::NotYetValid;
  const CertificateEntry* const entry = entry_of(farm, use, certificate.thumbprint);
  const int days = entry == nullptr ? farm.expiry_days : entry->min_days.value_or(farm.expiry_days);
  const bool soon =
      certificate.not_after && *certificate.not_after < farm.now + std::chrono::days(days);
  return soon ? std::optional(TlsFault::Expiring) : std::nullopt;
}

bool wrong_name(const Farm& farm, const TlsUse& use, const Certificate& certificate) {
  const ManifestSite* const site = declared(farm, *use.site);
  if (site != nullptr && site->tls.value == "backend") return false;
  const std::string_view host = use.end_point().host;
  if (!host.empty()) return covers(certificate, host) == Verdict::No;
  const WantedEndpoint* const endpoint = wanted_endpoint(farm, *use.site, *use.binding, use.node);
  return endpoint != nullptr && std::ranges::any_of(endpoint->clients, [&](const Text& client) {
           return covers(certificate, canonical_host(client.value)) == Verdict::No;
         });
}

bool unexpected(const Farm& farm, const TlsUse& use, std::string_view thumbprint) {
  const CertificateEntry* const entry = pinned(farm, use);
  return entry != nullptr && !entry->thumbprints.empty() && !lists(*entry, thumbprint);
}

void add_faults_of(const Certificate& certificate, const Farm& farm, const TlsUse& use,
                   std::vector<TlsFault>& faults) {
  if (certificate.private_key == false) faults.push_back(TlsFault::NoKey);
  if (const auto fault = fault_of_dates(farm, use, certificate)) faults.push_back(*fault);
  if (wrong_name(farm, use, certificate)) faults.push_back(TlsFault::WrongName);
}

}  // namespace

bool own_record(const TlsUse& use, const RecordAnswer& answer) {
  if (use.missing() || answer.record == nullptr) return false;
  if (answer.record == use.expected_record) return true;
  // The scoped record of a name is asked before that of the port, and either will do.
  if (use.binding->central_store())
    return answer.record->key.kind == RecordKind::ScopedCentralStore;
  // Beside the record of all addresses there may be one of all IPv6 addresses.
  return use.expected == address_record({}, use.expected.port) &&
         answer.rank == RecordRank::AnyIpv6;
}

std::optional<std::int64_t> days_left(const Certificate& certificate, TimePoint now) {
  if (!certificate.not_after) return {};
  return std::chrono::floor<std::chrono::days>(*certificate.not_after - now).count();
}

Presented::Presented(const Farm& farm) : farm_(farm) {
  for (const TlsUse& use : farm.tls) {
    if (!judged(use)) continue;
    for (const Handshake& handshake : use.handshakes) {
      const SslRecord* const record = handshake.answer.record;
      if (record == nullptr || record->thumbprint.empty()) continue;
      Comparison& comparison = roles_[role_of(use)];
      comparison.nodes.insert(use.node);
      comparison.nodes_of[record->thumbprint].insert(use.node);
    }
  }
}

Presented::Role Presented::role_of(const TlsUse& use) {
  return {use.site, use.end_point().port, use.end_point().host};
}

// Not the nodes that do as most do: what differs is easier to find if little is marked.
bool Presented::differs(const TlsUse& use, std::string_view thumbprint) const {
  if (!judged(use) || per_node(farm_, use, thumbprint)) return false;
  const Comparison& comparison = roles_.at(role_of(use));
  const std::size_t count = comparison.nodes_of.at(thumbprint).size();
  return count < comparison.nodes.size() &&
         std::ranges::any_of(comparison.nodes_of, [&](const auto& other) {
           return other.first != thumbprint && other.second.size() >= count;
         });
}

std::vector<TlsFault> Presented::faults_of(const TlsUse& use, const RecordAnswer& answer) const {
  const SslRecord* const record = answer.record;
  if (record == nullptr) return {TlsFault::NoRecord};
  std::vector<TlsFault> faults;
  if (!own_record(use, answer)) faults.push_back(TlsFault::OtherRecord);
  if (record->key.central_store()) return faults;
  const std::string& thumbprint = record->thumbprint;
  if (thumbprint.empty()) {
    // An <sslBinding> may leave it out; what a capture leaves out is not there.
    if (!record->from_manifest) faults.push_back(TlsFault::NoCertificate);
    return faults;
  }
  const NodeEvidence& evidence = farm_.evidence[use.node];
  const std::string_view store = record->effective_store();
  if (evidence.installed(thumbprint, store) == false) faults.push_back(TlsFault::NotInstalled);
  if (const Certificate* const certificate = evidence.certificate(thumbprint, store))
    add_faults_of(*certificate, farm_, use, faults);
  if (unexpected(farm_, use, thumbprint)) faults.push_back(TlsFault::Unexpected);
  if (differs(use, thumbprint)) faults.push_back(TlsFault::Differs);
  return faults;
}

}  // namespace farmlint
