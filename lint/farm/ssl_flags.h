// What the bits of a binding's sslFlags mean, and which Windows knows them (iis.md §2.6).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace farmlint {

// Builds of Windows. Microsoft's documentation and the tools disagree about some flags: between
// the two builds nobody has tried.
struct SslFlag {
  std::uint32_t bit = 0;
  std::string_view meaning;
  unsigned unknown_before = 0;
  unsigned known_since = 0;
};

inline constexpr std::array<SslFlag, 7> ssl_flags{{
    {1, "SNI", 9200, 9200},
    {2, "Central Certificate Store", 9200, 9200},
    {4, "disable HTTP/2", 14393, 17763},
    {8, "disable OCSP stapling", 14393, 17763},
    {16, "disable QUIC", 17763, 20348},
    {32, "disable TLS 1.3 over TCP", 20348, 20348},
    {64, "disable legacy TLS", 17763, 17763},
}};
inline constexpr std::uint32_t known_ssl_flags = 127;
// Those that switch something off, for one binding.
inline constexpr std::uint32_t disabling_ssl_flags = 4 | 8 | 16 | 32 | 64;

// "\"disable HTTP/2\" (4) and \"disable QUIC\" (16)"; unknown bits are only numbers.
std::string ssl_flag_words(std::uint32_t flags);

}  // namespace farmlint
