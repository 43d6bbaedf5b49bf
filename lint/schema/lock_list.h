// The names in lockAttributes, lockElements and their like, compared with the schema.
#pragma once

#include "lint/schema/problems.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

// `attribute` is one of the four of `element` that list what is locked.
void check_lock_list(const XmlElement& element, const ElementType& type,
                     const XmlAttribute& attribute, Problems& problems);

}  // namespace farmlint
