// Whether a well-formed file is a whole IIS configuration, told in plain words if it is not.
#pragma once

#include <optional>

#include "lint/xml.h"

namespace farmlint {

// Why the rest of the file is not worth checking: another root element, a fragment, a transform,
// a default namespace. `file_name` is what IIS calls the file.
std::optional<XmlProblem> not_a_configuration(const XmlElement& root, std::string_view file_name);

}  // namespace farmlint
