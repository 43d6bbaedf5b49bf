// Whether a well-formed file is a whole IIS configuration, told in plain words if it is not.
#pragma once

#include <optional>

#include "lint/schema/check.h"
#include "lint/xml.h"

namespace farmlint {

// Why the rest of the file is not worth checking: another root element, a fragment, a transform,
// a default namespace.
std::optional<XmlProblem> not_a_configuration(const XmlElement& root, ConfigKind kind);

// What IIS calls such a file.
std::string_view file_name(ConfigKind kind);

}  // namespace farmlint
