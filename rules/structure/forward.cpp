#include "rules/structure/forward.h"

namespace farmlint::rules {

void report_schema_problems(const Farm& farm, SchemaFault fault, Findings& findings) {
  for (const Document& document : farm.documents) {
    const auto left_out = document.schema.left_out.find(fault);
    if (left_out != document.schema.left_out.end()) findings.leave_out(left_out->second);
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
