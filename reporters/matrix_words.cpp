#include "reporters/matrix_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "reporters/glyphs.h"

namespace farmlint::reporters {
namespace {

struct Mark {
  std::string_view words;
  std::string_view name;
  Ink ink;
  std::string_view meaning;
};

// In the order of TlsFault.
constexpr std::array<Mark, tls_fault_count> marks{{
    {"NO RECORD", "noRecord", Ink::Error,
     "the record to add; none answers, and browsers get a reset connection"},
    {"OTHER RECORD", "otherRecord", Ink::Warning,
     "the record that answers instead of the binding's own"},
    {"NO CERTIFICATE", "noCertificate", Ink::Error, "the record names no certificate"},
    {"NOT INSTALLED", "notInstalled", Ink::Error,
     "the node's store lacks the certificate that the record names"},
    {"NO KEY", "noKey", Ink::Error, "the certificate has no private key on the node"},
    {"EXPIRED", "expired", Ink::Error, "the certificate has ended"},
    {"NOT YET VALID", "notYetValid", Ink::Error, "the certificate begins later"},
    {"EXPIRING", "expiring", Ink::Warning,
     "the certificate ends soon (--expiry-days, or minDays in the manifest)"},
    {"WRONG NAME", "wrongName", Ink::Error,
     "the certificate does not cover the name that clients use"},
    {"UNEXPECTED", "unexpected", Ink::Error, "the manifest names another certificate"},
    {"DIFFERS", "differs", Ink::Warning,
     "as many nodes, or more, present another certificate for the same site, port and host"},
}};

const Mark& mark_of(TlsFault fault) {
  return marks.at(static_cast<std::size_t>(fault));
}

// What a record of this rank answers for.
std::string_view scope_of(RecordRank rank) {
  constexpr std::array<std::string_view, 7> names{"exact address",
                                                  "SNI",
                                                  "Central Certificate Store, this name",
                                                  "Central Certificate Store",
                                                  "wildcard SNI",
                                                  "all IPv6 addresses",
                                                  "all addresses"};
  return names.at(static_cast<std::size_t>(rank));
}

std::string days_words(const Certificate& certificate, TimePoint now) {
  const auto days = days_left(certificate, now);
  if (!days) return "? days";
  if (*days == 0) return "less than a day";
  const std::int64_t count = std::abs(*days);
  const std::string words = fmt::format("{} day{}", count, count == 1 ? "" : "s");
  return *days < 0 ? "ended " + words + " ago" : words;
}

std::string names_words(const Certificate& certificate) {
  if (!certificate.names_known) return "? names";
  if (certificate.names.empty()) return "no names";
  const std::string first = printable(certificate.names.front());
  const std::size_t more = certificate.names.size() - 1;
  return more == 0 ? first : fmt::format("{} +{}", first, more);
}

std::string certificate_words(const Farm& farm, const Presentation& presentation) {
  const SslRecord* const record = presentation.answer.record;
  if (record == nullptr) return "nothing answers";
  if (record->key.central_store()) return "Central Certificate Store";
  if (record->thumbprint.empty())
    return record->from_manifest ? "? (no thumbprint in the manifest)" : "no certificate";
  const std::string print = short_thumbprint(record->thumbprint);
  if (presentation.certificate != nullptr)
    return fmt::format("{} {}, {}", print, names_words(*presentation.certificate),
                       days_words(*presentation.certificate, farm.now));
  const bool inventory = !farm.evidence[presentation.use->node].certificates.empty();
  return fmt::format("{} ({})", print,
                     inventory ? "not in the inventory" : "no certificates capture");
}

// How often each mark is drawn.
struct Counts {
  std::size_t https = 0;
  std::size_t missing = 0;
  std::array<std::size_t, tls_fault_count> faults{};

  void add(const Cell& cell) {
    missing += cell.missing.size();
    for (const Answer& answer : cell.answers) {
      if (answer.binding->https()) ++https;
      for (const Presentation& presentation : answer.presented)
        for (const TlsFault fault : presentation.faults)
          ++faults.at(static_cast<std::size_t>(fault));
    }
  }
};

}  // namespace

std::string_view name_of(NodeState state) {
  constexpr std::array<std::string_view, 4> names{"active", "standby", "draining",
                                                  "decommissioned"};
  return names.at(static_cast<std::size_t>(state));
}

std::string heading_of(const Node& node) {
  if (node.state == NodeState::Active) return printable(node.name.value);
  return fmt::format("{} ({})", printable(node.name.value), name_of(node.state));
}

std::string words_of(const Want& want) {
  std::string key = fmt::format("{} {}", to_string(want.scheme), want.port);
  if (!want.host) return key;
  return key + " " + (want.host->empty() ? "(no host)" : printable(*want.host));
}

std::string certificate_of(const Farm& farm, const Answer& answer,
                           const Presentation& presentation) {
  std::string words = certificate_words(farm, presentation);
  if (answer.presented.size() == 1) return words;
  const std::size_t more = presentation.addresses.size() - 1;
  return fmt::format("{}{}: {}", to_binding_text(presentation.addresses.front()),
                     more == 0 ? "" : fmt::format(" +{}", more), words);
}

std::string reason_of(const Answer& answer) {
  if (answer.reason.empty() || answer.reason == tls_ends_before) return std::string(answer.reason);
  return fmt::format("? ({})", answer.reason);
}

std::string fault_words(const Presentation& presentation, TlsFault fault) {
  const std::string_view words = mark_of(fault).words;
  const auto& [record, rank] = presentation.answer;
  switch (fault) {
    case TlsFault::NoRecord:
      return fmt::format("{} {}", words, printable(presentation.use->expected.text()));
    case TlsFault::OtherRecord:
      return fmt::format("{} {} ({})", words, printable(record->key.text()), scope_of(rank));
    case TlsFault::NotInstalled:
      return fmt::format("{} in {}", words, printable(record->effective_store()));
    case TlsFault::NotYetValid:
      return fmt::format(
          "{} before {}", words,
          to_string(std::chrono::floor<std::chrono::days>(*presentation.certificate->not_before)));
    default:
      return std::string(words);
  }
}

Ink ink_of(TlsFault fault) {
  return mark_of(fault).ink;
}

std::string_view name_of(TlsFault fault) {
  return mark_of(fault).name;
}

std::vector<std::string> legend(std::span<const Row> rows) {
  if (rows.empty()) return {"No site of the configuration is expected on an active node."};
  Counts counts;
  for (const Row& row : rows)
    for (const Cell& cell : row.cells) counts.add(cell);
  std::vector<std::string> lines{"Shown: the binding that answers"};
  if (counts.https > 0)
    lines.front() += ", and the certificate that clients get: thumbprint, names, days left";
  lines.front() += ".";
  if (counts.missing > 0)
    lines.push_back(fmt::format("MISSING ({}): the binding to add.", counts.missing));
  for (std::size_t i = 0; i < counts.faults.size(); ++i)
    if (counts.faults.at(i) > 0)
      lines.push_back(
          fmt::format("{} ({}): {}.", marks.at(i).words, counts.faults.at(i), marks.at(i).meaning));
  return lines;
}

}  // namespace farmlint::reporters
