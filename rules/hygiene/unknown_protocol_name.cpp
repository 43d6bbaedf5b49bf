#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

void report(const Site& site, const Binding& binding, std::string_view meant, Findings& findings) {
  const std::string_view written = binding.protocol().value;
  const std::string whose = binding.inherited ? "siteDefaults" : std::string(site.name().value);
  Finding& finding = findings.add(binding.protocol().at, "{} writes the protocol {} as \"{}\"",
                                  whose, meant, written);
  finding.about(about(site, binding))
      .note(binding.protocol().at, "not everything that looks for {} finds this binding", meant);
  Fix fix{.description = fmt::format("write {}", meant)};
  fix.edits.push_back({.at = binding.protocol().at, .text = std::string(meant)});
  if (!binding.inherited)
    fix.commands.push_back(appcmd_set_binding(
        {site.name().value, written, binding.information().value}, "protocol", meant));
  finding.fix(std::move(fix));
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      const Text written = binding.protocol();
      // Blanks around it hide a protocol that IIS comes with.
      const std::string_view meant = to_string(
          binding.scheme != Scheme::Other ? binding.scheme : known_scheme(trim(written.value)));
      if (meant.empty() || same_text(meant, written.value)) continue;
      if (told.first(written.at)) report(site, binding, meant, findings);
    }
  }
}

}  // namespace

extern constinit const Rule unknown_protocol_name{
    .name = "unknown-protocol-name",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A protocol is written in another way than IIS does.",
    .rationale =
        "Not every part of IIS and not every script ignores letter case and blanks in the name of "
        "a protocol, so the binding may work here and be missed there.",
    .remediation = "Write it in lower case, without blanks.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
