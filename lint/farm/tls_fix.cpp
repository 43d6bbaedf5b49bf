#include "lint/farm/tls_fix.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "lint/commands.h"

namespace farmlint {
namespace {

// Uses are in the order of sites, which lie in one array.
std::span<const TlsUse> uses_of_site(const Farm& farm, const Site& site) {
  const auto first =
      std::lower_bound(farm.tls.begin(), farm.tls.end(), &site,
                       [](const TlsUse& use, const Site* wanted) { return use.site < wanted; });
  const auto last =
      std::find_if(first, farm.tls.end(), [&](const TlsUse& use) { return use.site != &site; });
  return {first, last};
}

// Without its private key a certificate is of no use in a store.
bool in_store(const Certificate& certificate) {
  return !certificate.store.empty() && certificate.private_key.value_or(true);
}

// Looks for a node that has the certificate in a store, or at least knows it.
void find_elsewhere(const Farm& farm, RightCertificate& right) {
  for (std::size_t n = 0; n < farm.evidence.size(); ++n) {
    const Certificate* const known = farm.evidence[n].certificate(right.thumbprint, right.store);
    if (known == nullptr) continue;
    if (right.known == nullptr) right.known = known;
    if (!in_store(*known)) continue;
    right.from = &farm.manifest->nodes[n];
    right.store = known->store;
    right.known = known;
    return;
  }
}

std::optional<RightCertificate> pinned(const Farm& farm, const TlsUse& use) {
  const CertificateEntry* const entry =
      pinned_certificate(farm, wanted_endpoint(farm, *use.site, *use.binding, use.node));
  if (entry == nullptr || entry->thumbprints.empty()) return {};
  std::optional<RightCertificate> best;
  for (const Text& thumbprint : entry->thumbprints) {
    RightCertificate candidate = certificate_on(farm, use.node, lower(thumbprint.value));
    // During a renewal the list ends with the new one; what the node has already is less work.
    if (!best || candidate.installed || !best->installed) best = std::move(candidate);
  }
  return best;
}

// What another node presents by its own record for the same clients.
struct Example {
  const TlsUse* use = nullptr;
  const Certificate* known = nullptr;  // nullptr: only its thumbprint is known

  const std::string& thumbprint() const { return use->expected_record->thumbprint; }
};

// The examples of other nodes, without those that clients would refuse.
std::vector<Example> examples(const Farm& farm, const TlsUse& use) {
  std::vector<Example> found;
  for (const TlsUse& other : uses_of_site(farm, *use.site)) {
    const bool same_role = other.end_point().port == use.end_point().port &&
                           other.end_point().host == use.end_point().host;
    if (other.node == use.node || !same_role || other.missing()) continue;
    const SslRecord& record = *other.expected_record;
    if (record.thumbprint.empty()) continue;
    const Certificate* const known =
        farm.evidence[other.node].certificate(record.thumbprint, record.effective_store());
    if (known == nullptr || !unfit(farm, *known, use.end_point().host))
      found.push_back({.use = &other, .known = known});
  }
  return found;
}

// Whether one certificate is newer than another one; none if no date decides.
std::optional<bool> newer(const Example& one, const Example& other) {
  if (one.known == nullptr || other.known == nullptr) return {};
  if (!one.known->not_before || !other.known->not_before) return {};
  return *one.known->not_before > *other.known->not_before;
}

// What the other nodes present; none if they disagree and no date decides.
std::optional<RightCertificate> of_other_nodes(const Farm& farm, const TlsUse& use) {
  Example best;
  for (const Example& example : examples(farm, use)) {
    const bool differs = best.use != nullptr && best.thumbprint() != example.thumbprint();
    const std::optional<bool> better = differs ? newer(example, best) : true;
    if (!better) return {};
    if (*better) best = example;
  }
  if (best.use == nullptr) return {};
  RightCertificate result = certificate_on(farm, use.node, best.thumbprint());
  if (!result.installed && result.from == nullptr) {
    result.from = &farm.manifest->nodes[best.use->node];
    result.store = best.use->expected_record->effective_store();
  }
  return result;
}

bool fits(const Farm& farm, const Certificate& certificate, std::string_view host) {
  return in_store(certificate) && certificate.not_after && !unfit(farm, certificate, host) &&
         covers(certificate, host) == Verdict::Yes;
}

std::optional<RightCertificate> own(const Farm& farm, const TlsUse& use) {
  const std::string_view host = use.end_point().host;
  if (host.empty()) return {};
  const NodeEvidence& evidence = farm.evidence[use.node];
  std::vector<const Certificate*> candidates = evidence.naming(host);
  const std::string_view parent = host.substr(std::min(host.find('.'), host.size()));
  const auto wildcards = evidence.naming(fmt::format("*{}", parent));
  candidates.insert(candidates.end(), wildcards.begin(), wildcards.end());
  const Certificate* found = nullptr;
  for (const Certificate* certificate : candidates) {
    if (!fits(farm, *certificate, host)) continue;
    if (found != nullptr && found->thumbprint != certificate->thumbprint) return {};
    found = certificate;
  }
  if (found == nullptr) return {};
  return certificate_on(farm, use.node, found->thumbprint);
}

}  // namespace

bool unfit(const Farm& farm, const Certificate& certificate, std::string_view host) {
  return (!host.empty() && covers(certificate, host) == Verdict::No) ||
         (certificate.not_after && *certificate.not_after < farm.now) ||
         (certificate.not_before && *certificate.not_before > farm.now);
}

std::string pfx_name(const Certificate& certificate) {
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
  std::string name = certificate.names.empty() ? "" : certificate.names.front();
  if (name.starts_with('*')) name.front() = '_';
  // It becomes part of a command line.
  if (name.empty() || name.find_first_not_of(harmless) != std::string::npos) return "<file>.pfx";
  return name + ".pfx";
}

RightCertificate certificate_on(const Farm& farm, std::size_t node, std::string_view thumbprint) {
  RightCertificate result{.thumbprint = std::string(thumbprint)};
  const Certificate* const here = farm.evidence[node].certificate(thumbprint, result.store);
  result.known = here;
  if (here != nullptr && in_store(*here)) {
    result.installed = true;
    result.store = here->store;
    result.from = &farm.manifest->nodes[node];
  } else {
    find_elsewhere(farm, result);
  }
  if (result.known != nullptr) result.file = pfx_name(*result.known);
  return result;
}

std::optional<RightCertificate> right_certificate(const Farm& farm, const TlsUse& use) {
  if (auto result = pinned(farm, use)) return result;
  if (auto result = of_other_nodes(farm, use)) return result;
  return own(farm, use);
}

void add_import(const RightCertificate& right, std::string_view store, const Node& node, Fix& fix) {
  if (right.from != nullptr)
    fix.commands.push_back(
        certutil_export(right.store, right.thumbprint, right.file, right.from->name.value));
  fix.commands.push_back(certutil_import(store, right.file, node.name.value));
}

Fix set_records(const Farm& farm, std::size_t node, std::span<const RecordKey> keys,
                const RightCertificate& right) {
  const Node& where = farm.manifest->nodes[node];
  const auto there = [&](const RecordKey& key) { return farm.evidence[node].records->find(key); };
  const bool replaces =
      std::ranges::any_of(keys, [&](const RecordKey& key) { return there(key) != nullptr; });
  Fix fix{.description = fmt::format("{} the {}", replaces ? "replace" : "add",
                                     keys.size() == 1 ? "record" : "records")};
  if (!right.installed) add_import(right, right.store, where, fix);
  for (const RecordKey& key : keys) {
    const SslRecord* const old = there(key);
    const std::string parameters = old == nullptr ? std::string() : netsh_parameters(*old);
    if (old != nullptr) fix.commands.push_back(netsh_delete_sslcert(key, where.name.value));
    fix.commands.push_back(netsh_add_sslcert(
        key, {.thumbprint = right.thumbprint, .store = right.store, .parameters = parameters},
        where.name.value));
  }
  return fix;
}

Fix set_record(const Farm& farm, const TlsUse& use, const RecordKey& key) {
  auto right = key.central_store() ? std::nullopt : right_certificate(farm, use);
  // A certificate that nobody knows may be installed as well.
  if (!right) right = RightCertificate{.installed = true};
  return set_records(farm, use.node, {&key, 1}, *right);
}

Fix renew_record(const SslRecord& record, std::string_view node) {
  const std::string parameters = netsh_parameters(record);
  Fix fix{.description = "replace the record"};
  fix.commands.push_back(netsh_delete_sslcert(record.key, node));
  fix.commands.push_back(netsh_add_sslcert(record.key,
                                           {.thumbprint = record.thumbprint,
                                            .store = record.effective_store(),
                                            .parameters = parameters},
                                           node));
  return fix;
}

}  // namespace farmlint
