#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const ManifestSite* const wanted = declared(farm, site);
    if (wanted == nullptr || wanted->at.empty()) continue;
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point == nullptr || !end_point->address.any) continue;
      findings
          .add(binding.information.at,
               "{} has addresses of its own, but {} {} answers on all of them", site.name.value,
               binding.scheme, binding.information.value)
          .about(about(site, binding))
          .note(wanted->at.front().element->at, "its first address is dedicated here")
          .note(binding.information.at,
                binding.https() && !binding.sni() && !binding.central_store()
                    ? "and the certificate record 0.0.0.0 serves every address without a record"
                    : "so requests to the addresses of other sites can reach it");
    }
  }
}

}  // namespace

extern constinit const Rule binding_any_on_dedicated{
    .name = "binding-any-on-dedicated",
    .severity = Severity::Note,
    .subject = Subjects::Farm,
    .summary = "A site with dedicated addresses binds any address.",
    .rationale =
        "Dedicated addresses keep sites apart. A binding to any address works, but it also answers "
        "where another site is meant to, and without SNI its certificate is the one of the whole "
        "node.",
    .remediation = "Bind the dedicated address of each node instead.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
