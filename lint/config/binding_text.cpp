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

// By Scheme.
constexpr std::array<std::string_view, 8> scheme_names{
    "", "ftp", "http", "https", "msmq.formatname", "net.msmq", "net.pipe", "net.tcp"};

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

// The host in its canonical form, which one without a problem has.
std::string_view read_host(Reading& result, std::string_view whole, std::string_view host,
                           BindingStore& store) {
  auto problem = host_problem(host);
  if (!problem) return host;
  const auto offset = static_cast<std::size_t>(host.data() - whole.data());
  problem->begin += offset;
  problem->end += offset;
  result.problems.push_back(std::move(*problem));
  std::string canonical = canonical_host(host);
  return canonical == host ? host : store.keep(std::move(canonical));
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

void read_web(Reading& result, Scheme scheme, std::string_view whole, BindingStore& store) {
  const BindingParts parts = split_binding(whole);
  if (report_shape(result, whole, parts)) return;
  const auto& [address, port, host] = parts.at;
  const auto ip = parse_binding_address(address);
  const auto number = parse_port(port);
  if (!ip) add(result, BindingFault::AddressInvalid, whole, address, address_fault(address));
  if (!number) add(result, BindingFault::PortInvalid, whole, port, port_fault(port));
  const std::string_view name = read_host(result, whole, host, store);
  if (ip && number)
    result.end_point = EndPoint{.scheme = scheme, .address = *ip, .port = *number, .host = name};
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

// What nearly all bindings of the web are: three parts that are right, each by itself. Brackets,
// blanks and URLs have no such parts.
bool read_plain(Scheme scheme, std::string_view rest, EndPoint& end_point) {
  if (!take_plain_address(rest, end_point.address) || !take(rest, ':')) return false;
  const auto port = take_port(rest);
  if (!port || !take(rest, ':') || !is_plain_host(rest)) return false;
  end_point.scheme = scheme;
  end_point.port = *port;
  end_point.host = rest;
  return true;
}

Reading read(Scheme scheme, std::string_view information, BindingStore& store) {
  Reading result;
  switch (shape_of(scheme)) {
    case BindingShape::AddressPortHost:
      read_web(result, scheme, information, store);
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
std::optional<BindingProposal> propose(Scheme scheme, std::string_view information,
                                       BindingStore& store) {
  auto proposed = propose_binding(scheme, information);
  if (!proposed) return {};
  const std::string_view kept = store.keep(std::move(*proposed));
  const Reading meant = read(scheme, kept, store);
  if (std::ranges::any_of(meant.problems, is_error)) return {};
  return BindingProposal{kept, meant.end_point};
}

// With everything that there is to say about it.
BindingText read_closely(Scheme scheme, std::string_view information, BindingStore& store) {
  Reading reading = read(scheme, information, store);
  BindingText result;
  if (reading.end_point) result.canonical = *reading.end_point;
  if (reading.problems.empty()) return result;
  BindingDetails details;
  details.problems = std::move(reading.problems);
  if (!reading.end_point) details.proposal = propose(scheme, information, store);
  result.details = &store.keep(std::move(details));
  return result;
}

}  // namespace

std::span<const BindingProblem> BindingText::problems() const {
  return details == nullptr ? std::span<const BindingProblem>() : details->problems;
}

const BindingProposal* BindingText::proposal() const {
  return details != nullptr && details->proposal ? &*details->proposal : nullptr;
}

const EndPoint* BindingText::meant() const {
  if (const EndPoint* const read = end_point()) return read;
  const BindingProposal* const proposed = proposal();
  return proposed != nullptr && proposed->end_point ? &*proposed->end_point : nullptr;
}

std::string EndPoint::information() const {
  return fmt::format("{}:{}:{}", to_string(address), port, host);
}

std::uint64_t hash_of(const EndPoint& end_point) {
  std::uint64_t hash = mix(hash_start, end_point.address.ip);
  hash = mix(hash, std::uint64_t{end_point.port} * 2 + (end_point.address.any ? 1 : 0));
  hash = mix(hash, static_cast<std::uint64_t>(end_point.scheme));
  return mix_ignoring_case(hash, end_point.host);
}

BindingShape shape_of(Scheme scheme) {
  switch (scheme) {
    case Scheme::Ftp:
    case Scheme::Http:
    case Scheme::Https:
      return BindingShape::AddressPortHost;
    case Scheme::NetTcp:
      return BindingShape::PortHost;
    case Scheme::MsmqFormatname:
    case Scheme::NetMsmq:
    case Scheme::NetPipe:
      return BindingShape::Host;
    case Scheme::Other:
      break;
  }
  return BindingShape::Opaque;
}

std::string_view to_string(Scheme scheme) {
  return scheme_names.at(static_cast<std::size_t>(scheme));
}

std::uint16_t default_port(Scheme scheme) {
  if (scheme == Scheme::Https) return 443;
  return scheme == Scheme::Ftp ? 21 : 80;
}

Scheme known_scheme(std::string_view protocol) {
  // As nearly all are written, and then as all may be.
  if (same_text(protocol, "http")) return Scheme::Http;
  if (same_text(protocol, "https")) return Scheme::Https;
  for (std::size_t i = 1; i < scheme_names.size(); ++i)
    if (iequals(scheme_names.at(i), protocol)) return static_cast<Scheme>(i);
  return Scheme::Other;
}

BindingParts split_binding(std::string_view information) {
  BindingParts parts;
  std::size_t begin = 0;
  const auto end_part = [&](std::size_t end) {
    if (parts.count < BindingParts::most)
      parts.at[parts.count] = information.substr(begin, end - begin);
    ++parts.count;
    begin = end + 1;
  };
  for (std::size_t i = 0; i < information.size(); ++i) {
    const char c = information[i];
    if (c == ':') {
      if (!parts.unclosed) end_part(i);
    } else if (c == '[' || c == ']') {
      parts.unclosed = c == '[';
    }
  }
  end_part(information.size());
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

BindingText parse_binding(Scheme scheme, std::string_view information, BindingStore& store) {
  BindingText plain;
  if (shape_of(scheme) == BindingShape::AddressPortHost &&
      read_plain(scheme, information, plain.canonical))
    return plain;
  return read_closely(scheme, information, store);
}

WrittenParts written_parts(Scheme scheme, std::string_view information) {
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
