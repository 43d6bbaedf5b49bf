#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "lint/capture/capture_text.h"
#include "lint/capture/certificate_readers.h"
#include "lint/capture/json_tree.h"
#include "lint/capture/record_values.h"
#include "lint/capture/records.h"
#include "lint/text.h"

namespace farmlint::captures {
namespace {

using Kind = JsonKind;

bool iends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && iequals(text.substr(text.size() - end.size()), end);
}

std::optional<std::uint32_t> number(const JsonValue& value) {
  std::uint32_t result = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto [stop, error] = std::from_chars(value.text.data(), end, result);
  if (error != std::errc() || stop != end || value.text.empty()) return {};
  return result;
}

bool is_nothing(const JsonValue& value) {
  return value.is(Kind::Null) || value.text.empty() || value.text == "(null)";
}

// PowerShell writes bytes as an array of numbers.
std::optional<std::string> from_numbers(const JsonValue& array) {
  std::string bytes;
  for (const JsonValue& item : array.children) {
    const auto byte = number(item);
    if (!byte || *byte > 0xFF) return {};
    bytes += static_cast<char>(*byte);
  }
  return bytes;
}

void read_hash(const JsonValue& value, SslRecord& record) {
  if (value.is(Kind::Null)) return;
  const auto bytes = value.is(Kind::Array) ? from_numbers(value) : decode_base64(value.text);
  const bool decoded =
      bytes && (bytes->size() == 20 || bytes->size() == 32) && !is_hash(value.text);
  set_hash(record, decoded ? to_hex(*bytes) : value.text, value.at);
}

struct Word {
  std::string_view part;
  RecordSetting setting;
};

// Parts of the names of members, in the order of the search: those of netsh's parameters and those
// of HTTP_SERVICE_CONFIG_SSL_PARAM.
constexpr std::array<Word, 17> words_of_settings{{
    {"http2", RecordSetting::DisableHttp2},
    {"quic", RecordSetting::DisableQuic},
    {"tls12", RecordSetting::DisableTls12},
    {"tls13", RecordSetting::DisableTls13},
    {"ocsp", RecordSetting::DisableOcspStapling},
    {"legacytls", RecordSetting::DisableLegacyTls},
    {"reject", RecordSetting::RejectConnections},
    {"negotiat", RecordSetting::NegotiateClientCertificate},
    {"dsmapper", RecordSetting::DsMapper},
    {"ctlidentifier", RecordSetting::CtlIdentifier},
    {"ctlstore", RecordSetting::CtlStore},
    {"freshness", RecordSetting::RevocationFreshness},
    {"retrievaltimeout", RecordSetting::UrlRetrievalTimeout},
    {"usagecheck", RecordSetting::UsageCheck},
    {"cached", RecordSetting::CachedRevocationOnly},
    {"verifyclientcertrevocation", RecordSetting::VerifyRevocation},
    {"verifyclientcertificaterevocation", RecordSetting::VerifyRevocation},
}};

void read_setting(const JsonValue& member, SslRecord& record) {
  const auto* const found = std::ranges::find_if(
      words_of_settings, [&](const Word& word) { return has_part(member.name.value, word.part); });
  if (found == words_of_settings.end()) return;
  std::string_view text = member.text;
  if (is_nothing(member)) text = {};
  switch (found->setting) {
    case RecordSetting::CtlIdentifier:
    case RecordSetting::CtlStore:
    case RecordSetting::RevocationFreshness:
    case RecordSetting::UrlRetrievalTimeout:
      break;
    default:
      text = parse_switch(text).value_or(text);
  }
  record.setting(found->setting) = {std::string(text), member.at};
}

// HTTP_SERVICE_CONFIG_ID of the tables, each in its first and its extended form (iis.md §3.1).
RecordKey of_type(const RecordKey& key, std::uint32_t type) {
  if (type == 6 || type == 10) return store_record(key.port);
  return type == 11 || type == 12 ? in_central_store(key) : key;
}

// What the members of one object say about its key. Their names differ between the tables.
struct KeyParts {
  std::optional<RecordKey> key;
  std::string host;
  std::string port;
  Location at;

  void take(const JsonValue& member) {
    const bool is_port =
        iends_with(member.name.value, "port") || iends_with(member.name.value, "ccs");
    const bool is_host =
        iends_with(member.name.value, "host") || iends_with(member.name.value, "hostname");
    const bool scalar = member.is(Kind::String) || member.is(Kind::Number);
    if ((!is_port && !is_host) || !scalar || is_nothing(member) || key) return;
    if (key = parse_record_key(member.text); key && has_part(member.name.value, "ccs"))
      key = in_central_store(*key);
    if (at == Location{} || key) at = member.at;
    if (!key) (is_port ? port : host) = member.text;
  }

  bool empty() const { return !key && host.empty() && port.empty(); }
  std::string text() const {
    return host.empty() || port.empty() ? host + port : host + ":" + port;
  }
  std::optional<RecordKey> compose() const {
    if (key) return key;
    return host.empty() ? parse_store_port(port) : parse_record_key(text());
  }
};

class JsonReader {
 public:
  CaptureOf<SslRecord> read(const SourceSet& sources, FileId file) {
    const auto tree = parse_json(sources, file, result_.problems);
    if (!tree) return std::move(result_);
    const JsonValue& root = *tree;
    collect(root);
    const auto is_table = [](const JsonValue& member) {
      return has_part(member.name.value, "sslcert");
    };
    const bool silent = result_.items.empty() && result_.problems.empty();
    if (silent && std::ranges::none_of(root.children, is_table))
      problem(root, "this is no output of netsh http show sslcert");
    return std::move(result_);
  }

 private:
  void problem(const JsonValue& value, std::string message) {
    result_.problems.push_back({value.at, std::move(message)});
  }

  void collect(const JsonValue& value) {
    KeyParts parts;
    if (value.is(Kind::Object))
      for (const JsonValue& member : value.children) parts.take(member);
    if (!parts.empty()) return read_record(value, parts);
    for (const JsonValue& child : value.children) {
      const bool row = child.is(Kind::Object) && value.is(Kind::Array);
      const auto before = result_.items.size() + result_.problems.size();
      collect(child);
      if (row && before == result_.items.size() + result_.problems.size())
        problem(child, "this is no certificate record: no member's name ends in Port or Host");
    }
  }

  void read_record(const JsonValue& object, const KeyParts& parts) {
    const auto key = parts.compose();
    if (!key) {
      const std::string message = fmt::format("'{}' is no end point", parts.text());
      result_.problems.push_back({parts.at, message});
      return;
    }
    const JsonValue* const type = object.find("ConfigType");
    SslRecord record;
    record.key = of_type(*key, type == nullptr ? 0 : number(*type).value_or(0));
    record.at = parts.at;
    for (const JsonValue& member : object.children) read_member(member, record);
    complete(record);
    result_.items.push_back(std::move(record));
  }

  void read_member(const JsonValue& member, SslRecord& record) {
    const std::string& name = member.name.value;
    if (iends_with(name, "hash") || iends_with(name, "thumbprint"))
      return read_hash(member, record);
    if (iends_with(name, "appid") || iends_with(name, "applicationid") ||
        iends_with(name, "guidstring")) {
      const auto id = parse_guid(member.text);
      if (!id && !is_nothing(member))
        problem(member, fmt::format("'{}' is no application id", member.text));
      if (id) record.app_id = *id;
      return;
    }
    if (iends_with(name, "storename") && !has_part(member.name.value, "ctl"))
      return set_store(record, member.is(Kind::Null) ? "(null)" : std::string_view(member.text));
    if (iends_with(name, "flags")) return set_flags(record, number(member).value_or(0), member.at);
    if (iends_with(name, "checkmode"))
      return set_check_mode(record, number(member).value_or(0), member.at);
    read_setting(member, record);
  }

  CaptureOf<SslRecord> result_;
};

}  // namespace

CaptureOf<SslRecord> read_records_json(const SourceSet& sources, FileId file) {
  return JsonReader().read(sources, file);
}

}  // namespace farmlint::captures
