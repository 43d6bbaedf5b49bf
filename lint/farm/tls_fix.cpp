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

// Some node that has the certificate in a store.
void find_elsewhere(const Farm& farm, RightCertificate& certificate) {
  for (std::size_t n = 0; n < farm.evidence.size(); ++n) {
    const Certificate* const known = farm.evidence[n].certificate(certificate.thumbprint, "MY");
    if (known == nullptr || known->store.empty()) continue;
    certificate.from = &farm.manifest->nodes[n];
    certificate.known = known;
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
    if (!candidate.installed) find_elsewhere(farm, candidate);
    // During a renewal the list ends with the new one; what the node has already is less work.
    if (!best || candidate.installed || !best->installed) best = std::move(candidate);
  }
  return best;
}

// What the other nodes present by their own record; none if they disagree and no date decides.
std::optional<RightCertificate> of_other_nodes(const Farm& farm, const TlsUse& use) {
  const TlsUse* best = nullptr;
  const Certificate* best_known = nullptr;
  for (const TlsUse& other : uses_of_site(farm, *use.site)) {
    const bool same_role = other.end_point().port == use.end_point().port &&
                           other.end_point().host == use.end_point().host;
    if (other.node == use.node || !same_role || other.missing()) continue;
    const SslRecord& record = *other.expected_record;
    if (record.thumbprint.empty()) continue;
    const Certificate* const known =
        farm.evidence[other.node].certificate(record.thumbprint, record.effective_store());
    if (known != nullptr && unfit(farm, *known, use.end_point().host)) continue;
    if (best != nullptr && best->expected_record->thumbprint != record.thumbprint) {
      if (known == nullptr || best_known == nullptr) return {};
      if (!known->not_before || !best_known->not_before) return {};
      if (*known->not_before <= *best_known->not_before) continue;
    }
    best = &other;
    best_known = known;
  }
  if (best == nullptr) return {};
  RightCertificate result = certificate_on(farm, use.node, best->expected_record->thumbprint);
  if (result.installed) return result;
  result.from = &farm.manifest->nodes[best->node];
  result.store = best->expected_record->effective_store();
  if (result.known == nullptr) result.known = best_known;
  return result;
}

bool fits(const Farm& farm, const Certificate& certificate, const std::string& host) {
  return !certificate.store.empty() && certificate.private_key.value_or(true) &&
         certificate.not_after && !unfit(farm, certificate, host) &&
         covers(certificate, host) == Verdict::Yes;
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
  return certificate_on(farm, use.node, found->thumbprint);
}

// The name of a .pfx that an admin would look for.
std::string pfx_name(const RightCertificate& certificate) {
  constexpr std::string_view common_name = "CN=";
  const std::string_view subject =
      certificate.known == nullptr ? std::string_view() : certificate.known->subject;
  const auto at = subject.find(common_name);
  if (at == std::string_view::npos) return "<file>.pfx";
  std::string_view name = subject.substr(at + common_name.size());
  name = name.substr(0, name.find(','));
  if (name.empty() || name.find_first_of("*\" &|<>^%") != std::string_view::npos)
    return "<file>.pfx";
  return fmt::format("{}.pfx", name);
}

}  // namespace

bool unfit(const Farm& farm, const Certificate& certificate, const std::string& host) {
  return (!host.empty() && covers(certificate, host) == Verdict::No) ||
         (certificate.not_after && *certificate.not_after < farm.now) ||
         (certificate.not_before && *certificate.not_before > farm.now);
}

RightCertificate certificate_on(const Farm& farm, std::size_t node, std::string_view thumbprint) {
  RightCertificate result{.thumbprint = std::string(thumbprint)};
  result.known = farm.evidence[node].certificate(thumbprint, "MY");
  result.installed = result.known != nullptr && !result.known->store.empty();
  if (result.installed) {
    result.store = result.known->store;
    result.from = &farm.manifest->nodes[node];
  }
  return result;
}

std::optional<RightCertificate> right_certificate(const Farm& farm, const TlsUse& use) {
  if (auto result = pinned(farm, use)) return result;
  if (auto result = of_other_nodes(farm, use)) return result;
  return own(farm, use);
}

Command import_of(const RightCertificate& certificate, const Node& node) {
  return certutil_import(certificate.store, pfx_name(certificate), node.name.value);
}

Fix set_records(const Farm& farm, std::size_t node, std::span<const RecordKey> keys,
                const RightCertificate& right) {
  const Node& where = farm.manifest->nodes[node];
  const auto there = [&](const RecordKey& key) {
    return farm.evidence[node].records->find(key) != nullptr;
  };
  Fix fix{.description =
              fmt::format("{} the {}", std::ranges::any_of(keys, there) ? "replace" : "add",
                          keys.size() == 1 ? "record" : "records")};
  if (!right.installed) {
    if (right.from != nullptr)
      fix.description += fmt::format(" with the certificate that {} has", right.from->name.value);
    fix.commands.push_back(import_of(right, where));
  }
  for (const RecordKey& key : keys) {
    if (there(key)) fix.commands.push_back(netsh_delete_sslcert(key, where.name.value));
    fix.commands.push_back(netsh_add_sslcert(
        key, {.thumbprint = right.thumbprint, .store = right.store}, where.name.value));
  }
  return fix;
}

Fix set_record(const Farm& farm, const TlsUse& use, const RecordKey& key) {
  auto right = key.central_store() ? std::nullopt : right_certificate(farm, use);
  // A certificate that nobody knows may be installed as well.
  if (!right) right = RightCertificate{.installed = true};
  return set_records(farm, use.node, {&key, 1}, *right);
}

}  // namespace farmlint
