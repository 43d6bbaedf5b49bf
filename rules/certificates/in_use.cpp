#include "rules/certificates/in_use.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "lint/farm/ftp_certificate.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using NodeRecord = std::pair<std::size_t, RecordKey>;

// What sites need whose TLS ends before IIS.
std::set<NodeRecord> offloaded_records(const Farm& farm) {
  std::set<NodeRecord> records;
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    if (wanted == nullptr || wanted->tls.value != "offloaded") continue;
    for (const Binding& binding : site.bindings) {
      const auto key = binding.https() ? expected_record(binding) : std::nullopt;
      if (!key) continue;
      for (const std::size_t node : nodes_of(farm, site)) records.emplace(node, *key);
    }
  }
  return records;
}

// "shop.contoso.com" for "certs/shop.contoso.com.cer".
std::string file_stem(const Farm& farm, const Certificate& certificate) {
  std::string_view path = farm.sources->path(certificate.at.file);
  path.remove_prefix(path.find_last_of('/') + 1);
  return lower(path.substr(0, path.find_last_of('.')));
}

class Collector {
 public:
  explicit Collector(const Farm& farm)
      : farm_(farm), listed_(listed_certificates(farm)), files_(farm.evidence.size()) {}

  std::vector<CertificateInUse> collect() {
    for (const RecordInUse& in_use : records_in_use(farm_)) add_record(in_use);
    for (const TlsUse& use : farm_.tls) {
      if (!judged(use)) continue;
      add_file(use);
      add_pinned(use);
    }
    for (const Site& site : farm_.config.sites) add_ftp(site);
    return std::move(all_);
  }

 private:
  using Files = std::map<std::string, const Certificate*, std::less<>>;

  CertificateInUse& entry_of(std::size_t node, const Certificate& certificate) {
    const auto [known, is_new] =
        index_.try_emplace({node, std::string_view(certificate.thumbprint)}, all_.size());
    if (!is_new) return all_[known->second];
    CertificateInUse& in_use = all_.emplace_back();
    in_use.node = node;
    in_use.certificate = &certificate;
    const auto listed = listed_.find(certificate.thumbprint);
    if (listed != listed_.end()) in_use.listed = listed->second;
    return in_use;
  }

  void add_record(const RecordInUse& found) {
    const SslRecord& record = *found.record;
    const Certificate* const certificate =
        farm_.evidence[found.node].certificate(record.thumbprint, record.effective_store());
    if (certificate == nullptr) return;
    CertificateInUse& in_use = entry_of(found.node, *certificate);
    in_use.records.push_back(&record);
    in_use.uses.insert(in_use.uses.end(), found.uses.begin(), found.uses.end());
  }

  // A file that lies in no store and is called like one of the Central Certificate Store.
  void add_file(const TlsUse& use) {
    for (const Handshake& handshake : use.handshakes) {
      const SslRecord* const record = handshake.answer.record;
      if (record == nullptr || !record->key.central_store()) continue;
      add_file(use, use.end_point().host);
      return;
    }
  }
  void add_file(const TlsUse& use, std::string_view host) {
    // The file of exactly that name goes before the one of the wildcard (iis.md §3.6).
    const std::string parent(host.substr(std::min(host.find('.'), host.size())));
    const Files& files = files_of(use.node);
    auto found = files.find(host);
    if (found == files.end()) found = files.find("_" + parent);
    if (found == files.end()) return;
    CertificateInUse& in_use = entry_of(use.node, *found->second);
    in_use.uses.push_back(&use);
    in_use.central_file = found->first + ".pfx";
  }

  const Files& files_of(std::size_t node) {
    auto& files = files_[node];
    if (files) return *files;
    files.emplace();
    for (const Certificate& certificate : farm_.evidence[node].certificates)
      if (certificate.store.empty())
        files->try_emplace(file_stem(farm_, certificate), &certificate);
    return *files;
  }

  void add_pinned(const TlsUse& use) {
    const CertificateEntry* const entry =
        pinned_certificate(farm_, wanted_endpoint(farm_, *use.site, *use.binding, use.node));
    if (entry == nullptr) return;
    for (const Text& thumbprint : entry->thumbprints) {
      const Certificate* const certificate =
          farm_.evidence[use.node].certificate(lower(thumbprint.value));
      if (certificate == nullptr) continue;
      CertificateInUse& in_use = entry_of(use.node, *certificate);
      if (in_use.pinned_for != nullptr) continue;
      in_use.pinned_for = &use;
      in_use.listed = {entry, &thumbprint};
    }
    // What the manifest says about the certificate of an endpoint counts for whatever is presented.
    for (const Handshake& handshake : use.handshakes) {
      const Certificate* const certificate = presented(farm_, use, handshake);
      if (certificate == nullptr) continue;
      CertificateInUse& in_use = entry_of(use.node, *certificate);
      if (in_use.listed.entry == nullptr) in_use.listed.entry = entry;
    }
  }

  void add_ftp(const Site& site) {
    if (!site.starts) return;
    const FtpCertificate named = ftp_certificate(site);
    if (named.thumbprint.empty()) return;
    for (const std::size_t node : nodes_of(farm_, site)) {
      const Certificate* const certificate =
          farm_.evidence[node].certificate(named.thumbprint, named.store);
      if (certificate == nullptr || !answers_ftp(site, farm_.manifest->nodes[node])) continue;
      CertificateInUse& in_use = entry_of(node, *certificate);
      if (in_use.ftp_site != nullptr) continue;
      in_use.ftp_site = &site;
      in_use.ftp_at = named.hash.at;
    }
  }
  static bool answers_ftp(const Site& site, const Node& node) {
    return std::ranges::any_of(site.bindings, [&](const Binding& binding) {
      const EndPoint* const end_point = binding.end_point();
      return binding.scheme == Scheme::Ftp && end_point != nullptr &&
             live(end_point->address, node);
    });
  }

  const Farm& farm_;
  const std::map<std::string, ListedCertificate, std::less<>> listed_;
  std::vector<std::optional<Files>> files_;  // by node
  std::map<std::pair<std::size_t, std::string_view>, std::size_t> index_;
  std::vector<CertificateInUse> all_;
};

using UsesOfRecords = std::map<const SslRecord*, std::vector<const TlsUse*>>;

// The uses that each record answers, whose own record is there.
UsesOfRecords uses_of_records(const Farm& farm) {
  UsesOfRecords uses_of;
  for (const TlsUse& use : farm.tls) {
    if (!judged(use)) continue;
    for (const Handshake& handshake : use.handshakes) {
      if (handshake.answer.record == nullptr) continue;
      std::vector<const TlsUse*>& uses = uses_of[handshake.answer.record];
      if (uses.empty() || uses.back() != &use) uses.push_back(&use);
    }
  }
  return uses_of;
}

// Records of an active node whose thumbprint is known; of two with one key only the first counts.
std::vector<const SslRecord*> known_records(const Farm& farm, std::size_t node) {
  std::vector<const SslRecord*> found;
  const auto& records = farm.evidence[node].records;
  if (!records || !farm.manifest->nodes[node].active()) return found;
  for (const SslRecord& record : records->all())
    if (!record.thumbprint.empty() && records->find(record.key) == &record)
      found.push_back(&record);
  return found;
}

}  // namespace

std::vector<RecordInUse> records_in_use(const Farm& farm) {
  UsesOfRecords uses_of = uses_of_records(farm);
  const std::set<NodeRecord> offloaded = offloaded_records(farm);
  std::vector<RecordInUse> all;
  for (std::size_t n = 0; n < farm.evidence.size(); ++n) {
    for (const SslRecord* record : known_records(farm, n)) {
      const auto used = uses_of.find(record);
      if (used == uses_of.end() && offloaded.contains({n, record->key})) continue;
      RecordInUse& in_use = all.emplace_back();
      in_use.node = n;
      in_use.record = record;
      if (used != uses_of.end()) in_use.uses = std::move(used->second);
    }
  }
  return all;
}

std::map<std::string, ListedCertificate, std::less<>> listed_certificates(const Farm& farm) {
  std::map<std::string, ListedCertificate, std::less<>> all;
  for (const CertificateEntry& entry : farm.manifest->certificates)
    for (const Text& thumbprint : entry.thumbprints)
      all.try_emplace(lower(thumbprint.value), ListedCertificate{&entry, &thumbprint});
  return all;
}

std::vector<CertificateInUse> certificates_in_use(const Farm& farm) {
  const auto none = [](const NodeEvidence& evidence) { return evidence.certificates.empty(); };
  if (std::ranges::all_of(farm.evidence, none)) return {};
  return Collector(farm).collect();
}

bool CertificateInUse::in_reserve() const {
  return records.empty() && uses.empty() && ftp_site == nullptr && listed.entry != nullptr &&
         listed.entry->thumbprints.size() > 1;
}

}  // namespace farmlint::rules
