#include <algorithm>

#include "lint/edits.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// appcmd leaves the group behind when it clears the last section.
bool is_empty_group(const XmlElement& element) {
  return element.name().starts_with("system.") && element.children().empty();
}

void check(const Farm& farm, Findings& findings) {
  for (const ConfigLocation& location : farm.config.locations) {
    const XmlElement& element = *location.element;
    if (!std::ranges::all_of(element.children(), is_empty_group)) continue;
    Subject subject{.object = object_path(element)};
    const Site* const site = farm.config.site(location.site());
    if (site != nullptr) subject.site = site->name().value;
    findings
        .add(element.at(),
             "<location path=\"{}\"> has no section in it: it does nothing, or what it was made "
             "for got lost",
             location.path().value)
        .about(std::move(subject))
        .fix({.description = "delete it",
              .edits = {remove_element(*farm.sources, element)},
              .commands = {}});
  }
}

}  // namespace

extern constinit const Rule location_empty{
    .name = "location-empty",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A location has no section in it.",
    .rationale =
        "It is left over from a change, or the section that belongs into it was forgotten.",
    .remediation = "Delete it, or add what is missing.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
