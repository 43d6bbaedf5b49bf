#include "lint/config/binding_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "lint/config/binding_parts.h"
#include "lint/hash.h"
#include "lint/text.h"

namespace farmlint {
namespace {

struct KnownScheme {
  std::string_view name;
  BindingShape shape;
};
constexpr std::array known_schemes{KnownScheme{"http", BindingShape::AddressPortHost},
                                   KnownScheme{"https", BindingShape::AddressPortHost},
                                   KnownScheme{"ftp", BindingShape::AddressPortHost},
                                   KnownScheme{"net.tcp", BindingShape::PortHost},
                                   KnownScheme{"net.pipe", BindingShape::Host},
                                   KnownScheme{"net.msmq", BindingShape::Host},
                                   KnownScheme{"msmq.formatname", BindingShape::Host}};

struct Reading {
  std::optional<EndPoint> end_point;
  std::vector<BindingProblem> problems;
};

void add(Reading& result, BindingFault fault, std::string_view whole, std::string_view part,
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

bool report_blanks(Reading& result, std::string_view whole, const BindingParts& parts) {
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

void read_host(Reading& result, std::string_view whole, std::string_view host) {
  auto problem = host_problem(host);
  if (!problem) return;
  const auto offset = static_cast<std::size_t>(host.data() - whole.data());
  problem->begin += offset;
  problem->end += offset;
  result.problems.push_back(std::move(*problem));
}

// A text that is not IP:port:host at all; says so and returns true.
bool report_shape(Reading& result, std::string_view whole, const BindingParts& parts) {
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

void read_web(Reading& result, std::string_view scheme, std::string_view whole) {
  const BindingParts parts = split_binding(whole);
  if (report_shape(result, whole, parts)) return;
  const auto& [address, port, host] = parts.at;
  const auto ip = parse_binding_address(address);
  const auto number = parse_port(port);
  if (!ip) add(result, BindingFault::AddressInvalid, whole, address, address_fault(address));
  if (!number) add(result, BindingFault::PortInvalid, whole, port, port_fault(port));
  read_host(result, whole, host);
  if (ip && number)
    result.end_point =
        EndPoint{.scheme = scheme, .address = *ip, .port = *number, .host = canonical_host(host)};
}

void read_net_tcp(Reading& result, std::string_view whole) {
  const BindingParts parts = split_binding(whole);
  if (report_blanks(result, whole, parts)) return;
  if (parts.count != 2) {
    add(result, BindingFault::Malformed, whole, whole,
        parts.count == 1 ? "has 1 of 2 parts (port:host)"
                         : fmt::format("has {} parts instead of 2 (port:host)", parts.count));
    return;
  }
  const std::string_view port = parts.at[0];
  if (!parse_port(port)) add(result, BindingFault::PortInvalid, whole, port, port_fault(port));
}

void read_host_only(Reading& result, std::string_view whole) {
  const BindingParts parts = split_binding(whole);
  if (report_blanks(result, whole, parts)) return;
  if (parts.count != 1)
    add(result, BindingFault::Malformed, whole, whole,
        fmt::format("has {} parts instead of 1 (host)", parts.count));
}

Reading read(std::string_view scheme, std::string_view information) {
  Reading result;
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
std::optional<BindingProposal> propose(std::string_view scheme, std::string_view information) {
  auto proposed = propose_binding(scheme, information);
  if (!proposed) return {};
  Reading meant = read(scheme, *proposed);
  if (std::ranges::any_of(meant.problems, is_error)) return {};
  return BindingProposal{std::move(*proposed), std::move(meant.end_point)};
}

}  // namespace

std::span<const BindingProblem> BindingText::problems() const {
  return faults == nullptr ? std::span<const BindingProblem>() : faults->problems;
}

const BindingProposal* BindingText::proposal() const {
  return faults != nullptr && faults->proposal ? &*faults->proposal : nullptr;
}

const EndPoint* BindingText::meant() const {
  if (end_point) return &*end_point;
  const BindingProposal* const proposed = proposal();
  return proposed != nullptr && proposed->end_point ? &*proposed->end_point : nullptr;
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
  for (const KnownScheme& known : known_schemes)
    if (known.name == scheme) return known.shape;
  return BindingShape::Opaque;
}

std::string_view known_scheme(std::string_view protocol) {
  for (const KnownScheme& known : known_schemes)
    if (iequals(known.name, protocol)) return known.name;
  return {};
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
  const std::string_view scheme = known_scheme(protocol);
  Reading reading = read(scheme, information);
  BindingText result{.end_point = std::move(reading.end_point), .faults = nullptr};
  if (reading.problems.empty()) return result;
  auto proposal = result.end_point ? std::nullopt : propose(scheme, information);
  result.faults = std::make_shared<const BindingFaults>(
      BindingFaults{std::move(reading.problems), std::move(proposal)});
  return result;
}

WrittenParts written_parts(std::string_view scheme, std::string_view information) {
  const BindingParts parts = split_binding(information);
  const auto& [first, second, third] = parts.at;
  switch (shape_of(scheme)) {
    case BindingShape::AddressPortHost:
      return {.address = first, .port = second, .host = third};
    case BindingShape::PortHost:
      return {.address = {}, .port = first, .host = second};
    case BindingShape::Host:
      return {.address = {}, .port = {}, .host = information};
    case BindingShape::Opaque:
      break;
  }
  return {};
}

}  // namespace farmlint
