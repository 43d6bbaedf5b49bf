#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void offer_no_sni(Finding& finding, const Site& site, const Binding& binding,
                  const XmlAttribute& flags) {
  const std::string without = fmt::format("{}", binding.ssl_flags & ~1U);
  Fix fix{.description = "do without SNI"};
  fix.edits.push_back({.at = flags.value_at(), .text = without});
  if (!binding.inherited)
    fix.commands.push_back(appcmd_set_binding(
        {site.name().value, binding.protocol().value, binding.information().value}, "sslFlags",
        without));
  finding.fix(std::move(fix));
}

void report(const Site& site, const Binding& binding, Findings& findings) {
  const auto flags = binding.element->attribute("sslFlags");
  Finding& finding =
      findings
          .add(binding.information().at,
               "{}: https binding \"{}\" asks for SNI but has no host name", site.name().value,
               binding.information().value)
          .about(about(site, binding))
          .note(binding.information().at,
                "the certificate of an SNI binding belongs into a record of host name and port, "
                "and there is no host name");
  if (!flags) return;
  finding.note(flags->value_at(), "bit 1 of sslFlags is SNI");
  offer_no_sni(finding, site, binding, *flags);
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites)
    for (const Binding& binding : site.bindings)
      if (binding.https() && binding.sni() && binding.end_point() != nullptr &&
          binding.end_point()->host.empty())
        report(site, binding, findings);
}

}  // namespace

extern constinit const Rule sni_without_host{
    .name = "sni-without-host",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "A binding asks for SNI (sslFlags bit 1) but has no host name.",
    .rationale =
        "SNI selects the certificate by the host name of the binding: its record in HTTP.sys "
        "is hostname:port. Without a name there is no such record, on no node, and the "
        "handshake fails.",
    .remediation = "Add the host name, or take bit 1 out of sslFlags.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
