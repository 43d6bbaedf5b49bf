#include <algorithm>
#include <utility>

#include "lint/config/identity.h"
#include "lint/farm/asp_net.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view section = "system.serviceModel/serviceHostingEnvironment";
constexpr SectionAttribute several{.section = section, .attribute = "multipleSiteBindingsEnabled"};

// The second binding of a scheme.
const Binding* repeated_scheme(const Site& site) {
  const Binding* of_http = nullptr;
  const Binding* of_https = nullptr;
  for (const Binding& binding : site.bindings) {
    if (binding.end_point() == nullptr || binding.scheme == Scheme::Ftp) continue;
    const Binding* const first = std::exchange(binding.https() ? of_https : of_http, &binding);
    if (first != nullptr) return &binding;
  }
  return nullptr;
}

constexpr std::string_view services = "system.serviceModel/services";

bool says(const Farm& farm, const ManagedApplication& application, std::string_view where,
          std::string_view element) {
  const auto places = farm.sections.around(application.path(), where);
  return std::ranges::any_of(
      places, [&](const SectionPlace& place) { return place.section->child(element) != nullptr; });
}

// Whether the application configures services, or the manifest says what the site is made with.
bool hosts_services(const Farm& farm, const ManagedApplication& application) {
  const ManifestSite* const wanted = declared(farm, *application.site);
  const bool said = wanted != nullptr && iequals(wanted->technology.value, "wcf");
  return (said && application.application->path().value == "/") ||
         says(farm, application, services, "service") ||
         says(farm, application, section, "serviceActivations");
}

Fix fix_of(const Farm& farm, const ManagedApplication& application, const Effective& setting) {
  const ApplicationPool* const pool = pool_of(farm.config, *application.application);
  if (pool->layers().value("managedRuntimeVersion").value.starts_with("v2"))
    return {.description =
                "name one address per scheme in system.serviceModel of its web.config: "
                "<serviceHostingEnvironment><baseAddressPrefixFilters><add "
                "prefix=\"http://www.contoso.com\" />…"};
  Fix fix{.description =
              "write to system.serviceModel of its web.config: <serviceHostingEnvironment "
              "multipleSiteBindingsEnabled=\"true\" />"};
  if (setting.written()) fix.edits.push_back({.at = setting.at, .text = "true"});
  return fix;
}

void check(const Farm& farm, Findings& findings) {
  if (!farm.manifest && farm.sections.everywhere(services).empty() &&
      farm.sections.everywhere(section).empty())
    return;
  const AspNetSettings settings(farm);
  for (const ManagedApplication& application : managed_applications(farm)) {
    const Binding* const second = repeated_scheme(*application.site);
    if (second == nullptr || !hosts_services(farm, application)) continue;
    const Effective setting = farm.sections.value(application.path(), several);
    if (setting.is("true") || !settings.knows(application) ||
        settings.hides(application, section) ||
        says(farm, application, section, "baseAddressPrefixFilters"))
      continue;
    Subject subject = about(*application.site, *second);
    subject.path = application.application->path().value;
    Finding& finding = findings.add(
        setting.written() ? setting.at : second->information().at,
        "{} has several {} bindings, but multipleSiteBindingsEnabled is off for the WCF services "
        "of {}",
        application.site->name().value, second->scheme_name(), application.path());
    finding.about(std::move(subject))
        .note(finding.at,
              "they fail with \"This collection already contains an address with scheme {}\"",
              second->scheme_name());
    if (setting.written()) finding.note(second->information().at, "the second binding is here");
    finding.fix(fix_of(farm, application, setting));
  }
}

}  // namespace

extern constinit const Rule wcf_multiple_site_bindings{
    .name = "wcf-multiple-site-bindings",
    .severity = Severity::Warning,
    .subject = Subjects::AspNet,
    .summary = "A WCF site has several bindings of one scheme, which WCF does not expect.",
    .rationale =
        "A farm with dedicated addresses gives a site one binding per node. WCF takes only one "
        "base address per scheme unless it is told otherwise, so services fail on every node as "
        "soon as the second binding is there.",
    .remediation =
        "Set multipleSiteBindingsEnabled to true in system.serviceModel/serviceHostingEnvironment "
        "(.NET 4), or use baseAddressPrefixFilters (.NET 3).",
    .evidence = Evidence::WebConfigs,
    .check = check,
};

}  // namespace farmlint::rules
