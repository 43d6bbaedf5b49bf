#include <array>
#include <set>

#include "lint/commands.h"
#include "lint/config/sections.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Names = std::set<std::string_view, IgnoreCase>;

// A known protocol that was meant, HTTP.sys's and FTP's own included.
std::optional<std::string_view> meant(const Binding& binding, const Names& adapters) {
  constexpr std::array<std::string_view, 3> built_in{"http", "https", "ftp"};
  NearestName nearest(binding.scheme_name());
  for (const std::string_view name : built_in) nearest.offer(name);
  for (const std::string_view name : adapters) nearest.offer(name);
  return nearest.best();
}

void report(const Site& site, const Binding& binding, const Names& adapters,
            const Location& section, Findings& findings) {
  const auto nearest = meant(binding, adapters);
  Finding& finding = findings.add(
      binding.protocol().at, "{} has a binding for \"{}\", but no listener adapter serves it{}",
      site.name().value, binding.protocol().value,
      nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : std::string());
  finding.about(about(site, binding))
      .note(binding.protocol().at, "nothing listens for it, on no node")
      .note(section, "the listener adapters are here");
  const BindingKey key{.site = site.name().value,
                       .protocol = binding.protocol().value,
                       .information = binding.information().value};
  if (nearest) {
    finding.fix({.description = fmt::format("write {}", *nearest),
                 .edits = {{.at = binding.protocol().at, .text = std::string(*nearest)}},
                 .commands = {appcmd_set_binding(key, "protocol", *nearest)}});
  } else if (!binding.inherited) {
    finding.fix({.description = "remove the binding, if the feature behind it is gone",
                 .commands = {appcmd_remove_binding(key)}});
  }
}

void check(const Farm& farm, Findings& findings) {
  const auto sections = application_host_sections(farm.config, "listenerAdapters");
  if (sections.empty()) return;
  Names adapters;
  for (const XmlElement* section : sections)
    for (const XmlElement& child : section->children()) adapters.insert(child.value("name").value);
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      if (binding.web()) continue;
      const std::string_view scheme = binding.scheme_name();
      if (scheme.empty() || adapters.contains(scheme)) continue;
      report(site, binding, adapters, sections.front()->at(), findings);
    }
  }
}

}  // namespace

extern constinit const Rule binding_protocol_without_adapter{
    .name = "binding-protocol-without-adapter",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "A binding names a protocol that no listener adapter serves.",
    .rationale =
        "WAS hears of requests from listener adapters. For a protocol without one nothing listens, "
        "on no node.",
    .remediation =
        "Install the feature that brings the adapter (WCF activation for net.tcp, net.pipe and "
        "msmq) on every node, or correct the protocol, or remove the binding.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
