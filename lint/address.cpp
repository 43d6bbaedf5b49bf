#include "lint/address.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <vector>

#include <fmt/format.h>

#include "lint/hash.h"
#include "lint/text.h"

namespace farmlint {
namespace {

using Groups = std::vector<std::uint16_t>;

bool append_group(std::string_view text, Groups& out) {
  if (text.empty() || text.size() > 4) return false;
  std::uint16_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  out.push_back(value);
  return true;
}

bool append_ipv4(std::string_view text, Groups& out) {
  const auto v4 = parse_ipv4(text);
  if (!v4) return false;
  out.push_back(static_cast<std::uint16_t>(v4->bytes[0] << 8 | v4->bytes[1]));
  out.push_back(static_cast<std::uint16_t>(v4->bytes[2] << 8 | v4->bytes[3]));
  return true;
}

// "a:b:c" with an optional dotted quad at the end; empty text gives no group.
bool parse_groups(std::string_view text, bool may_end_in_ipv4, Groups& out) {
  if (text.empty()) return true;
  while (true) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) break;
    if (!append_group(text.substr(0, colon), out)) return false;
    text.remove_prefix(colon + 1);
  }
  if (may_end_in_ipv4 && text.find('.') != std::string_view::npos) return append_ipv4(text, out);
  return append_group(text, out);
}

struct Run {
  std::size_t begin = 0;
  std::size_t length = 0;
};

// RFC 5952 §4.2: the first of the longest runs of two or more zero groups is shortened.
Run longest_zero_run(const std::array<unsigned, 8>& groups) {
  Run best;
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t end = i;
    while (end < 8 && groups.at(end) == 0) ++end;
    if (end - i > best.length) best = {i, end - i};
    i = std::max(i, end);
  }
  return best.length < 2 ? Run{} : best;
}

std::string ipv6_text(const IpAddress& address) {
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i)
    groups.at(i) =
        static_cast<unsigned>(address.bytes.at(2 * i)) << 8 | address.bytes.at(2 * i + 1);
  const Run zeros = longest_zero_run(groups);
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    if (zeros.length != 0 && i == zeros.begin) {
      text += "::";
      i += zeros.length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    text += fmt::format("{:x}", groups.at(i));
  }
  return text;
}

}  // namespace

bool IpAddress::loopback() const {
  if (!v6) return bytes[0] == 127;
  return std::all_of(bytes.begin(), bytes.end() - 1, [](auto b) { return b == 0; }) &&
         bytes[15] == 1;
}

std::uint64_t mix(std::uint64_t hash, const IpAddress& address) {
  std::array<std::uint64_t, 2> words{};
  std::memcpy(words.data(), address.bytes.data(), sizeof words);
  return mix(mix(hash, words[0] ^ (address.v6 ? 1U : 0U)), words[1]);
}

bool take_ipv4(std::string_view& text, IpAddress& address) {
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < 4; ++i) {
    if (i != 0 && (at == end || *at++ != '.')) return false;
    if (at == end || !is_digit(*at)) return false;
    auto value = static_cast<unsigned>(*at++ - '0');
    // Nothing may follow a zero: "010" is octal elsewhere.
    while (value != 0 && at != end && is_digit(*at)) {
      value = value * 10 + static_cast<unsigned>(*at++ - '0');
      if (value > 255) return false;
    }
    address.bytes[i] = static_cast<std::uint8_t>(value);
  }
  text.remove_prefix(static_cast<std::size_t>(at - text.data()));
  return true;
}

std::optional<IpAddress> parse_ipv4(std::string_view text) {
  IpAddress address;
  if (!take_ipv4(text, address) || !text.empty()) return {};
  return address;
}

std::optional<IpAddress> parse_ipv6(std::string_view text) {
  Groups groups;
  const auto gap = text.find("::");
  if (gap == std::string_view::npos) {
    if (!parse_groups(text, true, groups) || groups.size() != 8) return {};
  } else {
    Groups tail;
    if (!parse_groups(text.substr(0, gap), false, groups) ||
        !parse_groups(text.substr(gap + 2), true, tail) || groups.size() + tail.size() > 7)
      return {};
    groups.resize(8 - tail.size());
    groups.insert(groups.end(), tail.begin(), tail.end());
  }
  IpAddress address{.v6 = true, .bytes = {}};
  for (std::size_t i = 0; i < 8; ++i) {
    address.bytes.at(2 * i) = static_cast<std::uint8_t>(groups.at(i) >> 8);
    address.bytes.at(2 * i + 1) = static_cast<std::uint8_t>(groups.at(i) & 0xFF);
  }
  return address;
}

std::optional<IpAddress> parse_ip(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']'))
    return parse_ipv6(text.substr(1, text.size() - 2));
  if (auto v4 = parse_ipv4(text)) return v4;
  return parse_ipv6(text);
}

std::string to_string(const IpAddress& address) {
  if (address.v6) return ipv6_text(address);
  const auto& b = address.bytes;
  return fmt::format("{}.{}.{}.{}", b[0], b[1], b[2], b[3]);
}

std::string to_binding_text(const IpAddress& address) {
  return address.v6 ? fmt::format("[{}]", to_string(address)) : to_string(address);
}

bool IpRange::contains(const IpAddress& address) const {
  if (address.v6 != base.v6) return false;
  for (unsigned bit = 0; bit < prefix; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if ((address.bytes.at(bit / 8) & mask) != (base.bytes.at(bit / 8) & mask)) return false;
  }
  return true;
}

std::optional<IpRange> parse_ip_range(std::string_view text) {
  const auto slash = text.find('/');
  const auto base = parse_ip(text.substr(0, slash));
  if (!base) return {};
  const unsigned all_bits = base->v6 ? 128 : 32;
  if (slash == std::string_view::npos) return IpRange{*base, all_bits};
  const std::string_view digits = text.substr(slash + 1);
  unsigned prefix = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  if (error != std::errc() || digits.empty() || end != digits.data() + digits.size() ||
      prefix > all_bits)
    return {};
  return IpRange{*base, prefix};
}

}  // namespace farmlint
