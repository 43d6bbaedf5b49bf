#include "rules/structure/forward.h"

#include "lint/text.h"

namespace farmlint::rules {
namespace {

// Whom a mistake in an element concerns: the site or the pool that it stands in.
Subject about(const XmlElement& element) {
  Subject subject{.object = object_path(element)};
  if (element.name == "binding")
    subject.binding = fmt::format("{} {}", lower(element.value("protocol").value),
                                  element.value("bindingInformation").value);
  for (const XmlElement* at = &element; at != nullptr; at = at->parent()) {
    const XmlElement* parent = at->parent();
    if (parent == nullptr) break;
    if (at->name == "site" && parent->name == "sites") subject.site = at->value("name").value;
    if (at->name == "add" && parent->name == "applicationPools")
      subject.pool = at->value("name").value;
    if (at->name == "application") subject.path = at->value("path").value;
  }
  return subject;
}

}  // namespace

void report_schema_problems(const Farm& farm, SchemaFault fault, Findings& findings) {
  for (const Document& document : farm.documents) {
    for (const SchemaProblem& problem : document.schema.problems) {
      if (problem.fault != fault) continue;
      Finding& finding = findings.add_text(problem.at, problem.message).as(problem.level);
      if (problem.element != nullptr) finding.about(about(*problem.element));
      finding.notes = problem.notes;
      finding.fixes = problem.fixes;
    }
  }
}

}  // namespace farmlint::rules
