#include <algorithm>
#include <map>

#include "lint/capture/certificate_readers.h"
#include "lint/capture/record_values.h"
#include "lint/commands.h"
#include "lint/config/sections.h"
#include "lint/edits.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/schema/value.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// Properties of the IIS 6 metabase.
constexpr std::int64_t ssl_cert_hash = 5506;
constexpr std::int64_t ssl_store_name = 5511;

// The site id in "LM/W3SVC/3"; empty for another path.
std::string_view site_id(std::string_view path) {
  constexpr std::string_view sites = "lm/w3svc/";
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  if (path.size() <= sites.size() || !iequals(path.substr(0, sites.size()), sites)) return {};
  path.remove_prefix(sites.size());
  return std::ranges::all_of(path, is_digit) ? path : std::string_view();
}

const XmlElement* property(const XmlElement& key, std::int64_t id) {
  for (const XmlElement& child : key.children())
    if (child.name() == "property" && parse_integer(child.value("id").value) == id) return &child;
  return nullptr;
}

// "site id 3 (Shop)"
std::string site_words(const Site* site, std::string_view id) {
  return site == nullptr ? fmt::format("site id {}", id)
                         : fmt::format("site id {} ({})", id, site->name().value);
}

// The hash as other places write it: the value is base64 of its 20 bytes. Empty if it is not.
std::string thumbprint_of(std::string_view value) {
  constexpr std::size_t sha1_size = 20;
  const auto bytes = decode_base64(value);
  return bytes && bytes->size() == sha1_size ? captures::to_hex(*bytes) : std::string();
}

// What is known of the certificate, from nodes that tell of theirs.
void note_certificate(Finding& finding, const Farm& farm, const Location& at,
                      std::string_view thumbprint) {
  std::vector<std::size_t> with;
  const Certificate* certificate = nullptr;
  bool told = false;
  for (std::size_t n = 0; n < farm.evidence.size(); ++n) {
    told = told || !farm.evidence[n].stores.empty();
    const Certificate* const found = farm.evidence[n].certificate(thumbprint);
    if (found == nullptr) continue;
    with.push_back(n);
    certificate = found;
  }
  if (certificate != nullptr)
    finding.note(at, "it is the hash of {}, which {} {}", certificate->label(),
                 node_words(farm, with), with.size() == 1 ? "has" : "have");
  else
    finding.note(at, "it is the hash {}{}", thumbprint,
                 told ? ", and no node whose certificates are known has it" : "");
}

void offer_removal(Finding& finding, const Farm& farm, const XmlElement& element,
                   std::string_view path) {
  finding.fix({.description = "delete what IIS 6 left",
               .edits = {remove_element(*farm.sources, element)},
               .commands = {appcmd_add_backup("before5506"), appcmd_clear_custom_metadata(path)}});
}

void report(const Farm& farm, const XmlElement& key, const Site* site, Findings& findings) {
  const Text path = key.value("path");
  const std::string of = site_words(site, site_id(path.value));
  const XmlElement* const hash = property(key, ssl_cert_hash);
  const XmlElement* const element = hash == nullptr ? property(key, ssl_store_name) : hash;
  if (element == nullptr) return;
  Finding& finding =
      hash == nullptr
          ? findings.add(element->value("id").at,
                         "customMetadata still names an IIS 6 certificate store for {}", of)
          : findings.add(element->value("id").at,
                         "customMetadata still has an IIS 6 certificate hash for {}; its https "
                         "bindings lose their certificate at random (KB 2025598)",
                         of);
  Subject subject;
  subject.object = object_path(key);
  if (site != nullptr) subject.site = site->name().value;
  finding.about(std::move(subject));
  if (hash == nullptr) {
    finding.as(Severity::Note)
        .note(element->at(), "without a hash (property 5506) nothing is known to come of it");
  } else {
    const Text value = element->value("value");
    const std::string thumbprint = thumbprint_of(value.value);
    if (!thumbprint.empty()) note_certificate(finding, farm, value.at, thumbprint);
  }
  offer_removal(finding, farm, *element, path.value);
}

void check(const Farm& farm, Findings& findings) {
  const auto sections = application_host_sections(farm.config, "customMetadata");
  if (sections.empty()) return;
  std::map<std::int64_t, const Site*> sites;
  for (const Site& site : farm.config.sites)
    if (const auto id = parse_integer(site.id().value)) sites.emplace(*id, &site);
  for (const XmlElement* section : sections) {
    for (const XmlElement& key : section->children()) {
      const auto id = parse_integer(site_id(key.value("path").value));
      if (key.name() != "key" || !id) continue;
      const auto site = sites.find(*id);
      report(farm, key, site == sites.end() ? nullptr : site->second, findings);
    }
  }
}

}  // namespace

extern constinit const Rule legacy_ssl_hash_metadata{
    .name = "legacy-ssl-hash-metadata",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "The metabase of IIS 6 still has a certificate for a site.",
    .rationale =
        "Every tool that speaks to the old metabase makes IIS apply this hash again, on whichever "
        "node it runs: the site's real certificate record is deleted from HTTP.sys (HttpEvent "
        "15300), and its https bindings stop answering there until somebody selects the "
        "certificate anew.",
    .remediation = "Delete the property; IIS 7 and later keep certificates in HTTP.sys only.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
