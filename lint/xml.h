// XML files as trees, judged by Xerces.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lint/source.h"
#include "lint/xml_tree.h"

namespace farmlint {

struct XmlProblem {
  Location at;
  std::string message;  // plain words, a clause
};

class XmlGrammar;
class PendingVerdict;

struct XmlDocument {
  FileId file{};
  // Why the file cannot be read as XML; the tree then means nothing.
  std::optional<XmlProblem> unreadable;
  XmlTree tree;
  // Elements that the grammar complained about, if it was asked: by position, sorted, each once.
  std::vector<std::uint32_t> invalid;
  // While Xerces still judges the document on another thread, which has the last word on the two
  // above: read_verdict() waits for it.
  std::shared_ptr<PendingVerdict> pending;

  bool readable() const { return !unreadable; }
  const XmlElement& root() const { return tree.root(); }
};

// Whether a large document may be returned before Xerces has judged it. What the scan refuses is
// known by then; the rest is seldom.
enum class Judged : std::uint8_t { Before, Meanwhile };

// Parses one file. Never reads another file, never expands an entity of the document. What scan.h
// says of depth, attributes and DOCTYPE is refused like bad syntax. The text of `sources` must
// outlive a pending verdict.
XmlDocument parse_xml(const SourceSet& sources, FileId file, Judged judged = Judged::Before);

// Judges a readable document by a grammar, too: at once, or, while a verdict is pending, in its
// place. The grammar must outlive that.
void validate(XmlDocument& document, const SourceSet& sources, const XmlGrammar& grammar);

// Waits for the verdict on a document, if it is pending, and takes it over.
void read_verdict(XmlDocument& document, const SourceSet& sources);

}  // namespace farmlint
