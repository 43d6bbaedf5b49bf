#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

std::string_view parent_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

void check_place(const Farm& farm, const SectionPlace& place, std::string_view section,
                 Findings& findings) {
  for (const XmlAttribute& attribute : place.section->attributes) {
    const Effective inherited = farm.sections.value(
        parent_of(place.path), {.section = section, .attribute = attribute.name});
    if (inherited.origin == Origin::None || !iequals(inherited.value, attribute.value)) continue;
    findings
        .add(attribute.value_at, "{} repeats what {} inherits anyway", attribute.name, place.path)
        .about({.object = object_path(*place.section)})
        .note(inherited.at, "the value comes from here");
  }
}

void check(const Farm& farm, Findings& findings) {
  for (const SectionDeclaration& declaration : farm.config.declarations)
    for (const SectionPlace& place : farm.sections.everywhere(declaration.path))
      if (!place.path.empty()) check_place(farm, place, declaration.path, findings);
}

}  // namespace

extern constinit const Rule duplicate_physical_config{
    .name = "duplicate-physical-config",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A location repeats a value that it inherits.",
    .rationale =
        "What is written twice is changed once: the location keeps the old value when somebody "
        "changes the one above.",
    .remediation = "Delete the attribute, unless it is there to survive such a change.",
    .evidence = Evidence::Config,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
