#include <algorithm>

#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

const Binding* catch_all(const Site& site) {
  const auto found = std::ranges::find_if(site.bindings, [](const Binding& binding) {
    const EndPoint* const end_point = binding.end_point();
    return end_point != nullptr && binding.scheme != "ftp" && end_point->address.any &&
           end_point->host.empty() && (end_point->port == 80 || end_point->port == 443);
  });
  return found == site.bindings.end() ? nullptr : &*found;
}

bool uses_hosts(const Site& site) {
  return site.starts && std::ranges::any_of(site.bindings, [](const Binding& binding) {
           return binding.end_point() != nullptr && !binding.end_point()->host.empty();
         });
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const bool standard = site.id.value == "1" || iequals(site.name.value, "Default Web Site");
    const Binding* const binding = standard && site.starts ? catch_all(site) : nullptr;
    if (binding == nullptr) continue;
    const bool others = std::ranges::any_of(
        farm.config.sites, [&](const Site& other) { return &other != &site && uses_hosts(other); });
    if (!others) continue;
    findings
        .add(binding->information.at, "{} answers every host name that no other site has",
             site.name.value)
        .about(about(site, *binding));
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
