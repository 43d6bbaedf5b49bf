#include <algorithm>

#include "lint/commands.h"
#include "lint/farm/tls_words.h"
#include "rules/certificates/in_use.h"

namespace farmlint::rules {
namespace {

// A wildcard certificate may serve thousands of sites.
constexpr std::size_t most_notes = 3;

std::string whose(const CertificateInUse& in_use) {
  if (!in_use.uses.empty()) return sites_words(in_use.uses);
  if (!in_use.records.empty()) return fmt::format("record {}", in_use.records.front()->key.text());
  if (in_use.ftp_site != nullptr) return fmt::format("FTP site {}", in_use.ftp_site->name().value);
  return fmt::format("{} ('{}' in the manifest)", in_use.pinned_for->site->name().value,
                     in_use.listed.entry->name.value);
}

Location place_of(const CertificateInUse& in_use) {
  if (!in_use.uses.empty()) return in_use.uses.front()->binding->information().at;
  if (!in_use.records.empty()) return in_use.records.front()->at;
  return in_use.ftp_site != nullptr ? in_use.ftp_at : in_use.listed.thumbprint->at;
}

Subject subject_of(const Farm& farm, const CertificateInUse& in_use) {
  const Node& node = farm.manifest->nodes[in_use.node];
  if (!in_use.uses.empty()) return about(farm, *in_use.uses.front());
  if (!in_use.records.empty()) return about(node, *in_use.records.front());
  if (in_use.ftp_site == nullptr) return about(farm, *in_use.pinned_for);
  Subject subject = about(*in_use.ftp_site);
  subject.node = node.name.value;
  return subject;
}

void add_notes(const Farm& farm, const CertificateInUse& in_use, Finding& finding) {
  const std::string_view node = farm.manifest->nodes[in_use.node].name.value;
  const auto note = [&finding](const Location& at, const std::string& message) {
    if (at != finding.at) finding.note(at, "{}", message);
  };
  for (std::size_t i = 1; i < std::min(in_use.uses.size(), most_notes + 1); ++i)
    note(in_use.uses[i]->binding->information().at,
         fmt::format("this binding of {} presents it, too", in_use.uses[i]->site->name().value));
  for (std::size_t i = 0; i < std::min(in_use.records.size(), most_notes); ++i)
    note(in_use.records[i]->at,
         fmt::format("record {} of {} names it", in_use.records[i]->key.text(), node));
  if (in_use.ftp_site != nullptr)
    note(in_use.ftp_at, fmt::format("FTP site {} names it", in_use.ftp_site->name().value));
  note(in_use.certificate->at, fmt::format("it is listed here for {}", node));
}

}  // namespace

std::string certificate_of(const Farm& farm, const CertificateInUse& in_use) {
  return fmt::format("the certificate of {} on {} ({})", whose(in_use),
                     farm.manifest->nodes[in_use.node].name.value, in_use.certificate->label());
}

Finding& report(const Farm& farm, const CertificateInUse& in_use, Findings& findings,
                const std::string& message) {
  Finding& finding = findings.add_text(place_of(in_use), message);
  finding.about(subject_of(farm, in_use));
  add_notes(farm, in_use, finding);
  return finding;
}

Fix replace_by(const Farm& farm, const CertificateInUse& in_use, const RightCertificate& right) {
  if (!in_use.central_file.empty())
    return {.description =
                fmt::format("replace {} in the Central Certificate Store", in_use.central_file)};
  std::vector<RecordKey> keys;
  for (const SslRecord* record : in_use.records) keys.push_back(record->key);
  Fix fix = set_records(farm, in_use.node, keys, right);
  if (in_use.ftp_site != nullptr) {
    fix.description = "replace the certificate";
    fix.commands.push_back(
        appcmd_set_ftp_certificate(in_use.ftp_site->name().value, right.thumbprint));
  } else if (keys.empty()) {
    fix.description = fmt::format("list {} in the manifest instead",
                                  right.thumbprint.empty() ? "a new one" : right.thumbprint);
  }
  return fix;
}

RightCertificate successor(const CertificateInUse& in_use) {
  RightCertificate wanted;
  // It will be for the same names and lie in the same place.
  wanted.file = pfx_name(*in_use.certificate);
  if (!in_use.records.empty())
    wanted.store = in_use.records.front()->effective_store();
  else if (!in_use.certificate->store.empty())
    wanted.store = in_use.certificate->store;
  return wanted;
}

}  // namespace farmlint::rules
