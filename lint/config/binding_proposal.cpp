#include <array>
#include <utility>

#include <fmt/format.h>

#include "lint/config/binding_parts.h"
#include "lint/text.h"

namespace farmlint {
namespace {

bool has_letter(std::string_view text) {
  return text.find_first_not_of("0123456789.:[]*+-_ ") != std::string_view::npos;
}

bool is_host(std::string_view text) {
  if (text.empty() || !has_letter(text)) return false;
  const auto problem = host_problem(text);
  return !problem || problem->fault == BindingFault::HostQuestionable;
}

bool is_address(std::string_view text) {
  return !text.empty() && parse_binding_address(text).has_value();
}

struct Url {
  std::string_view before;  // what stands before "http://", with its ':'
  std::string_view host;
  std::string_view port;
};

std::optional<Url> find_url(std::string_view text) {
  constexpr std::array<std::string_view, 3> prefixes{"http://", "https://", "ftp://"};
  const std::string folded = lower(text);
  for (const std::string_view prefix : prefixes) {
    const auto at = folded.find(prefix);
    if (at == std::string::npos || (at != 0 && text[at - 1] != ':')) continue;
    std::string_view rest = text.substr(at + prefix.size());
    rest = rest.substr(0, rest.find_first_of("/?#"));
    while (rest.ends_with(':')) rest.remove_suffix(1);
    const auto colon = rest.rfind(':');
    Url url{.before = text.substr(0, at), .host = rest, .port = {}};
    if (colon != std::string_view::npos && !rest.ends_with(']')) {
      url.host = rest.substr(0, colon);
      url.port = rest.substr(colon + 1);
    }
    return url;
  }
  return {};
}

// "http://www:8080/" alone, or where the host belongs: "*:80:http://www/".
std::optional<std::string> from_url(Scheme scheme, const Url& url) {
  std::string_view before = url.before;
  if (before.ends_with(':')) before.remove_suffix(1);
  const BindingParts parts = split_binding(before);
  if (parts.count > 2 || parts.unclosed) return {};
  const std::string_view address = before.empty() ? "*" : parts.at[0];
  const std::string_view port = parts.count == 2 ? parts.at[1] : std::string_view();
  if (!port.empty() && !url.port.empty() && port != url.port) return {};
  const std::string fallback = std::to_string(default_port(scheme));
  const std::string_view chosen = !url.port.empty() ? url.port : !port.empty() ? port : fallback;
  if (!is_address(url.host)) return fmt::format("{}:{}:{}", address, chosen, url.host);
  if (!before.empty()) return {};
  return fmt::format("{}:{}:", url.host, chosen);
}

std::optional<std::string> from_unbracketed(std::string_view text) {
  const auto address = unbracketed_ipv6(text);
  if (address.empty()) return {};
  return fmt::format("[{}]{}", address, text.substr(address.size()));
}

std::optional<std::string> from_parts(Scheme scheme, std::string_view text) {
  const BindingParts parts = split_binding(text);
  const unsigned port = default_port(scheme);
  if (parts.unclosed) return {};
  const auto& [first, second, third] = parts.at;
  if (parts.count == 1) {
    if (parse_port(first)) return fmt::format("*:{}:", first);
    if (is_host(first)) return fmt::format("*:{}:{}", port, first);
  }
  if (parts.count == 2 && is_address(first)) {
    if (parse_port(second)) return fmt::format("{}:", text);
    if (is_host(second)) return fmt::format("{}:{}:{}", first, port, second);
  }
  if (parts.count == 3 && parse_port(first) && is_address(second))
    return fmt::format("{}:{}:{}", second, first, third);
  return {};
}

// "*:808:*", the three parts of http.
std::optional<std::string> from_three_parts(std::string_view text) {
  const BindingParts parts = split_binding(text);
  if (parts.count != 3 || (!parts.at[0].empty() && parts.at[0] != "*")) return {};
  return fmt::format("{}:{}", parts.at[1], parts.at[2]);
}

}  // namespace

std::optional<std::string> propose_binding(Scheme scheme, std::string_view information) {
  const BindingShape shape = shape_of(scheme);
  if (shape == BindingShape::PortHost) return from_three_parts(information);
  if (shape != BindingShape::AddressPortHost) return {};
  if (const auto url = find_url(information)) return from_url(scheme, *url);
  if (auto text = from_unbracketed(information)) return text;
  return from_parts(scheme, information);
}

}  // namespace farmlint
