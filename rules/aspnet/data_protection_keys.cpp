#include <set>

#include "lint/config/identity.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// Where the keys lie unless the code says otherwise. Nothing for the profile of an account, which
// may follow it from node to node.
std::optional<std::string_view> place_of_keys(const ApplicationPool& pool) {
  if (!pool.layers().value("loadUserProfile", "processModel").is("true")) return "registry";
  if (identity_of(pool).kind == Identity::SpecificUser) return {};
  return "user profile";
}

void check(const Farm& farm, Findings& findings) {
  std::set<Location> told;
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    const std::size_t nodes = nodes_of(farm, site).size();
    if (!site.starts || nodes < 2 || (wanted != nullptr && wanted->stateless)) continue;
    for (const Application& application : site.applications) {
      const ApplicationPool* const pool = pool_of(farm.config, application);
      const std::string path = fmt::format("{}{}", site.name().value, application.path().value);
      const auto places = farm.sections.around(path, "system.webServer/aspNetCore");
      const auto keys = pool == nullptr ? std::nullopt : place_of_keys(*pool);
      // An application below inherits the section, whatever it is made with.
      if (!keys || places.empty() || !told.insert(places.front().section->at()).second) continue;
      findings
          .add(places.front().section->at(),
               "{} is an ASP.NET Core application on {} nodes: unless its code says otherwise, its "
               "data protection keys lie in the {} of each node",
               path, nodes, *keys)
          .about(about(site, application))
          .note(places.front().section->at(),
                "then each node refuses the cookies and tokens of the others: \"The key was not "
                "found in the key ring\"")
          .fix({.description = "keep the keys on a share or in a database "
                               "(PersistKeysToFileSystem), then ignore this for the application"});
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
