// One entry of HTTP.sys's certificate table: the key it answers for, the certificate, and how the
// handshake is made (iis.md §3).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/address.h"
#include "lint/source.h"

namespace farmlint {

// What IIS signs its own records with.
inline constexpr std::string_view iis_application_id = "{4dc3e181-e14b-4a21-b022-59fc669b0914}";

enum class RecordKind : std::uint8_t {
  AddressPort,         // ipport=10.0.0.1:443; 0.0.0.0 is every address, [::] every IPv6 one
  HostPort,            // hostnameport=www.contoso.com:443: SNI
  ScopedCentralStore,  // scopedccs=www.contoso.com:443
  CentralStore,        // ccs=443
};

struct RecordKey {
  RecordKind kind = RecordKind::AddressPort;
  IpAddress ip;      // of AddressPort
  std::string host;  // of HostPort and ScopedCentralStore: lower-case A-labels
  std::uint16_t port = 0;

  // As `netsh http add sslcert` takes it: "ipport=10.0.0.1:443".
  std::string selector() const;
  // As messages name it: "10.0.0.1:443", "www.contoso.com:443", "ccs:443".
  std::string text() const;
  // 0.0.0.0 or [::]
  bool wildcard_address() const { return kind == RecordKind::AddressPort && ip.unspecified(); }
  bool central_store() const {
    return kind == RecordKind::CentralStore || kind == RecordKind::ScopedCentralStore;
  }

  friend auto operator<=>(const RecordKey&, const RecordKey&) = default;
};

RecordKey address_record(const IpAddress& ip, std::uint16_t port);
RecordKey host_record(std::string host, std::uint16_t port);
RecordKey scoped_store_record(std::string host, std::uint16_t port);
RecordKey store_record(std::uint16_t port);

// "10.0.0.1:443", "[::]:443", "www.contoso.com:443", "*.contoso.com:443", "ccs:443" and "*:443"
// (the Central Certificate Store as Server 2012 prints it). The host becomes canonical. None if the
// text is no key.
std::optional<RecordKey> parse_record_key(std::string_view text);

// What a record says besides its certificate. The order is that of netsh's lines.
enum class RecordSetting : std::uint8_t {
  VerifyRevocation,
  CachedRevocationOnly,
  UsageCheck,
  RevocationFreshness,
  UrlRetrievalTimeout,
  CtlIdentifier,
  CtlStore,
  DsMapper,
  NegotiateClientCertificate,
  // These are not printed by every build of Windows.
  RejectConnections,
  DisableHttp2,
  DisableQuic,
  DisableTls12,
  DisableTls13,
  DisableOcspStapling,
  DisableLegacyTls,
};
inline constexpr std::size_t record_setting_count = 16;

// As netsh's English output names it: "Negotiate Client Certificate".
std::string_view to_string(RecordSetting setting);

struct SslRecord {
  RecordKey key;
  Location at;                 // the key as it is written
  std::string thumbprint;      // lower-case hex; empty for "(null)", a blank, and the Central Store
  std::string raw_hash;        // as it is written, when that is no hash of 20 or 32 bytes
  Location hash_at;            // `at` if nothing is written
  std::string app_id;          // lower case in braces; empty if it is not known
  std::string store;           // as it is written; empty for "(null)", a blank or not known
  bool store_null = false;     // "(null)" is written
  bool from_manifest = false;  // an <sslBinding>, which may leave out the thumbprint
  // "on", "off", a number or a text; none where the capture does not say it.
  std::array<std::optional<Located<std::string>>, record_setting_count> settings{};

  const std::optional<Located<std::string>>& setting(RecordSetting which) const {
    return settings.at(static_cast<std::size_t>(which));
  }
  std::optional<Located<std::string>>& setting(RecordSetting which) {
    return settings.at(static_cast<std::size_t>(which));
  }
  // HTTP.sys takes no store for MY (SSLPARAM: "If set to NULL, MY is assumed").
  std::string_view effective_store() const {
    return store.empty() ? std::string_view("MY") : store;
  }
};

}  // namespace farmlint
