#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void report(const Site& site, const Binding& binding, Findings& findings) {
  Finding& finding =
      findings
          .add(binding.information().at,
               "{}: https binding \"{}\" uses the central certificate store but has no host name",
               site.name().value, binding.information().value)
          .about(about(site, binding))
          .note(binding.information().at,
                "the store finds a certificate by its file name, which is the host name");
  const auto flags = binding.element->attribute("sslFlags");
  if (flags) finding.note(flags->value_at(), "bit 2 of sslFlags is the central store");
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites)
    for (const Binding& binding : site.bindings)
      if (binding.https() && binding.central_store() && binding.end_point() != nullptr &&
          binding.end_point()->host.empty())
        report(site, binding, findings);
}

}  // namespace

extern constinit const Rule ccs_without_host{
    .name = "ccs-without-host",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary =
        "A binding uses the central certificate store (sslFlags bit 2) but has no host name.",
    .rationale =
        "The store holds one file per host name. Without a name no certificate can be found, "
        "and the handshake fails on every node.",
    .remediation =
        "Add the host name, or take bit 2 out of sslFlags and give the address a certificate "
        "of its own.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
