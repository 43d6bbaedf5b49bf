#include "lint/commands.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const Site& site : farm.config.sites) {
    if (site.starts || !told.first(site.starts_at())) continue;
    const bool own = site.layers().value("serverAutoStart").origin == Origin::Own;
    findings
        .add(site.starts_at(),
             "{}{} does not start by itself: after a restart of any node it is down there",
             site.name().value, own ? "" : ", like each site that inherits this from siteDefaults,")
        .about(about(site))
        .note(site.starts_at(), "what somebody started or stopped by hand is not in the file")
        .fix({.description = "start the site",
              .edits = {},
              .commands = {appcmd_set_site(site.name().value, "serverAutoStart", "true")}});
  }
}

}  // namespace

extern constinit const Rule site_autostart_off{
    .name = "site-autostart-off",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A site does not start by itself.",
    .rationale =
        "The setting counts for all nodes. After a restart of one of them the site is down there, "
        "even if somebody had started it by hand.",
    .remediation = "Set serverAutoStart to true, or delete the site.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
