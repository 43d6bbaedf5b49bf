// The schema check finds and words what is wrong with a file; the rules of this folder report it,
// one kind each.
#pragma once

#include "lint/rule.h"

namespace farmlint::rules {

void report_schema_problems(const Farm& farm, SchemaFault fault, Findings& findings);

}  // namespace farmlint::rules
