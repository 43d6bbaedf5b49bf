#include <algorithm>
#include <set>

#include "lint/commands.h"
#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Protocols = std::set<std::string, std::less<>>;

// "http" stands for https, too; the word https is a fault of its own.
Protocols enabled(const Site& site) {
  Protocols protocols;
  for (const Application& application : site.applications)
    for (const std::string_view word :
         comma_list(application.layers.value("enabledProtocols").value))
      protocols.insert(iequals(word, "https") ? "http" : lower(word));
  return protocols;
}

// FTP needs no application; the installer of WCF activation leaves bindings that nobody enables.
bool concerns(const Binding& binding) {
  return binding.scheme != "ftp" && !binding.scheme.starts_with("net.") &&
         !binding.scheme.starts_with("msmq.");
}

void report(const Site& site, const Binding& binding, std::string_view protocol,
            Findings& findings) {
  findings
      .add(binding.protocol.at, "{} has a binding for {}, but no application of it enables {}",
           site.name.value, binding.scheme, protocol)
      .about(about(site, binding))
      .note(binding.protocol.at, "requests that arrive there are not served, on no node")
      .fix({.description = fmt::format("enable {}", protocol),
            .edits = {},
            .commands = {
                appcmd_set_application(site.name.value, "/", "enabledProtocols", protocol)}});
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (site.applications.empty() || farm.doubts.of_applications(site)) continue;
    const Protocols protocols = enabled(site);
    Protocols told;
    for (const Binding& binding : site.bindings) {
      const std::string protocol = binding.https() ? "http" : binding.scheme;
      if (!concerns(binding) || protocols.contains(protocol)) continue;
      if (told.insert(protocol).second) report(site, binding, protocol, findings);
    }
  }
}

}  // namespace

extern constinit const Rule binding_protocol_not_enabled{
    .name = "binding-protocol-not-enabled",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "A site has a binding for a protocol that none of its applications enables.",
    .rationale =
        "WAS starts an application only for the protocols in enabledProtocols. The binding is "
        "there, connections arrive, and nothing serves them.",
    .remediation =
        "Add the protocol to enabledProtocols of the application (http stands for https, too), or "
        "remove the binding.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
