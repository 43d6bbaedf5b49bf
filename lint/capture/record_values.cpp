#include "lint/capture/record_values.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint::captures {
namespace {

bool is_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); });
}

struct Flag {
  std::uint32_t bit;
  RecordSetting setting;
};

// http.h: HTTP_SERVICE_CONFIG_SSL_FLAG_…
constexpr std::array<Flag, 9> flags_of_records{{{0x1, RecordSetting::DsMapper},
                                                {0x2, RecordSetting::NegotiateClientCertificate},
                                                {0x8, RecordSetting::RejectConnections},
                                                {0x10, RecordSetting::DisableHttp2},
                                                {0x20, RecordSetting::DisableQuic},
                                                {0x40, RecordSetting::DisableTls13},
                                                {0x80, RecordSetting::DisableOcspStapling},
                                                {0x400, RecordSetting::DisableLegacyTls},
                                                {0x1000, RecordSetting::DisableTls12}}};

using Word = std::pair<std::string_view, std::string_view>;
constexpr std::array<Word, 8> switches{{{"enabled", "on"},
                                        {"set", "on"},
                                        {"true", "on"},
                                        {"1", "on"},
                                        {"disabled", "off"},
                                        {"not set", "off"},
                                        {"false", "off"},
                                        {"0", "off"}}};

void set_switch(SslRecord& record, RecordSetting setting, std::uint32_t on, const Location& at) {
  record.setting(setting) = {on != 0 ? "on" : "off", at};
}

}  // namespace

bool is_hash(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && is_hex(text);
}

std::string to_hex(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return hex;
}

void set_hash(SslRecord& record, std::string_view written, const Location& at) {
  if (written.empty()) return;
  // JSON and the registry may say it twice, and the last one counts.
  record.thumbprint.clear();
  record.raw_hash.clear();
  record.hash_at = at;
  if (record.key.central_store() || written == "(null)") return;
  const bool zero = written.find_first_not_of('0') == std::string_view::npos;
  if (is_hash(written) && !zero)
    record.thumbprint = lower(written);
  else
    record.raw_hash = written;
}

void set_store(SslRecord& record, std::string_view written) {
  record.store_null = written == "(null)";
  if (!record.store_null) record.store = written;
}

std::optional<std::string> parse_guid(std::string_view text) {
  if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
  if (text.size() != 36) return {};
  std::string digits(text);
  for (const std::size_t at : {23U, 18U, 13U, 8U}) {
    if (digits[at] != '-') return {};
    digits.erase(at, 1);
  }
  if (!is_hex(digits)) return {};
  return fmt::format("{{{}}}", lower(text));
}

std::optional<std::string_view> parse_switch(std::string_view text) {
  const auto* const found =
      std::ranges::find_if(switches, [&](const Word& word) { return iequals(word.first, text); });
  if (found == switches.end()) return {};
  return found->second;
}

void set_flags(SslRecord& record, std::uint32_t flags, const Location& at) {
  for (const Flag& flag : flags_of_records) set_switch(record, flag.setting, flags & flag.bit, at);
}

void set_check_mode(SslRecord& record, std::uint32_t mode, const Location& at) {
  set_switch(record, RecordSetting::VerifyRevocation, ~mode & 0x1U, at);
  set_switch(record, RecordSetting::CachedRevocationOnly, mode & 0x2U, at);
  set_switch(record, RecordSetting::UsageCheck, ~mode & 0x10000U, at);
}

std::optional<RecordKey> parse_store_port(std::string_view text) {
  return parse_record_key(fmt::format("*:{}", text));
}

RecordKey in_central_store(const RecordKey& key) {
  return key.host.empty() ? store_record(key.port) : scoped_store_record(key.host, key.port);
}

void complete(SslRecord& record) {
  const bool bare = record.thumbprint.empty() && record.raw_hash.empty() && record.store.empty();
  if (record.key.kind == RecordKind::HostPort && bare) record.key = in_central_store(record.key);
  if (record.hash_at == Location{}) record.hash_at = record.at;
}

}  // namespace farmlint::captures
