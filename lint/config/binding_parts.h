// The judgement on each part of a bindingInformation; only parse_binding puts them together.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/config/binding_text.h"

namespace farmlint {

// The parts a protocol wants between the colons.
enum class BindingShape : std::uint8_t {
  AddressPortHost,  // http, https, ftp
  PortHost,         // net.tcp
  Host,             // net.pipe, net.msmq, msmq.formatname
  Opaque,
};
BindingShape shape_of(Scheme scheme);

// "", "*", a dotted quad or bracketed IPv6 that a host can have.
std::optional<BindingAddress> parse_binding_address(std::string_view text);
// Takes what stands before the first ':' off a text, if it is one without brackets. `address` is
// all zero before.
bool take_plain_address(std::string_view& text, BindingAddress& address);
// Why it is not one: "is read by .NET as 10.10.0.1; write all four octets".
std::string address_fault(std::string_view text);

// Takes a port off the front of a text: 1 to 65535, without a zero in front; otherwise none.
std::optional<std::uint16_t> take_port(std::string_view& text);
std::optional<std::uint16_t> parse_port(std::string_view text);
std::string port_fault(std::string_view text);

// Whether it is what nearly all hosts are: empty, or of letters in lower case and digits, and short
// enough. There is nothing to say about such a one.
bool is_plain_host(std::string_view host);
// What there is to say about the host of an http, https or ftp binding; the first thing that is
// wrong, or else everything that is questionable. `begin` and `end` are of the host.
std::optional<BindingProblem> host_problem(std::string_view host);

// The one text that was probably meant instead (not yet known to be right), or none.
std::optional<std::string> propose_binding(Scheme scheme, std::string_view information);

// The address of "2001:db8::5:443:": the part that needs brackets; empty if it is not of that kind.
std::string_view unbracketed_ipv6(std::string_view information);

// Parts as WCF takes them: colons inside [...] do not count.
struct BindingParts {
  static constexpr std::size_t most = 3;
  std::array<std::string_view, most> at;  // further ones are only counted
  std::size_t count = 0;
  bool unclosed = false;  // a '[' without its ']'
};
BindingParts split_binding(std::string_view information);

}  // namespace farmlint
