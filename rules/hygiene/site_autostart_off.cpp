#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (site.starts) continue;
    findings.add(site.starts_at, "{} does not start by itself, on no node", site.name.value)
        .about(about(site))
        .note(site.starts_at,
              "whether somebody started or stopped a site by hand is not in the file");
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
