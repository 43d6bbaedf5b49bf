#include <algorithm>

#include "lint/farm/manifest_reader.h"
#include "lint/rule.h"

namespace farmlint::manifest_reader {
namespace {

void check_thumbprint(const Text& text, Errors& errors) {
  if (text.value.empty() || is_thumbprint(text.value)) return;
  errors.add(text.at, "'{}' is no thumbprint, which is 40 or 64 hexadecimal digits", text.value);
}

// "10.0.0.1:443", "[2001:db8::1]:443", "www.contoso.com:443", "ccs:443"
bool is_record_end_point(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || !parse_port(text.substr(colon + 1))) return false;
  const std::string_view host = text.substr(0, colon);
  if (host.empty()) return false;
  if (host.find_first_of(":[") != std::string_view::npos)
    return host.starts_with('[') && parse_ip(host);
  // Only digits and dots: somebody meant an address.
  return host.find_first_not_of("0123456789.") != std::string_view::npos || parse_ipv4(host);
}

void check_node(const Node& node, Errors& errors) {
  for (const Text& port : split(node.element->value("reservedPorts"))) {
    if (!parse_port(port.value)) errors.add(port.at, "'{}' is no port", port.value);
  }
  for (const CertificateEntry& certificate : node.certificates) {
    for (const Text& thumbprint : certificate.thumbprints) check_thumbprint(thumbprint, errors);
  }
  for (const SslBindingEntry& record : node.ssl_bindings) {
    check_thumbprint(record.thumbprint, errors);
    if (!record.endpoint.value.empty() && !is_record_end_point(record.endpoint.value))
      errors.add(record.endpoint.at,
                 "'{}' is no end point of a certificate record; write address:port, host:port or "
                 "ccs:port",
                 record.endpoint.value);
  }
}

void check_policy(const Policy& policy, Errors& errors) {
  std::map<std::string_view, Location> levels;
  for (const RuleLevel& entry : policy.rules) {
    const auto [first, is_new] = levels.try_emplace(entry.rule.value, entry.rule.at);
    if (is_new) continue;
    errors.add(entry.rule.at, "the level of '{}' is given twice", entry.rule.value)
        .note(first->second, "first given here");
  }
  for (const XmlElement* setting : policy.settings) {
    const Text must = setting->value("must");
    if (must.value.empty() || must.value == "present" || must.value == "absent") continue;
    if (!setting->has("value"))
      errors.add(must.at, "'{}' needs a 'value' to compare with", must.value);
  }
}

void check_ignores(const Manifest& manifest, Errors& errors) {
  for (const XmlElement& element : manifest.root->children()) {
    if (element.name() != "ignore") continue;
    const Text address = element.value("address");
    if (!element.has("address") || parse_ip_range(trim(address.value))) continue;
    errors.add(address.at, "'{}' is neither an IP address nor a range like 10.10.20.0/24",
               address.value);
  }
}

}  // namespace

bool is_thumbprint(std::string_view text) {
  const auto is_hex = [](char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); };
  return (text.size() == 40 || text.size() == 64) && std::ranges::all_of(text, is_hex);
}

void check_rule_names(const Manifest& manifest, std::span<const Rule* const> rules,
                      Errors& errors) {
  for (const RuleLevel& entry : manifest.policy.rules) {
    if (entry.rule.value.empty()) continue;
    const auto known = [&](const Rule* rule) { return iequals(rule->name, entry.rule.value); };
    if (std::ranges::any_of(rules, known)) continue;
    errors.add(entry.rule.at, "there is no rule '{}'{}", entry.rule.value,
               did_you_mean(nearest_name(entry.rule.value, rules, &Rule::name)));
  }
}

void check_values(const Manifest& manifest, Errors& errors) {
  check_policy(manifest.policy, errors);
  for (const Node& node : manifest.nodes) check_node(node, errors);
  for (const CertificateEntry& certificate : manifest.certificates) {
    for (const Text& thumbprint : certificate.thumbprints) check_thumbprint(thumbprint, errors);
  }
  check_ignores(manifest, errors);
}

}  // namespace farmlint::manifest_reader
