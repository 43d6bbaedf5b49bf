#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "lint/capture/capture_text.h"
#include "lint/capture/record_values.h"
#include "lint/capture/records.h"
#include "lint/capture/registry_file.h"
#include "lint/text.h"

namespace farmlint::captures {
namespace {

struct Table {
  std::string_view name;
  RecordKind kind;
};

// Below HKLM\SYSTEM\CurrentControlSet\Services\HTTP\Parameters.
constexpr std::array<Table, 4> tables{
    {{"SslBindingInfo", RecordKind::AddressPort},
     {"SslSniBindingInfo", RecordKind::HostPort},
     {"SslCcsBindingInfo", RecordKind::CentralStore},
     {"SslScopedCcsBindingInfo", RecordKind::ScopedCentralStore}}};

// Where the key of the record is written: as the name of the registry key, or in a value of it if
// that name is a GUID.
Located<std::string> written_key(const RegistryKey& key) {
  const RegistryValue* const host = key.value("HostnamePort");
  if (host != nullptr && std::holds_alternative<std::string>(host->data))
    return {std::get<std::string>(host->data), host->at};
  const auto size = static_cast<std::uint32_t>(key.name().size());
  return {std::string(key.name()), {key.at.file, key.at.end - size, key.at.end}};
}

std::optional<RecordKey> parse_key(std::string_view text, RecordKind kind) {
  auto key = parse_record_key(text);
  switch (kind) {
    case RecordKind::CentralStore:
      return key ? store_record(key->port) : parse_store_port(text);
    case RecordKind::ScopedCentralStore:
      return key ? std::optional(in_central_store(*key)) : std::nullopt;
    default:
      return key;
  }
}

// The bytes of a GUID as Windows keeps it in memory: the first three parts are little-endian.
std::optional<std::string> guid_of_bytes(const std::string& bytes) {
  if (bytes.size() != 16) return {};
  std::string ordered = bytes;
  std::reverse(ordered.begin(), ordered.begin() + 4);
  std::reverse(ordered.begin() + 4, ordered.begin() + 6);
  std::reverse(ordered.begin() + 6, ordered.begin() + 8);
  std::string text = to_hex(ordered);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
  return parse_guid(text);
}

class Reader {
 public:
  CaptureOf<SslRecord> read(CaptureOf<RegistryKey> keys, FileId file) {
    result_.problems = std::move(keys.problems);
    bool any = false;
    for (const RegistryKey& key : keys.items) {
      any = any || has_part(key.path, "\\http\\parameters");
      const auto* const table = std::ranges::find_if(
          tables, [&](const Table& each) { return iequals(each.name, key.parent()); });
      if (table != tables.end()) read_record(key, table->kind);
    }
    if (!any && result_.problems.empty())
      result_.problems.push_back({{file, 0, 0}, R"(no key of HTTP\Parameters is exported here)"});
    return std::move(result_);
  }

 private:
  void read_record(const RegistryKey& key, RecordKind kind) {
    const Located<std::string> written = written_key(key);
    const auto parsed = parse_key(written.value, kind);
    if (!parsed) {
      result_.problems.push_back(
          {written.at,
           fmt::format("'{}' is no end point, which is address:port or host:port", written.value)});
      return;
    }
    SslRecord record;
    record.key = *parsed;
    record.at = written.at;
    record.hash_at = written.at;
    for (const RegistryValue& value : key.values) read_value(value, record);
    result_.items.push_back(std::move(record));
  }

  void read_value(const RegistryValue& value, SslRecord& record) {
    if (const auto* const text = std::get_if<std::string>(&value.data))
      return read_text(value, *text, record);
    if (const auto* const number = std::get_if<std::uint32_t>(&value.data))
      return read_number(value, *number, record);
    const std::string& bytes = std::get<RegistryBytes>(value.data).bytes;
    if (iequals(value.name, "SslCertHash")) return set_hash(record, to_hex(bytes), value.at);
    if (iequals(value.name, "AppId")) read_application(value, guid_of_bytes(bytes), record);
  }

  void read_text(const RegistryValue& value, const std::string& text, SslRecord& record) {
    if (iequals(value.name, "AppId")) return read_application(value, parse_guid(text), record);
    if (iequals(value.name, "SslCertStoreName")) return set_store(record, text);
    if (iequals(value.name, "DefaultSslCtlIdentifier"))
      record.setting(RecordSetting::CtlIdentifier) = {text, value.at};
    if (iequals(value.name, "DefaultSslCtlStoreName"))
      record.setting(RecordSetting::CtlStore) = {text, value.at};
  }

  static void read_number(const RegistryValue& value, std::uint32_t number, SslRecord& record) {
    if (iequals(value.name, "DefaultFlags")) return set_flags(record, number, value.at);
    if (iequals(value.name, "DefaultSslCertCheckMode"))
      return set_check_mode(record, number, value.at);
    if (iequals(value.name, "DefaultSslRevocationFreshnessTime"))
      record.setting(RecordSetting::RevocationFreshness) = {std::to_string(number), value.at};
    if (iequals(value.name, "DefaultSslRevocationUrlRetrievalTimeout"))
      record.setting(RecordSetting::UrlRetrievalTimeout) = {std::to_string(number), value.at};
  }

  void read_application(const RegistryValue& value, const std::optional<std::string>& id,
                        SslRecord& record) {
    if (id) record.app_id = *id;
    if (!id) result_.problems.push_back({value.at, "this is no application id"});
  }

  CaptureOf<SslRecord> result_;
};

}  // namespace

CaptureOf<SslRecord> read_records_registry(const SourceSet& sources, FileId file) {
  return Reader().read(read_registry_file(sources, file), file);
}

}  // namespace farmlint::captures
