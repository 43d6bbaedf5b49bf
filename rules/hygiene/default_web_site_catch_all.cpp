#include <algorithm>

#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool is_catch_all(const Binding& binding) {
  const EndPoint* const end_point = binding.end_point();
  return end_point != nullptr && end_point->address.any && end_point->host.empty() &&
         (end_point->port == 80 || end_point->port == 443);
}

bool uses_hosts(const Site& site) {
  return site.starts && std::ranges::any_of(site.bindings, [](const Binding& binding) {
           return binding.end_point() != nullptr && !binding.end_point()->host.empty();
         });
}

void report(const Site& site, const Binding& binding, Findings& findings) {
  Finding& finding = findings.add(
      binding.information().at,
      "{} answers requests for every host name that no other site has on port {}, so nobody "
      "notices when a binding is missing",
      site.name().value, binding.end_point()->port);
  finding.about(about(site, binding));
  if (!binding.inherited)
    finding.fix(
        {.description = "give the binding a host name",
         .edits = {},
         .commands = {appcmd_set_binding(
             {site.name().value, binding.protocol().value, binding.information().value},
             "bindingInformation", fmt::format("*:{}:<host>", binding.end_point()->port))}});
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const bool standard = site.id().value == "1" || iequals(site.name().value, "Default Web Site");
    if (!standard || !site.starts) continue;
    const bool others = std::ranges::any_of(
        farm.config.sites, [&](const Site& other) { return &other != &site && uses_hosts(other); });
    if (!others) continue;
    for (const Binding& binding : site.bindings)
      if (is_catch_all(binding)) report(site, binding, findings);
  }
}

}  // namespace

extern constinit const Rule default_web_site_catch_all{
    .name = "default-web-site-catch-all",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "The default site answers all unknown host names.",
    .rationale =
        "A typo in a host name, a stale DNS entry or a scanner reaches the default site instead of "
        "an error, and nobody notices that a binding is missing.",
    .remediation = "Stop the site, or give its binding a host name.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
