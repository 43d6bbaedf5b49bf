#include <algorithm>
#include <set>

#include "lint/config/sections.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  const auto sections = application_host_sections(*farm.config.root, "listenerAdapters");
  if (sections.empty()) return;
  std::set<std::string_view, IgnoreCase> adapters;
  for (const XmlElement* section : sections)
    for (const XmlElement& child : section->children()) adapters.insert(child.value("name").value);
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      if (binding.web() || binding.scheme.empty() || adapters.contains(binding.scheme)) continue;
      const auto nearest = nearest_name(binding.scheme, adapters);
      findings
          .add(binding.protocol.at,
               "{} has a binding for \"{}\", but no listener adapter serves it{}", site.name.value,
               binding.protocol.value,
               nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : std::string())
          .about(about(site, binding))
          .note(sections.front()->at, "the listener adapters are here");
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
        "msmq) on every node, or correct the protocol.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
