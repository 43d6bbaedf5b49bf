#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <idn2.h>

#include "lint/config/binding_parts.h"
#include "lint/text.h"

namespace farmlint {
namespace {

// RFC 1035 §2.3.4, without the root.
constexpr std::size_t longest_dns_name = 253;
constexpr std::size_t longest_dns_label = 63;

constexpr CharacterSet label_characters("abcdefghijklmnopqrstuvwxyz0123456789-");

// None if IDNA has no A-label for it.
std::optional<std::string> to_ascii(const std::string& name) {
  char* converted = nullptr;
  if (idn2_to_ascii_8z(name.c_str(), &converted, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
    return {};
  const std::unique_ptr<char, void (*)(void*)> owner(converted, idn2_free);
  return std::string(converted);
}

// White space that is not ASCII, as UTF-8: no-break, ideographic, zero-width.
constexpr std::array<std::string_view, 5> wide_blanks{"\u00A0", "\u2003", "\u200B", "\u3000",
                                                      "\uFEFF"};

struct Range {
  std::size_t begin = std::string_view::npos;
  std::size_t length = 0;
};

Range find_forbidden(std::string_view host) {
  const auto* const bad = std::ranges::find_if(host, [](char c) {
    return (c >= 0 && c <= ' ') || c == 0x7F ||
           std::string_view("\"/\\[]:|<>+=;,?*$%#@{}^`").find(c) != std::string_view::npos;
  });
  if (bad != host.end()) return {static_cast<std::size_t>(bad - host.begin()), 1};
  for (const std::string_view blank : wide_blanks) {
    const auto at = host.find(blank);
    if (at != std::string_view::npos) return {at, blank.size()};
  }
  return {};
}

bool has_empty_label(std::string_view name) {
  return name.empty() || name.front() == '.' || name.find("..") != std::string_view::npos;
}

std::size_t longest_label(std::string_view name) {
  std::size_t longest = 0;
  while (true) {
    const auto dot = name.find('.');
    longest = std::max(longest, std::min(dot, name.size()));
    if (dot == std::string_view::npos) return longest;
    name.remove_prefix(dot + 1);
  }
}

BindingProblem invalid(std::string_view host, std::string reason) {
  return {.fault = BindingFault::HostInvalid,
          .begin = 0,
          .end = host.size(),
          .reason = std::move(reason)};
}

std::optional<BindingProblem> character_problem(std::string_view host, std::string_view name) {
  const Range bad = find_forbidden(name);
  if (bad.begin == std::string_view::npos) return {};
  const std::string_view what = name.substr(bad.begin, bad.length);
  BindingProblem problem = invalid(host, fmt::format("must not contain {}", what));
  problem.begin = bad.begin + (host.size() - name.size());
  problem.end = problem.begin + bad.length;
  if (is_blank(what.front()) || bad.length > 1 || what.front() < ' ') {
    problem.reason = "must not contain white space";
  } else if (what == "*") {
    problem.reason = "may have \"*\" as its whole left-most label only";
  }
  return problem;
}

std::optional<BindingProblem> length_problem(std::string_view host, std::string_view name) {
  if (has_empty_label(name)) return invalid(host, "has an empty label");
  const std::string canonical = canonical_host(host);
  if (canonical.size() > longest_dns_name)
    return invalid(
        host, fmt::format("has {} characters; DNS ends at {}", canonical.size(), longest_dns_name));
  const std::size_t longest = longest_label(canonical);
  if (longest > longest_dns_label)
    return invalid(host, fmt::format("has a label of {} characters; DNS ends at {}", longest,
                                     longest_dns_label));
  return {};
}

std::string unicode_reason(std::string_view host) {
  const std::string canonical = canonical_host(host);
  if (!is_ascii(canonical)) return "has characters that no internationalised name may have";
  return fmt::format("is {} to browsers, which send the A-label", canonical);
}

std::string questions(std::string_view host) {
  std::vector<std::string> all;
  const auto any = [&](auto is) { return std::ranges::any_of(host, is); };
  if (host.ends_with('.')) all.emplace_back("ends with a dot");
  if (host.find('_') != std::string_view::npos)
    all.emplace_back("has an underscore (public certificates cannot name it)");
  if (!any([](char c) { return !is_digit(c) && c != '.'; }))
    all.emplace_back("is made of digits (only clients that type it so will match)");
  if (any([](char c) { return c != lower(c); }))
    all.emplace_back("has upper-case letters (hosts compare in lower case)");
  if (!is_ascii(host)) all.push_back(unicode_reason(host));
  return fmt::format("{}", fmt::join(all, ", "));
}

}  // namespace

std::string canonical_host(std::string_view host) {
  if (host == "*") return {};
  if (host.ends_with('.')) host.remove_suffix(1);
  if (is_ascii(host)) return lower(host);
  const bool wildcard = host.starts_with("*.");
  const auto name = to_ascii(std::string(wildcard ? host.substr(2) : host));
  if (!name) return lower(host);
  return wildcard ? "*." + *name : *name;
}

bool is_plain_host(std::string_view host) {
  if (host.empty()) return true;
  // No longer than one label may be, and with a letter at one end: not only digits.
  if (host.size() > longest_dns_label || (host.front() <= '9' && host.back() <= '9')) return false;
  while (true) {
    std::size_t label = 0;
    while (label < host.size() && label_characters.has(host[label])) ++label;
    if (label == 0) return false;
    if (label == host.size()) return true;
    if (host[label] != '.') return false;
    host.remove_prefix(label + 1);
  }
}

std::optional<BindingProblem> host_problem(std::string_view host) {
  if (is_plain_host(host)) return {};
  if (host == "*" || host == "+")
    return BindingProblem{.fault = BindingFault::HostStar,
                          .begin = 0,
                          .end = 1,
                          .reason = "is not \"no host\"; leave the part empty"};
  const std::string_view name = host.starts_with("*.") ? host.substr(2) : host;
  if (auto problem = character_problem(host, name)) return problem;
  if (auto problem = length_problem(host, name)) return problem;
  std::string reason = questions(host);
  if (reason.empty()) return {};
  return BindingProblem{.fault = BindingFault::HostQuestionable,
                        .begin = 0,
                        .end = host.size(),
                        .reason = std::move(reason)};
}

}  // namespace farmlint
