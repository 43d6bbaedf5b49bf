#include "lint/farm/read_evidence.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <utility>

namespace farmlint {
namespace {

template <typename Item>
void append(std::vector<Item>& all, const std::vector<Item>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::optional<TimePoint> start_of_day(const std::optional<std::chrono::sys_days>& day) {
  return day ? std::optional<TimePoint>(*day) : std::nullopt;
}

std::optional<TimePoint> end_of_day(const std::optional<std::chrono::sys_days>& day) {
  return day ? std::optional<TimePoint>(*day + std::chrono::days(1) - std::chrono::seconds(1))
             : std::nullopt;
}

Certificate declared_certificate(const CertificateEntry& entry) {
  Certificate certificate;
  if (!entry.thumbprints.empty()) {
    certificate.thumbprint = lower(entry.thumbprints.front().value);
    certificate.at = entry.thumbprints.front().at;
  }
  certificate.store = entry.store.value.empty() ? "MY" : entry.store.value;
  certificate.not_before = start_of_day(entry.not_before);
  certificate.not_after = end_of_day(entry.not_after);
  certificate.not_after_at = entry.element->value("notAfter").at;
  for (const Text& name : entry.names) certificate.names.push_back(canonical_host(name.value));
  certificate.names_known = !entry.names.empty();
  certificate.private_key = entry.private_key;
  return certificate;
}

std::optional<SslRecord> declared_record(const SslBindingEntry& entry) {
  const auto key = parse_record_key(entry.endpoint.value);
  if (!key) return {};
  SslRecord record;
  record.key = *key;
  record.at = entry.endpoint.at;
  record.thumbprint = lower(entry.thumbprint.value);
  record.hash_at = entry.thumbprint.value.empty() ? entry.endpoint.at : entry.thumbprint.at;
  record.store = entry.store.value.empty() ? "MY" : entry.store.value;
  record.from_manifest = true;
  return record;
}

class Reader {
 public:
  Reader(const Manifest& manifest, const SourceSet& sources,
         const std::function<FileId(const std::string&)>& open)
      : manifest_(manifest), sources_(sources), open_(open) {}

  ReadEvidence read() {
    for (const Node& node : manifest_.nodes) out_.nodes.push_back(evidence_of(node));
    return std::move(out_);
  }

 private:
  // Reads the captures of one kind; none if the node has none of them.
  template <typename Item, typename Read>
  std::optional<CaptureOf<Item>> all(const Node& node, std::string_view kind, const Read& read) {
    std::optional<CaptureOf<Item>> result;
    for (const Capture& capture : node.captures) {
      if (capture.kind.value != kind) continue;
      for (const std::string& path : capture.paths) {
        CaptureOf<Item> found = read(file(path));
        if (!result) result.emplace();
        append(result->items, found.items);
        tell(found.problems);
        append(result->problems, found.problems);
      }
    }
    return result;
  }

  // Several nodes may name one file: it is read, and its mistakes told, once.
  FileId file(const std::string& path) {
    const auto [known, is_new] = files_.try_emplace(path);
    if (is_new) known->second = open_(path);
    return known->second;
  }

  const CaptureOf<Certificate>& certificates(FileId file) {
    const auto [known, is_new] = certificates_.try_emplace(file);
    if (is_new) known->second = read_certificates(sources_, file);
    return known->second;
  }

  void tell(const std::vector<CaptureProblem>& problems) {
    for (const CaptureProblem& problem : problems) {
      Finding& error = out_.errors.emplace_back();
      error.at = problem.at;
      error.message = problem.message;
    }
  }

  NodeEvidence evidence_of(const Node& node) {
    NodeEvidence evidence;
    add_records(node, evidence);
    add_certificates(node, evidence);
    auto listened = all<Located<IpAddress>>(
        node, "iplisten", [&](FileId id) { return read_listen_list(sources_, id); });
    if (listened && listened->problems.empty()) evidence.listen_list = std::move(listened->items);
    add_central_store(node, evidence);
    return evidence;
  }

  void add_records(const Node& node, NodeEvidence& evidence) {
    auto found =
        all<SslRecord>(node, "sslcert", [&](FileId id) { return read_records(sources_, id); });
    if (found && !found->problems.empty()) return;
    if (!found && node.ssl_bindings.empty()) return;
    std::vector<SslRecord> records = found ? std::move(found->items) : std::vector<SslRecord>();
    for (const SslBindingEntry& entry : node.ssl_bindings)
      if (auto record = declared_record(entry)) records.push_back(std::move(*record));
    evidence.records.emplace(std::move(records));
  }

  void add_certificates(const Node& node, NodeEvidence& evidence) {
    auto found =
        all<Certificate>(node, "certificates", [&](FileId id) { return certificates(id); });
    if (found) {
      evidence.certificates = std::move(found->items);
      // An inventory that is not understood whole does not prove that something is missing.
      if (found->problems.empty())
        for (const Certificate& certificate : evidence.certificates)
          if (!certificate.store.empty()) evidence.stores.insert(certificate.store);
    }
    for (const CertificateEntry& entry : node.certificates)
      evidence.certificates.push_back(declared_certificate(entry));
    evidence.arrange_certificates();
  }

  // The listing of the store and the node's settings for it are captures of one kind.
  void add_central_store(const Node& node, NodeEvidence& evidence) {
    auto settings = all<CentralStoreSettings>(node, "ccs", [&](FileId id) {
      return is_registry_export(sources_, id) ? read_store_settings(sources_, id)
                                              : CaptureOf<CentralStoreSettings>();
    });
    if (settings && settings->problems.empty() && !settings->items.empty())
      evidence.store_settings = std::move(settings->items.front());
    bool listed = false;
    auto listing = all<Located<std::string>>(node, "ccs", [&](FileId id) {
      if (is_registry_export(sources_, id)) return CaptureOf<Located<std::string>>();
      listed = true;
      return read_store_files(sources_, id);
    });
    if (listed && listing->problems.empty()) evidence.store_files = std::move(listing->items);
  }

  const Manifest& manifest_;
  const SourceSet& sources_;
  const std::function<FileId(const std::string&)>& open_;
  std::map<std::string, FileId> files_;
  std::map<FileId, CaptureOf<Certificate>> certificates_;
  ReadEvidence out_;
};

}  // namespace

ReadEvidence read_evidence(const Manifest& manifest, const SourceSet& sources,
                           const std::function<FileId(const std::string&)>& open) {
  ReadEvidence evidence = Reader(manifest, sources, open).read();
  // Nodes may share a file, and with it its mistakes.
  std::ranges::stable_sort(evidence.errors, {}, &Finding::at);
  const auto same = [](const Finding& a, const Finding& b) {
    return a.at == b.at && a.message == b.message;
  };
  evidence.errors.erase(std::unique(evidence.errors.begin(), evidence.errors.end(), same),
                        evidence.errors.end());
  return evidence;
}

}  // namespace farmlint
