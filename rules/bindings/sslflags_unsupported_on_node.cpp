#include <algorithm>
#include <set>

#include "lint/farm/ssl_flags.h"
#include "lint/farm/tls_nodes.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/schema/versions.h"

namespace farmlint::rules {
namespace {

constexpr unsigned first_with_attribute = 9200;  // IIS 8

using Nodes = std::vector<std::size_t>;

// A flag that nodes may not know, and those of them that certainly do not.
struct Unsupported {
  const SslFlag* flag = nullptr;
  Nodes nodes;
  Nodes certain;
};

unsigned build_of(const Farm& farm, std::size_t node) {
  return *farm.manifest->nodes[node].os_build;
}

std::string builds(const Farm& farm, const Nodes& nodes) {
  std::vector<std::string> words;
  for (const std::size_t n : nodes)
    words.push_back(fmt::format("{} has {} ({})", farm.manifest->nodes[n].name.value,
                                windows_of_build(build_of(farm, n)), build_of(farm, n)));
  return enumeration(shortened(std::move(words), 4));
}

// Active nodes whose Windows has IIS 7: the attribute alone makes them refuse all sites.
Nodes without_attribute(const Farm& farm) {
  Nodes nodes;
  for (std::size_t n = 0; n < farm.manifest->nodes.size(); ++n) {
    const Node& node = farm.manifest->nodes[n];
    if (node.active() && node.os_build && *node.os_build < first_with_attribute) nodes.push_back(n);
  }
  return nodes;
}

std::vector<Unsupported> unsupported(const Farm& farm, const Site& site, const Binding& binding) {
  std::vector<Unsupported> found;
  const bool switches_off = (binding.ssl_flags & disabling_ssl_flags) != 0;
  if (!site.starts || !binding.https() || !switches_off) return found;
  Nodes nodes = live_nodes(farm, site, binding);
  std::erase_if(nodes, [&](std::size_t n) { return !farm.manifest->nodes[n].os_build; });
  for (const SslFlag& flag : ssl_flags) {
    if ((binding.ssl_flags & disabling_ssl_flags & flag.bit) == 0) continue;
    Unsupported lacking{.flag = &flag, .nodes = {}, .certain = {}};
    for (const std::size_t n : nodes) {
      if (build_of(farm, n) >= flag.known_since) continue;
      lacking.nodes.push_back(n);
      if (build_of(farm, n) < flag.unknown_before) lacking.certain.push_back(n);
    }
    if (!lacking.nodes.empty()) found.push_back(std::move(lacking));
  }
  return found;
}

std::string origin(const SslFlag& flag) {
  std::string since = fmt::format("{} ({})", windows_of_build(flag.known_since), flag.known_since);
  if (flag.unknown_before == flag.known_since) return since;
  return fmt::format("{} or {}, sources differ", windows_of_build(flag.unknown_before), since);
}

void note_flags(Finding& finding, const Farm& farm, const Location& at,
                const std::vector<Unsupported>& all) {
  for (const auto& [flag, nodes, certain] : all)
    finding.note(at, "{} came with {}; {}", ssl_flag_words(flag->bit), origin(*flag),
                 builds(farm, nodes));
}

void report_attribute(const Farm& farm, const Site& site, const Binding& binding,
                      const Nodes& nodes, const std::vector<Unsupported>& flags,
                      Findings& findings) {
  const XmlAttribute attribute = *binding.element->attribute("sslFlags");
  Finding& finding = findings.add(attribute.name_at(),
                                  "{}: {} cannot read the attribute sslFlags; no site starts there",
                                  site.name().value, node_words(farm, nodes));
  finding.about(about(site, binding)).as(Severity::Error);
  finding.note(attribute.name_at(), "the attribute came with IIS 8 (Windows Server 2012); {}",
               builds(farm, nodes));
  note_flags(finding, farm, attribute.value_at(), flags);
  name_nodes(finding, farm, nodes);
}

void report_flags(const Farm& farm, const Site& site, const Binding& binding,
                  const std::vector<Unsupported>& flags, Findings& findings) {
  const XmlAttribute attribute = *binding.element->attribute("sslFlags");
  const bool certain = std::ranges::any_of(
      flags, [](const Unsupported& lacking) { return !lacking.certain.empty(); });
  std::uint32_t bits = 0;
  std::set<std::size_t> all;
  for (const Unsupported& lacking : flags) {
    const Nodes& blamed = certain ? lacking.certain : lacking.nodes;
    if (!blamed.empty()) bits |= lacking.flag->bit;
    all.insert(blamed.begin(), blamed.end());
  }
  const Nodes nodes(all.begin(), all.end());
  Finding& finding = findings.add(
      attribute.value_at(), "{}: sslFlags={} includes {}, which {} {} not know", site.name().value,
      binding.ssl_flags, ssl_flag_words(bits), node_words(farm, nodes),
      !certain            ? "may"
      : nodes.size() == 1 ? "does"
                          : "do");
  finding.about(about(site, binding)).as(certain ? Severity::Warning : Severity::Note);
  note_flags(finding, farm, attribute.value_at(), flags);
  finding.note(attribute.value_at(),
               "Windows keeps a flag that it does not know and does nothing for it, so the same "
               "client may be answered differently from node to node");
  name_nodes(finding, farm, nodes);
}

void check(const Farm& farm, Findings& findings) {
  const Nodes old = without_attribute(farm);
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      if (!binding.element->has("sslFlags")) continue;
      const std::vector<Unsupported> flags = unsupported(farm, site, binding);
      if (!old.empty())
        report_attribute(farm, site, binding, old, flags, findings);
      else if (!flags.empty())
        report_flags(farm, site, binding, flags, findings);
    }
  }
}

}  // namespace

extern constinit const Rule sslflags_unsupported_on_node{
    .name = "sslflags-unsupported-on-node",
    .severity = Severity::Warning,
    .subject = Subjects::Bindings,
    .summary = "A binding has sslFlags that the Windows of a node does not know.",
    .rationale =
        "All nodes read the same sslFlags, but each does only what its Windows knows: what is "
        "switched off on the new nodes stays on on the old ones, and clients see it on some "
        "requests only. IIS before 8 does not know the attribute at all and refuses the whole "
        "list of sites because of it.",
    .remediation =
        "Bring the nodes to one version of Windows, or leave out the flag until they are. Correct "
        "osBuild in the manifest if the node has been upgraded.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
