#include <map>

#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

struct Heirs {
  const Binding* binding = nullptr;
  std::vector<const Site*> sites;
  std::size_t started = 0;
};

std::string consequence(const Heirs& heirs) {
  if (heirs.sites.size() == 1) return fmt::format("{}", heirs.sites.front()->name().value);
  return fmt::format(
      "{} sites{}", heirs.sites.size(),
      heirs.started > 1 && heirs.binding->web() ? ", of which only one can start" : "");
}

void report(const Heirs& heirs, Findings& findings) {
  const Binding& binding = *heirs.binding;
  Subject subject{.object = object_path(*binding.element)};
  subject.binding = binding.label();
  const bool certain = heirs.started > 1 && binding.web();
  Finding& finding = findings
                         .add(binding.information().at, "siteDefaults gives {} to {}",
                              binding.label(), consequence(heirs))
                         .about(std::move(subject))
                         .as(certain ? Severity::Error : Severity::Warning);
  if (!certain)
    finding.note(
        binding.information().at,
        "the next site that is added without <clear /> inherits it, too, and two web sites "
        "of one end point cannot both start");
  constexpr std::size_t shown = 3;
  for (std::size_t i = 0; i < heirs.sites.size() && i < shown; ++i)
    finding.note(heirs.sites[i]->bindings_at(), "{} inherits it: there is no <clear />",
                 heirs.sites[i]->name().value);
  finding.fix({.description = "delete it from siteDefaults",
               .commands = {appcmd_remove_default_binding(binding.protocol().value,
                                                          binding.information().value)}});
}

void check(const Farm& farm, Findings& findings) {
  std::map<Location, Heirs> all;
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      if (!binding.inherited) continue;
      Heirs& heirs = all[binding.element->at()];
      heirs.binding = &binding;
      heirs.sites.push_back(&site);
      if (site.starts) ++heirs.started;
    }
  }
  for (const auto& [at, heirs] : all) report(heirs, findings);
}

}  // namespace

extern constinit const Rule site_defaults_binding_inherited{
    .name = "site-defaults-binding-inherited",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "siteDefaults has a binding, and sites inherit it.",
    .rationale =
        "Every site without <clear /> in its bindings gets it beside its own. Only one site "
        "can have an end point, so the others are deactivated on every node.",
    .remediation =
        "Delete the binding from siteDefaults, or write <clear /> as the first child of each "
        "site's bindings.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
