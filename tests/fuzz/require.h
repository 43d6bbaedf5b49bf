// What every reader promises, whatever the bytes are.
#pragma once

#include <cstdlib>

#include "lint/xml.h"

namespace farmlint::fuzz {

inline void require(bool kept) {
  if (!kept) std::abort();
}

inline void require_place(const SourceSet& sources, FileId file, const Location& at) {
  require(at.file == file && at.begin <= at.end && at.end <= sources.text(file).size());
}

inline void require_places(const SourceSet& sources, FileId file, const XmlTree& tree) {
  for (const XmlElement& element : tree.elements()) {
    require_place(sources, file, element.at());
    require_place(sources, file, element.end_tag());
    require(element.position() + element.extent() <= tree.next_position());
    for (const XmlAttribute attribute : element.attributes()) {
      require(sources.text(attribute.name_at()) == attribute.name());
      require_place(sources, file, attribute.value_at());
    }
  }
  for (const XmlComment& comment : tree.comments) require_place(sources, file, comment.at);
}

}  // namespace farmlint::fuzz
