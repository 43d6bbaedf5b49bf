#include <set>

#include "lint/commands.h"
#include "lint/config/sections.h"
#include "lint/config/setting.h"
#include "lint/edits.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

// Their names compare with letter case.
std::set<std::string_view> providers(const Farm& farm) {
  std::set<std::string_view> names;
  for (const XmlElement* section :
       application_host_sections(farm.config, "serviceAutoStartProviders"))
    for (const XmlElement& child : section->children())
      if (child.name() == "add") names.insert(child.value("name").value);
  return names;
}

void report(const Site& site, const Application& application, const Effective& provider,
            const std::optional<std::string_view>& nearest, Findings& findings) {
  Finding& finding =
      findings.add(provider.at, "{} starts with the provider \"{}\", which is not defined{}",
                   whose(site, application, provider), provider.value,
                   nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : std::string());
  finding.about(about(site, application))
      .note(provider.at, "no node starts it early, so the first user of each waits");
  if (nearest && provider.origin == Origin::Own)
    finding.fix({.description = fmt::format("use \"{}\"", *nearest),
                 .edits = {{.at = provider.at, .text = attribute_text(*nearest)}},
                 .commands = {appcmd_set_application(site.name().value, application.path().value,
                                                     "serviceAutoStartProvider", *nearest)}});
}

void check(const Farm& farm, Findings& findings) {
  // Their section may be there under a misspelt name.
  if (farm.doubts.of_sites()) return;
  const std::set<std::string_view> known = providers(farm);
  Told told;
  Setting enabled("serviceAutoStartEnabled");
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      if (!enabled.of(application).is("true")) continue;
      const Effective provider = application.layers().value("serviceAutoStartProvider");
      // Without a name nobody is asked to warm it up.
      if (provider.value.empty() || known.contains(provider.value)) continue;
      if (told.first(provider.at))
        report(site, application, provider, nearest_name(provider.value, known), findings);
    }
  }
}

}  // namespace

extern constinit const Rule service_auto_start_provider_undefined{
    .name = "service-auto-start-provider-undefined",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "An application starts with a provider that is not defined.",
    .rationale =
        "The provider that warms the application up is looked for by name, with letter case, in "
        "serviceAutoStartProviders. Without it the application is not started early on any node, "
        "and WAS logs an error at each start.",
    .remediation =
        "Add the provider to system.applicationHost/serviceAutoStartProviders, or correct the "
        "name.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
