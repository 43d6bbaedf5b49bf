#include "lint/capture/record.h"

#include <utility>

#include <fmt/format.h>

#include "lint/config/binding_text.h"
#include "lint/text.h"

namespace farmlint {
namespace {

std::optional<std::uint16_t> port_of(std::string_view text) {
  if (text.empty() || text.size() > 5) return {};
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return {};
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  if (value == 0 || value > 65535) return {};
  return static_cast<std::uint16_t>(value);
}

// Letters, digits, '-', '_' and '.', with "*." before them; anything beyond ASCII may be IDN.
bool is_host(std::string_view text) {
  if (text.starts_with("*.")) text.remove_prefix(2);
  if (text.empty() || text.front() == '.') return false;
  bool digits_only = true;
  for (const char c : text) {
    const bool letter =
        (lower(c) >= 'a' && lower(c) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (!letter && !is_digit(c) && c != '-' && c != '_' && c != '.') return false;
    digits_only = digits_only && (is_digit(c) || c == '.');
  }
  // Only digits and dots: somebody meant an address.
  return !digits_only;
}

}  // namespace

std::string RecordKey::selector() const {
  switch (kind) {
    case RecordKind::HostPort:
      return fmt::format("hostnameport={}:{}", host, port);
    case RecordKind::ScopedCentralStore:
      return fmt::format("scopedccs={}:{}", host, port);
    case RecordKind::CentralStore:
      return fmt::format("ccs={}", port);
    case RecordKind::AddressPort:
      break;
  }
  return fmt::format("ipport={}:{}", to_binding_text(ip), port);
}

std::string RecordKey::text() const {
  switch (kind) {
    case RecordKind::HostPort:
      return fmt::format("{}:{}", host, port);
    case RecordKind::ScopedCentralStore:
      return fmt::format("ccs:{}:{}", host, port);
    case RecordKind::CentralStore:
      return fmt::format("ccs:{}", port);
    case RecordKind::AddressPort:
      break;
  }
  return fmt::format("{}:{}", to_binding_text(ip), port);
}

RecordKey address_record(const IpAddress& ip, std::uint16_t port) {
  return {.kind = RecordKind::AddressPort, .ip = ip, .host = {}, .port = port};
}

RecordKey host_record(std::string host, std::uint16_t port) {
  return {.kind = RecordKind::HostPort, .ip = {}, .host = std::move(host), .port = port};
}

RecordKey scoped_store_record(std::string host, std::uint16_t port) {
  return {.kind = RecordKind::ScopedCentralStore, .ip = {}, .host = std::move(host), .port = port};
}

RecordKey store_record(std::uint16_t port) {
  return {.kind = RecordKind::CentralStore, .ip = {}, .host = {}, .port = port};
}

std::optional<RecordKey> parse_record_key(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return {};
  const auto port = port_of(text.substr(colon + 1));
  const std::string_view host = text.substr(0, colon);
  if (!port || host.empty()) return {};
  if (host == "*" || iequals(host, "ccs")) return store_record(*port);
  if (host.find_first_of(":[") != std::string_view::npos) {
    const auto ip = host.starts_with('[') ? parse_ip(host) : std::nullopt;
    return ip ? std::optional(address_record(*ip, *port)) : std::nullopt;
  }
  if (const auto ip = parse_ipv4(host)) return address_record(*ip, *port);
  if (!is_host(host)) return {};
  return host_record(canonical_host(host), *port);
}

std::string_view to_string(RecordSetting setting) {
  constexpr std::array<std::string_view, record_setting_count> names{
      "Verify Client Certificate Revocation",
      "Verify Revocation Using Cached Client Certificate Only",
      "Usage Check",
      "Revocation Freshness Time",
      "URL Retrieval Timeout",
      "Ctl Identifier",
      "Ctl Store Name",
      "DS Mapper Usage",
      "Negotiate Client Certificate",
      "Reject Connections",
      "Disable HTTP2",
      "Disable QUIC",
      "Disable TLS1.2",
      "Disable TLS1.3",
      "Disable OCSP Stapling",
      "Disable Legacy TLS Versions"};
  return names.at(static_cast<std::size_t>(setting));
}

}  // namespace farmlint
