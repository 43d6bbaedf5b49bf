#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "lint/commands.h"
#include "lint/config/items.h"
#include "lint/config/sections.h"
#include "lint/config/setting.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Protocols = std::set<std::string, std::less<>>;

// "http" stands for https, too; the word https is a fault of its own.
bool enables(const Site& site, std::string_view protocol, Setting& enabled_protocols) {
  return std::ranges::any_of(site.applications, [&](const Application& application) {
    const Effective list = enabled_protocols.of(application);
    // The folder of a server's schema may leave the default out.
    if (list.origin == Origin::None) return protocol == "http";
    return lists(list.value, protocol) || (protocol == "http" && lists(list.value, "https"));
  });
}

// What WAS listens for. FTP needs no application, hence no adapter; what else has none is a fault
// of its own.
Protocols adapters(const Farm& farm) {
  Protocols protocols{"http"};
  for (const XmlElement* section : application_host_sections(farm.config, "listenerAdapters"))
    for (const XmlElement& adapter : section->children())
      protocols.insert(lower(adapter.value("name").value));
  return protocols;
}

// The installer of WCF activation leaves bindings for these that no application needs.
bool from_wcf_activation(const Binding& binding) {
  const std::string_view scheme = binding.scheme_name();
  return scheme.starts_with("net.") || scheme.starts_with("msmq.");
}

Fix enable(const Site& site, const Application& application, const Effective& protocols,
           std::string_view protocol) {
  const std::string list = trim(protocols.value).empty()
                               ? std::string(protocol)
                               : fmt::format("{},{}", protocols.value, protocol);
  Fix fix{.description = fmt::format("enable {}", protocol)};
  if (protocols.origin == Origin::Own) fix.edits.push_back({.at = protocols.at, .text = list});
  fix.commands.push_back(appcmd_set_application(site.name().value, application.path().value,
                                                "enabledProtocols", list));
  return fix;
}

void report(const Site& site, const Binding& binding, std::string_view protocol,
            Findings& findings) {
  const auto root = std::ranges::find(site.applications, "/", [](const Application& application) {
    return application.path().value;
  });
  const Application& application =
      root == site.applications.end() ? site.applications.front() : *root;
  const Effective protocols = application.layers().value("enabledProtocols");
  Finding& finding = findings.add(binding.protocol().at,
                                  "{} has {} bindings, but none of its applications enables {}",
                                  site.name().value, binding.scheme_name(), protocol);
  finding.about(about(site, binding))
      .note(protocols.at, "{}{} enables \"{}\"", site.name().value, application.path().value,
            protocols.value)
      .fix(enable(site, application, protocols, protocol));
  if (from_wcf_activation(binding))
    finding.as(Severity::Note).only_on_demand();
  else
    finding.note(binding.protocol().at, "what arrives there is served on no node");
}

void check_site(const Site& site, const Protocols& known, Setting& enabled_protocols,
                Findings& findings) {
  std::vector<std::string_view> reported;
  std::string_view last;
  for (const Binding& binding : site.bindings) {
    const std::string_view protocol = binding.https() ? "http" : binding.scheme_name();
    if (same_text(protocol, last)) continue;
    last = protocol;
    if (enables(site, protocol, enabled_protocols) || !known.contains(protocol)) continue;
    if (std::ranges::find(reported, protocol) != reported.end()) continue;
    reported.push_back(protocol);
    report(site, binding, protocol, findings);
  }
}

void check(const Farm& farm, Findings& findings) {
  const Protocols known = adapters(farm);
  Setting enabled_protocols("enabledProtocols");
  for (const Site& site : farm.config.sites)
    if (!site.applications.empty() && !farm.doubts.of_applications(site))
      check_site(site, known, enabled_protocols, findings);
}

}  // namespace

extern constinit const Rule binding_protocol_not_enabled{
    .name = "binding-protocol-not-enabled",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "A site has a binding for a protocol that none of its applications enables.",
    .rationale =
        "WAS starts an application only for the protocols in enabledProtocols. The binding is "
        "there, connections arrive, and nothing serves them. Bindings for net.tcp, net.pipe and "
        "msmq come with WCF activation whether a site needs them or not: about these there is a "
        "note, on demand.",
    .remediation =
        "Add the protocol to enabledProtocols of the application (http stands for https, too), or "
        "remove the binding.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
