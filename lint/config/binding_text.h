// A bindingInformation taken apart the way IIS and HTTP.sys read it, and compared by what it means.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/address.h"

namespace farmlint {

// The protocols that IIS comes with. They sort by name.
enum class Scheme : std::uint8_t {
  Other,
  Ftp,
  Http,
  Https,
  MsmqFormatname,
  NetMsmq,
  NetPipe,
  NetTcp,
};

// In lower case; it lives for ever. Empty for Other.
std::string_view to_string(Scheme scheme);
// What http, https and ftp use where nobody says otherwise.
std::uint16_t default_port(Scheme scheme);
// Ignores letter case.
Scheme known_scheme(std::string_view protocol);

// The address part of a binding. ANY is "", "*" and "0.0.0.0": HTTP.sys makes no difference.
// "[::]" is every IPv6 address, and no IPv4 one.
struct BindingAddress {
  bool any = false;
  IpAddress ip;  // all zero when `any`

  bool any_v6() const { return !any && ip.v6 && ip.unspecified(); }
  bool specific() const { return !any && !ip.unspecified(); }
  friend auto operator<=>(const BindingAddress&, const BindingAddress&) = default;
};

// "*", or the address as bindingInformation spells it.
std::string to_string(const BindingAddress& address);

// The canonical form of a binding: two bindings are the same end point exactly if these are equal.
struct EndPoint {
  Scheme scheme = Scheme::Other;
  BindingAddress address;
  std::uint16_t port = 0;
  // Lower-case A-labels without a trailing dot; empty for any host. A view of the binding's text,
  // or of a BindingStore.
  std::string_view host;

  // "10.0.0.1:443:www.contoso.com"
  std::string information() const;
  friend auto operator<=>(const EndPoint&, const EndPoint&) = default;
  // What differs most often is compared first.
  friend bool operator==(const EndPoint& one, const EndPoint& other) {
    return one.address == other.address && one.port == other.port && one.host == other.host &&
           one.scheme == other.scheme;
  }
};

std::uint64_t hash_of(const EndPoint& end_point);

enum class BindingFault : std::uint8_t {
  Malformed,        // not the parts that the protocol has
  Ipv6Unbracketed,  // an IPv6 address that every ':' of is a separator
  AddressInvalid,
  PortInvalid,
  HostInvalid,       // forbidden in a host name: IIS refuses it
  HostStar,          // "*" or "+" instead of nothing
  HostQuestionable,  // legal, seldom meant: underscore, trailing dot, upper case, IP, Unicode
};

struct BindingProblem {
  BindingFault fault;
  // The characters concerned, as a range of the text.
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string reason;  // a clause: "the port is missing"
};

// What was probably meant by a text that cannot be read.
struct BindingProposal {
  std::string_view information;  // complete
  std::optional<EndPoint> end_point;
};

// What few bindings have.
struct BindingDetails {
  std::vector<BindingProblem> problems;
  std::optional<BindingProposal> proposal;  // not if there is no candidate, or more than one
  std::string scheme;  // in lower case, if it is one of Scheme::Other that is written otherwise
};

// What bindings view beside their own texts. Everything stays where it is, also when the store is
// moved; a copy would be another place.
class BindingStore {
 public:
  BindingStore() = default;
  BindingStore(BindingStore&&) = default;
  BindingStore& operator=(BindingStore&&) = default;

  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  const BindingDetails& keep(BindingDetails details) {
    return details_.emplace_back(std::move(details));
  }
  bool has_details() const { return !details_.empty(); }

 private:
  std::deque<std::string> texts_;
  std::deque<BindingDetails> details_;
};

// What a text says, understood as far as possible.
struct BindingText {
  EndPoint canonical;                       // of Scheme::Other if there is none
  const BindingDetails* details = nullptr;  // apart, because few bindings have any

  // Of http, https and ftp unless it is malformed or its address or port is invalid. A host that
  // is invalid or questionable still compares.
  const EndPoint* end_point() const {
    return canonical.scheme == Scheme::Other ? nullptr : &canonical;
  }
  std::span<const BindingProblem> problems() const;
  const BindingProposal* proposal() const;  // nullptr for none
  // The end point, or else the proposed one; nullptr for none.
  const EndPoint* meant() const;
};

// Reads `information` as its protocol defines it. Protocols that IIS does not come with are opaque:
// no parts, no problems. Never fails. The result views `information` and `store`.
BindingText parse_binding(Scheme scheme, std::string_view information, BindingStore& store);

// The parts of http, https, ftp (address:port:host) and net.tcp (port:host), as they are written.
struct WrittenParts {
  std::string_view address;
  std::string_view port;
  std::string_view host;
};
// Of a text that has the parts of its scheme: views of it.
WrittenParts written_parts(Scheme scheme, std::string_view information);

// Lower case, IDNA A-labels, no trailing dot; "*" becomes empty. A name that IDNA refuses
// is only lower-cased.
std::string canonical_host(std::string_view host);

}  // namespace farmlint
