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

template <typename Value>
void fill(Value& value, const Value& other) {
  if (value == Value{}) value = other;
}

void complete_names(Certificate& certificate, const Certificate& other) {
  const bool better = other.addresses_known ? !certificate.addresses_known
                                            : other.names_known && !certificate.names_known;
  if (!better) return;
  certificate.names = other.names;
  certificate.names_known = other.names_known;
  certificate.names_from_subject = other.names_from_subject;
  certificate.addresses = other.addresses;
  certificate.addresses_known = other.addresses_known;
}

}  // namespace

std::string Certificate::label() const {
  const std::string print = short_thumbprint(thumbprint);
  if (!subject.empty()) return fmt::format("{}, {}", subject, print);
  return names.empty() ? print : fmt::format("{}, {}", names.front(), print);
}

void complete(Certificate& certificate, const Certificate& other) {
  fill(certificate.serial, other.serial);
  fill(certificate.not_before, other.not_before);
  fill(certificate.usages, other.usages);
  fill(certificate.signature_algorithm, other.signature_algorithm);
  fill(certificate.rsa_bits, other.rsa_bits);
  // Both from one description: they are compared, and every command writes names in its own way.
  const bool lacks_subject = certificate.subject.empty() && !other.subject.empty();
  if (lacks_subject || (certificate.issuer.empty() && !other.issuer.empty())) {
    certificate.subject = other.subject;
    certificate.issuer = other.issuer;
  }
  if (!certificate.not_after && other.not_after) {
    certificate.not_after = other.not_after;
    certificate.not_after_at = other.not_after_at;
  }
  complete_names(certificate, other);
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
