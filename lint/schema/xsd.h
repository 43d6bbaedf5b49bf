// The schema as an XSD 1.0: for Xerces, for xmllint, and for the completion of any editor.
#pragma once

#include <string>

#include "lint/schema/schema_model.h"

namespace farmlint {

// Shaped for speed in Xerces: no identity constraints and no pattern for flags (they cost as much
// as all the rest), the lock attributes behind a strict wildcard, no defaults, the element types
// that occur most declared last. What it lets pass is for check_configuration to find; what it
// refuses only for the letter case of a value is legal.
std::string to_xsd(const SchemaModel& model);

}  // namespace farmlint
