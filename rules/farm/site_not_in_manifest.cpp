#include <set>
#include <string_view>

#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  const Manifest& manifest = *farm.manifest;
  if (manifest.sites.empty()) return;
  std::vector<const Site*> unknown;
  for (const Site& site : farm.config.sites)
    if (!site.name().value.empty() && declared(farm, site) == nullptr) unknown.push_back(&site);
  if (unknown.empty()) return;
  // Only a name that the configuration lacks can be the same one written differently.
  std::set<std::string_view, IgnoreCase> names;
  for (const ManifestSite& site : manifest.sites) names.insert(site.name.value);
  for (const Site& site : farm.config.sites) names.erase(site.name().value);
  for (const Site* site : unknown) {
    const Text name = site->name();
    const auto nearest = nearest_name(name.value, names);
    findings
        .add(name.at, "the manifest does not know the site '{}'{}", name.value,
             nearest ? fmt::format("; did you mean '{}'?", *nearest) : "")
        .about(about(*site));
  }
}

}  // namespace

extern constinit const Rule site_not_in_manifest{
    .name = "site-not-in-manifest",
    .severity = Severity::Warning,
    .subject = Subjects::Farm,
    .summary = "The configuration has a site that the manifest does not list.",
    .rationale =
        "Nothing is known about where the site must answer, so a lacking binding goes "
        "unnoticed; usually its name is written differently in the two files.",
    .remediation = "Add the site to the manifest, correct its name, or ignore it with a reason.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
