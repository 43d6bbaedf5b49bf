#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/bindings/bound.h"

namespace farmlint::rules {
namespace {

// Sites of one name are a duplicate key, which takes all sites down before this could show.
bool meet(const Farm& farm, const Bound& one, const Bound& other) {
  return !iequals(one.site->name().value, other.site->name().value) &&
         !alternates(farm, *one.site, *other.site) &&
         live_together(farm, *one.binding, *other.binding);
}

void report(const Farm& farm, const Bound& first, const Bound& second, Findings& findings) {
  const bool latent = !first.site->starts || !second.site->starts;
  const std::string_view name = second.site->name().value;
  Finding& finding =
      findings
          .add(second.binding->information().at, "{} and {} both bind {} {}; {}",
               first.site->name().value, name, second.binding->scheme_name(),
               second.end_point().information(),
               latent ? "they cannot run at the same time" : "only one of them can start")
          .about(about(*second.site, *second.binding))
          .note(first.binding->information().at, "{} binds it here", first.site->name().value);
  if (latent)
    finding.note((first.site->starts ? second : first).site->starts_at(),
                 "this site does not start automatically, so it shows when somebody starts it");
  else
    finding.note(second.binding->information().at,
                 "which one stays down may differ from node to node{}",
                 second.binding->scheme == Scheme::Ftp ? "" : " (W3SVC, event 1007)");
  if (latent || farm.config.iis_express) finding.as(Severity::Note);
  if (second.binding->inherited) return;
  finding.fix({.description = fmt::format("remove the binding from {}", name),
               .commands = {appcmd_remove_binding({name, second.binding->protocol().value,
                                                   second.binding->information().value})}});
}

// The first of the earlier sites that a site is in conflict with, one that starts before others.
const Bound* opponent(const Farm& farm, const std::vector<Bound>& earlier, const Bound& bound) {
  const Bound* found = nullptr;
  for (const Bound& other : earlier) {
    if (!other.site->starts && (found != nullptr || !bound.site->starts)) continue;
    if (!meet(farm, other, bound)) continue;
    if (other.site->starts) return &other;
    found = &other;
  }
  return found;
}

// All bindings of one end point, in the order of the file.
void check_end_point(const Farm& farm, std::span<const Bound> all, Findings& findings) {
  std::vector<Bound> earlier;
  for (const Bound& bound : all) {
    if (!earlier.empty() && earlier.back().site == bound.site) continue;
    if (const Bound* other = opponent(farm, earlier, bound)) report(farm, *other, bound, findings);
    earlier.push_back(bound);
  }
}

void check(const Farm& farm, Findings& findings) {
  const auto each = [&](const auto& take) {
    for (const Site& site : farm.config.sites)
      for (const Binding& binding : site.bindings)
        if (binding.end_point() != nullptr)
          take(Bound{&site, &binding, hash_of(*binding.end_point())});
  };
  visit_shared(farm.config, each, &Bound::end_point,
               [&](std::span<const Bound> bindings) { check_end_point(farm, bindings, findings); });
}

}  // namespace

extern constinit const Rule binding_conflict_between_sites{
    .name = "binding-conflict-between-sites",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "Two sites bind the same end point.",
    .rationale =
        "HTTP.sys gives an end point to one site only; the other one is deactivated (W3SVC, "
        "event 1007). All nodes read the same file, so it happens on each of them, and which "
        "site loses depends on the order in which they start.",
    .remediation =
        "Give one of them another address, port or host name, or say in the manifest that the"
        " sites are alternates of each other.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
