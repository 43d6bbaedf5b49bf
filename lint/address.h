// IP addresses as people and IIS write them: strict dotted quads and RFC 4291 text, nothing that
// inet_aton would guess.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace farmlint {

struct IpAddress {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};  // an IPv4 address fills the first four

  bool loopback() const;  // 127/8, ::1
  // 0.0.0.0, ::
  bool unspecified() const { return (word(0) | word(8)) == 0; }
  // 224/4, ff00::/8
  bool multicast() const { return v6 ? bytes[0] == 0xFF : (bytes[0] & 0xF0U) == 0xE0U; }
  // 255.255.255.255
  bool broadcast() const { return !v6 && word(0) >> 32U == 0xFFFFFFFFU; }

  // As by default, without a call for 16 bytes: a large farm compares little else.
  friend bool operator==(const IpAddress& one, const IpAddress& other) {
    std::array<std::uint64_t, 2> a{};
    std::array<std::uint64_t, 2> b{};
    std::memcpy(a.data(), one.bytes.data(), sizeof a);
    std::memcpy(b.data(), other.bytes.data(), sizeof b);
    return one.v6 == other.v6 && a == b;
  }
  friend std::strong_ordering operator<=>(const IpAddress& one, const IpAddress& other) {
    if (one.v6 != other.v6) return one.v6 <=> other.v6;
    const auto order = one.word(0) <=> other.word(0);
    return order != 0 ? order : one.word(8) <=> other.word(8);
  }

 private:
  // Eight bytes as the number that they are, the first one the highest.
  std::uint64_t word(std::size_t first) const {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data() + first, sizeof number);
    return std::endian::native == std::endian::little ? __builtin_bswap64(number) : number;
  }
};

std::uint64_t mix(std::uint64_t hash, const IpAddress& address);

// Takes four decimal octets without leading zeros off the front of a text, into an address that is
// all zero.
bool take_ipv4(std::string_view& text, IpAddress& address);
// Nothing but these.
std::optional<IpAddress> parse_ipv4(std::string_view text);
// RFC 4291 §2.2 without brackets and without a zone.
std::optional<IpAddress> parse_ipv6(std::string_view text);
// Either, IPv6 with or without brackets.
std::optional<IpAddress> parse_ip(std::string_view text);

// Dotted quad, or RFC 5952 text without brackets.
std::string to_string(const IpAddress& address);
// As it stands in a bindingInformation: IPv6 in brackets.
std::string to_binding_text(const IpAddress& address);

// One address, or a CIDR range "10.10.20.0/24".
struct IpRange {
  IpAddress base;
  unsigned prefix = 0;  // bits

  bool contains(const IpAddress& address) const;
};
std::optional<IpRange> parse_ip_range(std::string_view text);

}  // namespace farmlint
