// A text that Xerces has judged by a grammar.
#pragma once

#include <string>
#include <utility>

#include "lint/source.h"
#include "lint/xerces.h"
#include "lint/xml.h"

namespace farmlint::testing {

// What cannot be read is not judged.
inline XmlDocument validated(SourceSet& sources, std::string text, const XmlGrammar& grammar) {
  XmlDocument document = parse_xml(sources, sources.add("test.config", std::move(text)));
  if (document.readable()) validate(document, sources, grammar);
  return document;
}

}  // namespace farmlint::testing
