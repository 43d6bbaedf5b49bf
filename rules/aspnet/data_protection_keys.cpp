#include <set>

#include "lint/config/identity.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2) return;
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    if (!site.starts || (wanted != nullptr && wanted->stateless)) continue;
    for (const Application& application : site.applications) {
      const std::string path = fmt::format("{}{}", site.name.value, application.path.value);
      const auto places = farm.sections.around(path, "system.webServer/aspNetCore");
      if (places.empty()) continue;
      findings
          .add(places.front().section->at,
               "{} is an ASP.NET Core application on several nodes: do they share its data "
               "protection keys?",
               path)
          .about(about(site, application))
          .note(places.front().section->at,
                "if not, cookies and tokens of one node are refused by the others (\"key not found "
                "in the key ring\")");
    }
  }
}

}  // namespace

extern constinit const Rule data_protection_keys{
    .name = "data-protection-keys",
    .severity = Severity::Note,
    .subject = Subjects::AspNet,
    .summary = "An ASP.NET Core application runs on several nodes.",
    .rationale =
        "ASP.NET Core keeps its data protection keys in the profile or the registry of one machine "
        "unless the application says otherwise, and the configuration does not show what it says. "
        "Keys that are not shared log users off at random.",
    .remediation =
        "Persist the keys to a place that all nodes share, and mark the site as stateless or "
        "ignore this once it is so.",
    .evidence = Evidence::Manifest,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
