#include <algorithm>

#include "lint/commands.h"
#include "lint/text.h"
#include "rules/bindings/text_faults.h"

namespace farmlint::rules {
namespace {

bool same_text(const Binding& one, const Binding& other) {
  return one.scheme == other.scheme && iequals(one.information().value, other.information().value);
}

void report(const Site& site, const Binding& first, const Binding& second, Findings& findings) {
  const std::string service = second.scheme == Scheme::Ftp ? "the FTP service" : "W3SVC";
  Finding& finding =
      findings
          .add(second.information().at, "{}: \"{}\" and \"{}\" are the same {} end point",
               site.name().value, first.information().value, second.information().value,
               second.scheme_name())
          .about(about(site, second))
          .note(first.information().at, "first bound here");
  if (site.starts)
    finding.note(second.information().at,
                 "the second registration fails, and {} deactivates {} on every node", service,
                 site.name().value);
  if (second.inherited) return;
  finding.fix({.description = "remove the second binding",
               .commands = {appcmd_remove_binding(
                   {site.name().value, second.protocol().value, second.information().value})}});
}

void check_site(const Site& site, Findings& findings) {
  std::vector<const Binding*> bindings;
  for (const Binding& binding : site.bindings)
    if (binding.end_point() != nullptr) bindings.push_back(&binding);
  std::ranges::stable_sort(bindings, [](const Binding* one, const Binding* other) {
    return *one->end_point() < *other->end_point();
  });
  std::size_t first = 0;
  for (std::size_t i = 1; i < bindings.size(); ++i) {
    if (*bindings[i]->end_point() != *bindings[first]->end_point()) {
      first = i;
      continue;
    }
    const auto same = [&](std::size_t k) { return same_text(*bindings[k], *bindings[i]); };
    bool repeated = false;  // as text: then duplicate-collection-key speaks
    for (std::size_t k = first; k < i && !repeated; ++k) repeated = same(k);
    if (!repeated) report(site, *bindings[first], *bindings[i], findings);
  }
}

// Most sites have few bindings, and all of them differ: that is found without sorting.
bool may_repeat(std::span<const Binding> bindings) {
  constexpr std::size_t few = 8;
  if (bindings.size() > few) return true;
  for (std::size_t i = 1; i < bindings.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (bindings[i].text.canonical == bindings[k].text.canonical) return true;
  return false;
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites)
    if (may_repeat(site.bindings)) check_site(site, findings);
}

}  // namespace

extern constinit const Rule binding_duplicate_in_site{
    .name = "binding-duplicate-in-site",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "Two bindings of one site are different texts for the same end point.",
    .rationale =
        "\":80:\", \"*:80:\" and \"0.0.0.0:80:\" are one address, and letter case or the spelling "
        "of an IPv6 address makes no difference. The file loads, but the second registration "
        "fails and the site is deactivated on every node.",
    .remediation = "Remove one of the two.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
