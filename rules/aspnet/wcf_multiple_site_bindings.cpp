#include <algorithm>
#include <map>

#include "lint/rule.h"
#include "lint/text.h"
#include "rules/aspnet/asp_net.h"

namespace farmlint::rules {
namespace {

// The <serviceHostingEnvironment> that counts for a site, and whether a web.config was there at
// all.
struct Hosting {
  bool known = false;
  bool services = false;
  bool several = false;
  Location at;
};

void read(const Document& document, Hosting& hosting) {
  hosting.known = true;
  const XmlElement* const model = document.xml.root().child("system.serviceModel");
  if (model == nullptr) return;
  hosting.services = hosting.services || model->child("services") != nullptr;
  const XmlElement* const environment = model->child("serviceHostingEnvironment");
  if (environment == nullptr) return;
  const XmlAttribute* const several = environment->attribute("multipleSiteBindingsEnabled");
  // The other way to choose one address, of .NET 3.
  const bool filtered = environment->child("baseAddressPrefixFilters") != nullptr;
  if (several != nullptr) hosting.several = iequals(several->value, "true");
  hosting.several = hosting.several || filtered;
  hosting.at = environment->at;
}

Hosting hosting_of(const Farm& farm, const Site& site) {
  Hosting hosting;
  for (const Document& document : farm.documents)
    if (document.kind == ConfigKind::WebConfig && document.xml.readable() &&
        (document.location.empty() || iequals(document.location, site.name.value)))
      read(document, hosting);
  return hosting;
}

// A scheme with two bindings or more.
const Binding* repeated_scheme(const Site& site) {
  std::map<std::string_view, int> counts;
  for (const Binding& binding : site.bindings)
    if ((binding.scheme == "http" || binding.https()) && ++counts[binding.scheme] == 2)
      return &binding;
  return nullptr;
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const Binding* const second = repeated_scheme(site);
    if (second == nullptr) continue;
    const ManifestSite* const wanted = declared(farm, site);
    const bool said = wanted != nullptr && iequals(wanted->technology.value, "wcf");
    const Hosting hosting = hosting_of(farm, site);
    if (!hosting.known || hosting.several || (!said && !hosting.services)) continue;
    Finding& finding = findings.add(
        second->information.at,
        "{} hosts WCF services and has several {} bindings, but multipleSiteBindingsEnabled is off",
        site.name.value, second->scheme);
    finding.about(about(site, *second))
        .note(second->information.at,
              "services fail with \"This collection already contains an "
              "address with scheme {}\"",
              second->scheme);
    if (hosting.at != Location{}) finding.note(hosting.at, "the setting belongs here");
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
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
