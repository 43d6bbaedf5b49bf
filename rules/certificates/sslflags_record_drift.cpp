#include <array>
#include <tuple>

#include "lint/farm/tls_fix.h"
#include "lint/farm/tls_words.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/certificates/record_settings.h"

namespace farmlint::rules {
namespace {

struct Flag {
  std::uint32_t bit = 0;  // of sslFlags: all of them switch something off (iis.md §2.6)
  RecordSetting setting{};
  std::string_view what;
};

constexpr std::array<Flag, 5> flags{{{4, RecordSetting::DisableHttp2, "HTTP/2"},
                                     {8, RecordSetting::DisableOcspStapling, "OCSP stapling"},
                                     {16, RecordSetting::DisableQuic, "QUIC"},
                                     {32, RecordSetting::DisableTls13, "TLS 1.3"},
                                     {64, RecordSetting::DisableLegacyTls, "legacy TLS"}}};

std::string_view wanted(const TlsUse& use, const Flag& flag) {
  return (use.binding->ssl_flags & flag.bit) != 0 ? "on" : "off";
}

std::vector<Flag> differences(const TlsUse& use) {
  std::vector<Flag> found;
  for (const Flag& flag : flags) {
    const auto has = told(*use.expected_record, flag.setting);
    if (has && *has != wanted(use, flag)) found.push_back(flag);
  }
  return found;
}

void report(const Farm& farm, const TlsUse& use, const std::vector<Flag>& differing,
            Findings& findings) {
  const SslRecord& record = *use.expected_record;
  const std::string_view node = farm.manifest->nodes[use.node].name.value;
  SslRecord mended = record;
  std::vector<std::string> words;
  for (const Flag& flag : differing) {
    const bool off = wanted(use, flag) == "on";
    words.push_back(
        fmt::format("{} is {} instead of {}", flag.what, off ? "on" : "off", off ? "off" : "on"));
    mended.setting(flag.setting)->value = wanted(use, flag);
  }
  Finding& finding = findings.add(
      use.binding->information().at,
      "{} on {} does not follow sslFlags {} of {}, and HTTP.sys goes by the record: {}",
      record.key.text(), node, use.binding->ssl_flags, use.site->name().value, enumeration(words));
  finding.about(about(farm, use));
  for (const Flag& flag : differing)
    finding.note(record.setting(flag.setting)->at, "'{}' is {} here; bit {} of sslFlags is {}",
                 to_string(flag.setting), record.setting(flag.setting)->value, flag.bit,
                 wanted(use, flag) == "on" ? "set" : "not set");
  finding.fix(renew_record(mended, node));
}

void check(const Farm& farm, Findings& findings) {
  for (const TlsUse& use : farm.tls) {
    // The Central Certificate Store has one record for all bindings of a port.
    if (!judged(use) || use.binding->central_store()) continue;
    const std::vector<Flag> differing = differences(use);
    if (!differing.empty()) report(farm, use, differing, findings);
  }
}

}  // namespace

extern constinit const Rule sslflags_record_drift{
    .name = "sslflags-record-drift",
    .severity = Severity::Warning,
    .subject = Subjects::Certificates,
    .summary = "A node's certificate record does not do what the binding's sslFlags say.",
    .rationale =
        "IIS copies the bits of sslFlags into the record when it makes it. A record that was "
        "added with netsh, or before the flags were changed on another node, keeps its own "
        "settings, and HTTP.sys knows no others: what the configuration switches off stays on.",
    .remediation =
        "Make the record anew on that node with the settings that sslFlags asks for, or correct "
        "sslFlags.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
