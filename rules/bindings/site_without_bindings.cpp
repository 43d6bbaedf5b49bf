#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.bindings.empty() || farm.doubts.of_bindings(site)) continue;
    Subject subject = about(site);
    subject.object += "/bindings";
    findings
        .add(site.bindings_at(), "site \"{}\" has no binding, so no request can reach it",
             site.name().value)
        .about(std::move(subject));
  }
}

}  // namespace

extern constinit const Rule site_without_bindings{
    .name = "site-without-bindings",
    .severity = Severity::Warning,
    .subject = Subjects::Bindings,
    .summary = "A site has no binding.",
    .rationale =
        "It can be started, but nothing can ever reach it. Often its bindings were moved to "
        "another site and the site was forgotten.",
    .remediation = "Add a binding, or delete the site.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
