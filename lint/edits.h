// Edits of configuration files that look as if a person had made them.
#pragma once

#include <optional>
#include <string_view>

#include "lint/finding.h"
#include "lint/source.h"
#include "lint/xml.h"

namespace farmlint {

// Inserts a tag as the last child of `parent`, on a line of its own if its siblings stand so, with
// their indentation and line ends.
std::optional<TextEdit> append_child(const SourceSet& sources, const XmlElement& parent,
                                     std::string_view tag);

// Removes an element, with its line if nothing else stands there.
TextEdit remove_element(const SourceSet& sources, const XmlElement& element);

// "&", "<" and double quotes as an attribute in double quotes has them.
std::string attribute_text(std::string_view value);

}  // namespace farmlint
