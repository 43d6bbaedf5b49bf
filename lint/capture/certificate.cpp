#include "lint/capture/certificate.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

Verdict covers_address(const Certificate& certificate, const IpAddress& ip) {
  if (!certificate.addresses_known) return Verdict::Unknown;
  const auto found = std::ranges::find(certificate.addresses, ip);
  return found == certificate.addresses.end() ? Verdict::No : Verdict::Yes;
}

}  // namespace

std::string Certificate::label() const {
  const std::string print = short_thumbprint(thumbprint);
  const std::string_view whose = !subject.empty() ? subject : names.empty() ? "" : names.front();
  return whose.empty() ? print : fmt::format("{}, {}", whose, print);
}

std::string short_thumbprint(std::string_view thumbprint) {
  constexpr std::size_t shown = 8;
  std::string text(thumbprint.substr(0, shown));
  for (char& c : text)
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  return thumbprint.size() > shown ? text + "…" : text;
}

bool name_covers(std::string_view name, std::string_view host) {
  if (name == host) return true;
  if (!name.starts_with("*.")) return false;
  const auto dot = host.find('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  // "*.contoso.com" is no label of a wildcard certificate, only an equal name.
  return host.front() != '*' && host.substr(dot) == name.substr(1);
}

Verdict covers(const Certificate& certificate, std::string_view host) {
  if (const auto ip = parse_ip(host)) return covers_address(certificate, *ip);
  if (!certificate.names_known) return Verdict::Unknown;
  const bool found = std::ranges::any_of(
      certificate.names, [&](const std::string& name) { return name_covers(name, host); });
  return found ? Verdict::Yes : Verdict::No;
}

}  // namespace farmlint
