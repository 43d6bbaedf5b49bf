// What can be said about a file before it is parsed, in better words than a parser has.
#pragma once

#include <optional>

#include "lint/source.h"
#include "lint/xml.h"

namespace farmlint {

// Why the file cannot be read as XML: not text, an empty file, something before the XML
// declaration, XML 1.1, an encoding that the bytes are not in, a NUL character.
std::optional<XmlProblem> preflight(const SourceSet& sources, FileId file);

}  // namespace farmlint
