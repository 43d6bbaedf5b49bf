#include <set>
#include <string_view>

#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  if (farm.doubts.of_sites()) return;
  std::vector<Text> missing;
  for (const ManifestSite& site : farm.manifest->sites)
    if (!site.name.value.empty() && farm.config.site(site.name.value) == nullptr)
      missing.push_back(site.name);
  if (missing.empty()) return;
  // Only a name that the manifest lacks can be the same one written differently.
  std::set<std::string_view, IgnoreCase> undeclared;
  for (const Site& site : farm.config.sites) undeclared.insert(site.name().value);
  for (const ManifestSite& site : farm.manifest->sites) undeclared.erase(site.name.value);
  for (const Text& name : missing) {
    const auto nearest = nearest_name(name.value, undeclared);
    Subject subject;
    subject.object = fmt::format("farm/site[{}]", name.value);
    subject.site = name.value;
    Finding& finding = findings
                           .add(name.at, "the configuration has no site '{}'{}", name.value,
                                nearest ? fmt::format("; did you mean '{}'?", *nearest) : "")
                           .about(subject);
    if (!nearest)
      finding.fix(
          {.description = "add the site", .edits = {}, .commands = {appcmd_add_site(name.value)}});
  }
}

}  // namespace

extern constinit const Rule manifest_site_not_in_config{
    .name = "manifest-site-not-in-config",
    .severity = Severity::Error,
    .subject = Subjects::Farm,
    .summary = "The manifest lists a site that the configuration does not have.",
    .rationale =
        "No node serves the site, and everything the manifest says about it goes "
        "unchecked; usually its name is written differently in the two files.",
    .remediation = "Add the site to the configuration, or correct or remove it in the manifest.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
