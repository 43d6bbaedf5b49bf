#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// The element from its start tag to its end tag.
Location whole(const XmlElement& element) {
  return {element.at.file, element.at.begin, element.end_tag.end};
}

void check(const Farm& farm, Findings& findings) {
  for (const ConfigLocation& location : farm.config.locations) {
    if (!location.element->children().empty() || location.normalized.empty()) continue;
    findings.add(location.element->at, "<location path=\"{}\"> says nothing", location.path.value)
        .about({.object = object_path(*location.element)})
        .fix({.description = "delete it",
              .edits = {{.at = whole(*location.element), .text = ""}},
              .commands = {}});
  }
}

}  // namespace

extern constinit const Rule location_empty{
    .name = "location-empty",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A location says nothing.",
    .rationale =
        "It is left over from a change, or the section that belongs into it was forgotten.",
    .remediation = "Delete it, or add what is missing.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
