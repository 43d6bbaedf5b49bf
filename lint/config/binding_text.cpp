#include "lint/config/binding_text.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "lint/config/binding_parts.h"
#include "lint/hash.h"
#include "lint/text.h"

namespace farmlint {
namespace {

void add(BindingText& result, BindingFault fault, std::string_view whole, std::string_view part,
         std::string reason) {
  const auto begin = static_cast<std::size_t>(part.data() - whole.data());
  result.problems.push_back(
      {.fault = fault, .begin = begin, .end = begin + part.size(), .reason = std::move(reason)});
}

// What exactly a text of too few parts lacks, where that can be told.
std::string_view missing_part(const BindingParts& parts) {
  if (parts.unclosed) return ": a \"[\" is never closed";
  if (parts.count == 1) return "";
  if (parse_port(parts.at[1])) return ": the host part is missing, so end it with \":\"";
  return parse_binding_address(parts.at[0]) ? ": the port is missing" : "";
}

std::string count_reason(const BindingParts& parts, std::size_t wanted, std::string_view shape) {
  if (parts.count < wanted)
    return fmt::format("has {} of {} parts ({}){}", parts.count, wanted, shape,
                       missing_part(parts));
  return fmt::format("has {} parts instead of {} ({})", parts.count, wanted, shape);
}

bool has_outer_blanks(std::string_view part) {
  return trim(part).size() != part.size();
}

bool report_blanks(BindingText& result, std::string_view whole, const BindingParts& parts) {
  const std::size_t count = std::min(parts.count, BindingParts::most);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view part = parts.at[i];
    if (!has_outer_blanks(part)) continue;
    add(result, BindingFault::Malformed, whole, part,
        fmt::format("has blanks around \"{}\", which IIS does not drop", trim(part)));
    return true;
  }
  return false;
}

void read_host(BindingText& result, std::string_view whole) {
  auto problem = host_problem(result.host);
  if (!problem) return;
  const auto offset = static_cast<std::size_t>(result.host.data() - whole.data());
  problem->begin += offset;
  problem->end += offset;
  result.problems.push_back(std::move(*problem));
}

// A text that is not IP:port:host at all; says so and returns true.
bool report_shape(BindingText& result, std::string_view whole, const BindingParts& parts) {
  // A URL with a port has three parts too, none of which is what it seems.
  if (whole.find("://") != std::string_view::npos) {
    add(result, BindingFault::Malformed, whole, whole, "is a URL instead of IP:port:host");
    return true;
  }
  const std::string_view address = parts.count == 3 ? std::string_view() : unbracketed_ipv6(whole);
  if (!address.empty()) {
    add(result, BindingFault::Ipv6Unbracketed, whole, address,
        "is an IPv6 address without brackets, so that every \":\" in it separates parts");
    return true;
  }
  if (report_blanks(result, whole, parts)) return true;
  if (parts.count == 3) return false;
  add(result, BindingFault::Malformed, whole, whole, count_reason(parts, 3, "IP:port:host"));
  return true;
}

void read_web(BindingText& result, std::string_view scheme, std::string_view whole) {
  const BindingParts parts = split_binding(whole);
  if (report_shape(result, whole, parts)) return;
  result.address = parts.at[0];
  result.port = parts.at[1];
  result.host = parts.at[2];
  const auto address = parse_binding_address(result.address);
  const auto port = parse_port(result.port);
  if (!address)
    add(result, BindingFault::AddressInvalid, whole, result.address, address_fault(result.address));
  if (!port) add(result, BindingFault::PortInvalid, whole, result.port, port_fault(result.port));
  read_host(result, whole);
  if (address && port)
    result.end_point = EndPoint{.scheme = std::string(scheme),
                                .address = *address,
                                .port = *port,
                                .host = canonical_host(result.host)};
}

void read_net_tcp(BindingText& result, std::string_view whole) {
  const BindingParts parts = split_binding(whole);
  if (report_blanks(result, whole, parts)) return;
  if (parts.count != 2) {
    add(result, BindingFault::Malformed, whole, whole,
        parts.count == 1 ? "has 1 of 2 parts (port:host)"
                         : fmt::format("has {} parts instead of 2 (port:host)", parts.count));
    return;
  }
  result.port = parts.at[0];
  result.host = parts.at[1];
  if (!parse_port(result.port))
    add(result, BindingFault::PortInvalid, whole, result.port, port_fault(result.port));
}

void read_host_only(BindingText& result, std::string_view whole) {
  const BindingParts parts = split_binding(whole);
  if (report_blanks(result, whole, parts)) return;
  if (parts.count != 1) {
    add(result, BindingFault::Malformed, whole, whole,
        fmt::format("has {} parts instead of 1 (host)", parts.count));
    return;
  }
  result.host = whole;
}

BindingText read(std::string_view scheme, std::string_view information) {
  BindingText result;
  switch (shape_of(scheme)) {
    case BindingShape::AddressPortHost:
      read_web(result, scheme, information);
      break;
    case BindingShape::PortHost:
      read_net_tcp(result, information);
      break;
    case BindingShape::Host:
      read_host_only(result, information);
      break;
    case BindingShape::Opaque:
      break;
  }
  return result;
}

bool is_error(const BindingProblem& problem) {
  return problem.fault != BindingFault::HostQuestionable && problem.fault != BindingFault::HostStar;
}

// A proposal that is itself at fault would lead from one mistake into the next.
std::shared_ptr<const BindingProposal> propose(std::string_view scheme,
                                               std::string_view information) {
  auto proposed = propose_binding(scheme, information);
  if (!proposed) return nullptr;
  BindingText meant = read(scheme, *proposed);
  if (std::ranges::any_of(meant.problems, is_error)) return nullptr;
  return std::make_shared<const BindingProposal>(
      BindingProposal{std::move(*proposed), std::move(meant.end_point)});
}

}  // namespace

const EndPoint* BindingText::meant() const {
  if (end_point) return &*end_point;
  return proposal != nullptr && proposal->end_point ? &*proposal->end_point : nullptr;
}

std::string EndPoint::information() const {
  return fmt::format("{}:{}:{}", to_string(address), port, host);
}

std::uint64_t hash_of(const EndPoint& end_point) {
  std::uint64_t hash = mix(hash_start, end_point.address.ip);
  hash = mix(hash, std::uint64_t{end_point.port} * 2 + (end_point.address.any ? 1 : 0));
  return mix_ignoring_case(mix_ignoring_case(hash, end_point.host), end_point.scheme);
}

BindingShape shape_of(std::string_view scheme) {
  if (scheme == "http" || scheme == "https" || scheme == "ftp")
    return BindingShape::AddressPortHost;
  if (scheme == "net.tcp") return BindingShape::PortHost;
  if (scheme == "net.pipe" || scheme == "net.msmq" || scheme == "msmq.formatname")
    return BindingShape::Host;
  return BindingShape::Opaque;
}

BindingParts split_binding(std::string_view information) {
  BindingParts parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= information.size(); ++i) {
    const bool at_end = i == information.size();
    if (!at_end && information[i] == '[') parts.unclosed = true;
    if (!at_end && information[i] == ']') parts.unclosed = false;
    if (!at_end && (information[i] != ':' || parts.unclosed)) continue;
    if (parts.count < BindingParts::most)
      parts.at[parts.count] = information.substr(begin, i - begin);
    ++parts.count;
    begin = i + 1;
  }
  return parts;
}

std::string_view unbracketed_ipv6(std::string_view information) {
  const auto host = information.rfind(':');
  if (host == std::string_view::npos || host == 0) return {};
  const auto port = information.rfind(':', host - 1);
  if (port == std::string_view::npos) return {};
  const std::string_view address = information.substr(0, port);
  return parse_ipv6(address) ? address : std::string_view();
}

BindingText parse_binding(std::string_view protocol, std::string_view information) {
  const std::string scheme = lower(protocol);
  BindingText result = read(scheme, information);
  if (!result.end_point && !result.problems.empty()) result.proposal = propose(scheme, information);
  return result;
}

}  // namespace farmlint
