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

// A file name that an admin would look for.
std::string pfx_name(const Certificate& certificate) {
  const std::string name = certificate.names.empty() ? "" : certificate.names.front();
  if (name.empty()) return "<file>.pfx";
  return (name.starts_with('*') ? "_" + name.substr(1) : name) + ".pfx";
}

bool in_store(const Certificate* certificate) {
  return certificate != nullptr && !certificate->store.empty();
}

// Some node that has the certificate in a store.
const Node* holder(const Farm& farm, std::string_view thumbprint) {
  for (std::size_t n = 0; n < farm.evidence.size(); ++n)
    if (in_store(farm.evidence[n].certificate(thumbprint))) return &farm.manifest->nodes[n];
  return nullptr;
}

const Certificate* details(const Farm& farm, std::string_view thumbprint) {
  for (const NodeEvidence& evidence : farm.evidence)
    if (const Certificate* known = evidence.certificate(thumbprint)) return known;
  return nullptr;
}

// What is known about a thumbprint that belongs on the node.
RightCertificate on_node(const Farm& farm, std::size_t node, std::string_view thumbprint) {
  RightCertificate result;
  result.thumbprint = thumbprint;
  const Certificate* const here = farm.evidence[node].certificate(thumbprint, "MY");
  result.installed = in_store(here);
  if (result.installed) result.store = here->store;
  result.from = result.installed ? &farm.manifest->nodes[node] : holder(farm, thumbprint);
  if (const Certificate* known = details(farm, thumbprint)) result.file = pfx_name(*known);
  return result;
}

std::optional<RightCertificate> pinned(const Farm& farm, const TlsUse& use) {
  const CertificateEntry* const entry =
      pinned_certificate(farm, wanted_endpoint(farm, *use.site, *use.binding, use.node));
  if (entry == nullptr || entry->thumbprints.empty()) return {};
  std::optional<RightCertificate> best;
  for (const Text& thumbprint : entry->thumbprints) {
    RightCertificate candidate = on_node(farm, use.node, lower(thumbprint.value));
    // During a renewal the list ends with the new one; what the node has already is less work.
    if (!best || candidate.installed || !best->installed) best = std::move(candidate);
  }
  return best;
}

// What the other nodes present by their own record; none if they disagree and no date decides.
std::optional<RightCertificate> of_other_nodes(const Farm& farm, const TlsUse& use) {
  const TlsUse* best = nullptr;
  std::optional<TimePoint> best_start;
  for (const TlsUse& other : uses_of_site(farm, *use.site)) {
    const bool same_role = other.end_point().port == use.end_point().port &&
                           other.end_point().host == use.end_point().host;
    if (other.node == use.node || !same_role || other.missing()) continue;
    const SslRecord& record = *other.expected_record;
    if (record.thumbprint.empty()) continue;
    const Certificate* const known =
        farm.evidence[other.node].certificate(record.thumbprint, record.effective_store());
    const auto start = known == nullptr ? std::nullopt : known->not_before;
    if (best != nullptr && best->expected_record->thumbprint != record.thumbprint) {
      if (!start || !best_start) return {};
      if (*start <= *best_start) continue;
    }
    best = &other;
    best_start = start;
  }
  if (best == nullptr) return {};
  RightCertificate result = on_node(farm, use.node, best->expected_record->thumbprint);
  if (!result.installed && result.from == nullptr) {
    result.from = &farm.manifest->nodes[best->node];
    result.store = best->expected_record->effective_store();
  }
  return result;
}

bool fits(const Farm& farm, const Certificate& certificate, const std::string& host) {
  return !certificate.store.empty() && certificate.private_key.value_or(true) &&
         covers(certificate, host) == Verdict::Yes && certificate.not_after &&
         *certificate.not_after > farm.now &&
         (!certificate.not_before || *certificate.not_before <= farm.now);
}

std::optional<RightCertificate> own(const Farm& farm, const TlsUse& use) {
  const std::string& host = use.end_point().host;
  if (host.empty()) return {};
  const Certificate* found = nullptr;
  for (const Certificate& certificate : farm.evidence[use.node].certificates) {
    if (!fits(farm, certificate, host)) continue;
    if (found != nullptr && found->thumbprint != certificate.thumbprint) return {};
    found = &certificate;
  }
  if (found == nullptr) return {};
  return on_node(farm, use.node, found->thumbprint);
}

// The certificate travels as a .pfx from a node that has it.
void add_import(const RightCertificate& right, std::string_view node, Fix& fix) {
  if (right.from != nullptr)
    fix.commands.push_back(
        certutil_export(right.store, right.thumbprint, right.file, right.from->name.value));
  fix.commands.push_back(certutil_import(right.store, right.file, node));
}

}  // namespace

std::optional<RightCertificate> right_certificate(const Farm& farm, const TlsUse& use) {
  if (auto result = pinned(farm, use)) return result;
  if (auto result = of_other_nodes(farm, use)) return result;
  return own(farm, use);
}

Fix set_record(const Farm& farm, const TlsUse& use, const RecordKey& key) {
  const std::string_view node = farm.manifest->nodes[use.node].name.value;
  const SslRecord* const there = farm.evidence[use.node].records->find(key);
  Fix fix{.description = there != nullptr ? "replace the record" : "add the record"};
  const std::string parameters = there != nullptr ? netsh_parameters(*there) : std::string();
  RecordCertificate certificate{.parameters = parameters};
  const auto right = key.central_store() ? std::nullopt : right_certificate(farm, use);
  if (right) {
    certificate.thumbprint = right->thumbprint;
    certificate.store = right->store;
    if (!right->installed) add_import(*right, node, fix);
  }
  if (there != nullptr) fix.commands.push_back(netsh_delete_sslcert(key, node));
  fix.commands.push_back(netsh_add_sslcert(key, certificate, node));
  return fix;
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
