// What Xerces refuses and the schema check has no words for. Two judges of one schema should agree;
// where they do not, nothing may be lost.
#pragma once

#include "lint/schema/check.h"

namespace farmlint {

// Adds a note for each element of `document.invalid` that no problem of `report` is about: neither
// the element, nor one around it, nor one inside it. Keeps the order by place.
void add_unexplained(const XmlDocument& document, SchemaReport& report);

}  // namespace farmlint
