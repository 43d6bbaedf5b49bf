// A certificate as an inventory, a file or the manifest describes it, and which host names it
// covers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/address.h"
#include "lint/date.h"
#include "lint/source.h"

namespace farmlint {

struct Certificate {
  Location at;             // its thumbprint as it is written; the start of an X.509 file
  std::string thumbprint;  // lower-case hex: the SHA-1 of the certificate
  std::string store;       // "My", "WebHosting"; empty: a file that lies in no store
  std::string subject;
  std::string issuer;
  std::string serial;  // lower-case hex; empty if it is not known
  std::optional<TimePoint> not_before;
  std::optional<TimePoint> not_after;
  Location not_after_at;  // `at` if that is not written anywhere
  // Lower-case A-labels. The subject's CN if the certificate names no host elsewhere.
  std::vector<std::string> names;
  bool names_known = false;         // false: no verdict about hosts
  bool names_from_subject = false;  // there is no subject alternative name
  // Only X.509 files tell addresses (an inventory's DnsNameList leaves them out).
  std::vector<IpAddress> addresses;
  bool addresses_known = false;
  std::optional<bool> private_key;  // none: not known
  // The extended key usages as object identifiers. None: not known, or the extension is absent
  // and every usage is allowed.
  std::optional<std::vector<std::string>> usages;
  std::string signature_algorithm;   // object identifier; empty: not known
  std::optional<unsigned> rsa_bits;  // of an RSA key

  bool self_signed() const { return !subject.empty() && subject == issuer; }
  // "CN=www.contoso.com, 5E1C2D3F…", for messages; the first name if the subject is not known.
  std::string label() const;
};

// Takes from another description of the same certificate what this one does not tell: an inventory
// has no key size, a file no store. Store and private key are each description's own.
void complete(Certificate& certificate, const Certificate& other);

// "5E1C2D3F…", short enough to compare by eye.
std::string short_thumbprint(std::string_view thumbprint);

// MATCH of iis.md §5.0: equal, or "*.rest" and exactly one label before the rest. Both are
// canonical.
bool name_covers(std::string_view name, std::string_view host);

enum class Verdict : std::uint8_t { No, Yes, Unknown };
// Whether the certificate is valid for a host name, a wildcard host or an IP literal, canonical.
Verdict covers(const Certificate& certificate, std::string_view host);

}  // namespace farmlint
