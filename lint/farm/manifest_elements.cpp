#include <charconv>

#include "lint/date.h"
#include "lint/farm/manifest_reader.h"

namespace farmlint::manifest_reader {
namespace {

bool is_true(const Text& text, bool fallback) {
  if (text.value == "true") return true;
  return text.value == "false" ? false : fallback;
}

std::optional<unsigned> number(const Text& text) {
  unsigned value = 0;
  const char* const end = text.value.data() + text.value.size();
  const auto [stop, error] = std::from_chars(text.value.data(), end, value);
  if (error != std::errc() || stop != end) return {};
  return value;
}

std::optional<int> days(const Text& text) {
  const auto value = number(text);
  if (!value || *value > 100'000) return {};
  return static_cast<int>(*value);
}

NodeAddress address(const XmlElement& element) {
  const Text text = element.value("ip");
  const std::string_view address = trim(text.value);
  // Brackets belong to bindings, not to addresses.
  return {.text = text, .ip = address.starts_with('[') ? std::nullopt : parse_ip(address)};
}

ConfigurationFiles configuration(const XmlElement& element) {
  return {.path = element.value("path"),
          .administration = element.value("administration"),
          .schema = element.value("schema"),
          .root_web_config = element.value("rootWebConfig"),
          .machine_config = element.value("machineConfig"),
          .share = element.value("share"),
          .replication = element.value("replication"),
          .keys = element.value("keys"),
          .providers = element.value("providers")};
}

// Levels that are no level are the schema check's to say.
void rule_level(const XmlElement& element, Policy& policy) {
  const std::string_view level = element.value("level").value;
  RuleLevel entry{.rule = element.value("name"), .level = {}};
  if (level == "error") entry.level = Severity::Error;
  if (level == "warning") entry.level = Severity::Warning;
  if (level == "note") entry.level = Severity::Note;
  if (entry.level || level == "off") policy.rules.push_back(entry);
}

Policy policy(const XmlElement& element) {
  Policy result{.profile = element.value("profile"),
                .expiry_days = days(element.value("expiryDays")),
                .require_evidence = is_true(element.value("requireEvidence"), false),
                .template_markers = split(element.value("templateMarker")),
                .mixed_versions_until = parse_date(element.value("mixedVersionsUntil").value),
                .disable_legacy_tls = is_true(element.value("disableLegacyTls"), false),
                .rules = {},
                .settings = {}};
  for (const XmlElement& child : element.children()) {
    if (child.name() == "rule") rule_level(child, result);
    if (child.name() == "setting") result.settings.push_back(&child);
  }
  return result;
}

FrontEnd front_end(const XmlElement& element) {
  FrontEnd result{.name = element.value("name"),
                  .type = FrontEndType::Proxy,
                  .tls = element.value("tls"),
                  .affinity = element.value("affinity"),
                  .vips = {},
                  .probes = {}};
  const std::string_view type = element.value("type").value;
  if (type == "nlb") result.type = FrontEndType::Nlb;
  if (type == "dsr") result.type = FrontEndType::Dsr;
  for (const XmlElement& child : element.children()) {
    if (child.name() == "vip") result.vips.push_back(address(child));
    if (child.name() == "probe") result.probes.push_back(&child);
  }
  return result;
}

NodeState state(std::string_view text) {
  if (text == "standby") return NodeState::Standby;
  if (text == "draining") return NodeState::Draining;
  return text == "decommissioned" ? NodeState::Decommissioned : NodeState::Active;
}

CertificateEntry certificate(const XmlElement& element, std::string_view thumbprints) {
  return {.element = &element,
          .name = element.value("name"),
          .thumbprints = split(element.value(thumbprints)),
          .store = element.value("store"),
          .names = split(element.value("names")),
          .not_before = parse_date(element.value("notBefore").value),
          .not_after = parse_date(element.value("notAfter").value),
          .private_key = is_true(element.value("privateKey"), true),
          .per_node = is_true(element.value("perNode"), false),
          .min_days = days(element.value("minDays"))};
}

void node_child(const XmlElement& child, Node& node) {
  if (child.name() == "alias") node.aliases.push_back(child.value("name"));
  if (child.name() == "address") node.addresses.push_back(address(child));
  if (child.name() == "certificate") node.certificates.push_back(certificate(child, "thumbprint"));
  if (child.name() == "capture")
    node.captures.push_back(
        {.element = &child, .kind = child.value("kind"), .file = child.value("file"), .paths = {}});
  if (child.name() == "sslBinding")
    node.ssl_bindings.push_back({.endpoint = child.value("endpoint"),
                                 .thumbprint = child.value("thumbprint"),
                                 .store = child.value("store")});
}

Node node(const XmlElement& element) {
  Node result;
  result.name = element.value("name");
  result.element = &element;
  result.group = element.value("group");
  result.state = state(element.value("state").value);
  result.os_build = number(element.value("osBuild"));
  if (element.has("domainJoined"))
    result.domain_joined = is_true(element.value("domainJoined"), false);
  result.drives = split(element.value("drives"));
  result.mapped_drives = split(element.value("mappedDrives"));
  for (const Text& word : split(element.value("reservedPorts"))) {
    if (const auto port = parse_port(word.value)) result.reserved_ports.push_back(*port);
  }
  result.features = split(element.value("features"));
  for (const XmlElement& child : element.children()) node_child(child, result);
  return result;
}

void endpoint(const XmlElement& element, ManifestSite& site) {
  const auto port = parse_port(element.value("port").value);
  const Scheme scheme = known_scheme(element.value("protocol").value);
  if (!port || scheme == Scheme::Other) return;
  WantedEndpoint& result = site.endpoints.emplace_back();
  result.element = &element;
  result.scheme = scheme;
  result.port = *port;
  if (element.has("host")) result.host = canonical_host(trim(element.value("host").value));
  result.certificate = element.value("certificate");
  result.clients = split(element.value("clients"));
  result.on_text = element.value("on");
  result.limited = element.has("on");
}

ManifestSite site(const XmlElement& element) {
  ManifestSite result;
  result.name = element.value("name");
  result.element = &element;
  result.on_text = element.value("on");
  result.limited = element.has("on");
  result.tls = element.value("tls");
  result.internal = is_true(element.value("internal"), false);
  result.stateless = is_true(element.value("stateless"), false);
  result.technology = element.value("technology");
  result.alternates_text = element.value("alternates");
  for (const XmlElement& child : element.children()) {
    if (child.name() == "endpoint") endpoint(child, result);
    if (child.name() == "at")
      result.at.push_back({.node_name = child.value("node"),
                           .address = address(child),
                           .element = &child,
                           .node = 0});
  }
  return result;
}

Ignore ignore(const XmlElement& element) {
  Ignore result;
  result.rule = element.value("rule");
  result.reason = element.value("reason");
  result.until = parse_date(element.value("until").value);
  result.until_at = element.value("until").at;
  result.at = element.at();
  result.site = element.value("site").value;
  result.node = element.value("node").value;
  result.binding = element.value("binding").value;
  result.address = parse_ip_range(trim(element.value("address").value));
  result.pool = element.value("pool").value;
  result.path = element.value("path").value;
  return result;
}

void read_element(const XmlElement& child, Manifest& manifest) {
  if (child.name() == "configuration") manifest.configuration = configuration(child);
  if (child.name() == "policy") manifest.policy = policy(child);
  if (child.name() == "frontEnd") manifest.front_ends.push_back(front_end(child));
  if (child.name() == "node") manifest.nodes.push_back(node(child));
  if (child.name() == "certificate")
    manifest.certificates.push_back(certificate(child, "thumbprints"));
  if (child.name() == "share")
    manifest.shares.push_back(
        {.path = child.value("path"), .granted = split(child.value("granted"))});
  if (child.name() == "site") manifest.sites.push_back(site(child));
  if (child.name() == "ignore") manifest.ignores.push_back(ignore(child));
}

}  // namespace

std::vector<Text> split(const Text& list) {
  std::vector<Text> result;
  // A value with entities is longer in the file than here: then the whole value is the place.
  const bool literal = list.at.end - list.at.begin == list.value.size();
  for (const std::string_view word : words(list.value)) {
    Text& text = result.emplace_back(Text{.value = word, .at = list.at});
    if (!literal) continue;
    text.at.begin = list.at.begin + static_cast<std::uint32_t>(word.data() - list.value.data());
    text.at.end = text.at.begin + static_cast<std::uint32_t>(word.size());
  }
  return result;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  unsigned value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value == 0 || value > 65535) return {};
  return static_cast<std::uint16_t>(value);
}

Manifest read_elements(const XmlElement& root) {
  Manifest manifest;
  manifest.root = &root;
  manifest.name = root.value("name");
  for (const XmlElement& child : root.children()) read_element(child, manifest);
  return manifest;
}

}  // namespace farmlint::manifest_reader
