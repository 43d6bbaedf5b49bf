#include <array>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "lint/config/binding_parts.h"
#include "lint/text.h"

namespace farmlint {
namespace {

// A number as inet_aton takes it: 0x hexadecimal, 0 octal.
std::optional<std::uint32_t> loose_number(std::string_view text) {
  int base = 10;
  if (text.size() > 2 && text[0] == '0' && lower(text[1]) == 'x') {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    base = 8;
  }
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

// The address that .NET and inet_aton make of fewer, octal or hexadecimal numbers: the last one
// fills what is left.
std::optional<IpAddress> parse_loosely(std::string_view text) {
  std::uint32_t value = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const auto dot = text.find('.');
    const auto number = loose_number(text.substr(0, dot));
    if (!number) return {};
    if (dot == std::string_view::npos) {
      const std::uint32_t room = std::numeric_limits<std::uint32_t>::max() >> (8 * i);
      if (*number > room) return {};
      value |= *number;
      IpAddress address;
      for (unsigned k = 0; k < 4; ++k)
        address.bytes.at(k) = static_cast<std::uint8_t>(value >> (24 - 8 * k));
      return address;
    }
    if (*number > 255) return {};
    value |= *number << (24 - 8 * i);
    text.remove_prefix(dot + 1);
  }
  return {};
}

bool some_host_has(const IpAddress& ip) {
  return !ip.multicast() && !ip.broadcast();
}

std::string_view range_fault(const IpAddress& ip) {
  if (ip.multicast()) return "is a multicast address, which no node has";
  return "is the broadcast address, which no node has";
}

std::string bracketed_fault(std::string_view text) {
  const auto zone = text.find('%');
  if (zone != std::string_view::npos)
    return fmt::format("has a zone id, \"{}\", which differs from machine to machine",
                       text.substr(zone, text.size() - zone - 1));
  if (const auto ip = parse_ip(text)) return std::string(range_fault(*ip));
  return "is no IPv6 address";
}

}  // namespace

std::string to_string(const BindingAddress& address) {
  return address.any ? "*" : to_binding_text(address.ip);
}

std::optional<BindingAddress> parse_binding_address(std::string_view text) {
  if (text.empty() || text == "*") return BindingAddress{.any = true, .ip = {}};
  const auto ip = text.front() == '[' ? parse_ip(text) : parse_ipv4(text);
  if (!ip || !some_host_has(*ip)) return {};
  return BindingAddress{.any = !ip->v6 && ip->unspecified(), .ip = *ip};
}

bool take_plain_address(std::string_view& text, BindingAddress& address) {
  address.any = take(text, '*') || text.starts_with(':');
  if (address.any) return true;
  if (!take_ipv4(text, address.ip) || !some_host_has(address.ip)) return false;
  address.any = address.ip.unspecified();
  return true;
}

std::string address_fault(std::string_view text) {
  if (text.front() == '[') return bracketed_fault(text);
  if (const auto ip = parse_ipv4(text)) return std::string(range_fault(*ip));
  if (text == "+") return "is no wildcard of bindings; \"*\" is";
  if (const auto ip = parse_loosely(text))
    return fmt::format(
        "is read by .NET as {}; write all four octets, in decimal, without leading "
        "zeros",
        to_string(*ip));
  if (text.find_first_not_of("0123456789.") == std::string_view::npos)
    return "is no IPv4 address: it takes four octets from 0 to 255";
  return "is no IP address";
}

std::optional<std::uint16_t> take_port(std::string_view& text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (text.starts_with('0') || error != std::errc()) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return port;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  const auto port = take_port(text);
  return text.empty() ? port : std::nullopt;
}

std::string port_fault(std::string_view text) {
  if (text.empty()) return "is missing";
  if (text.find_first_not_of("0123456789") != std::string_view::npos) return "is no number";
  if (text.front() == '0' && text.find_first_not_of('0') != std::string_view::npos)
    return "has a leading zero that HTTP.sys refuses";
  return "is not within 1 and 65535";
}

}  // namespace farmlint
