// XML as a tree with places.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/source.h"

namespace farmlint {

struct XmlAttribute {
  std::string_view name;
  std::string_view value;  // entities and white space resolved
  Location name_at;
  Location value_at;  // the text between the quotes

  Text text() const { return {value, value_at}; }
};

struct XmlElement;

// The child elements of an element, in order.
class XmlChildren {
 public:
  class Iterator {
   public:
    using value_type = XmlElement;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    explicit Iterator(const XmlElement* at) : at_(at) {}
    const XmlElement& operator*() const { return *at_; }
    const XmlElement* operator->() const { return at_; }
    Iterator& operator++();
    Iterator operator++(int);
    friend bool operator==(Iterator, Iterator) = default;

   private:
    const XmlElement* at_ = nullptr;
  };

  XmlChildren(const XmlElement* first, const XmlElement* last) : first_(first), last_(last) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(last_); }
  bool empty() const { return first_ == last_; }

 private:
  const XmlElement* first_;
  const XmlElement* last_;
};

// An element lives in the array of its tree, in document order: its descendants follow it
// directly. That makes a child or the next sibling a step in memory, and no pointer is stored.
struct XmlElement {
  std::string_view name;
  Location at;       // the start tag
  Location end_tag;  // empty, at the end of the start tag, for <a/>
  std::span<const XmlAttribute> attributes;
  std::uint32_t extent = 1;     // the element itself and all its descendants
  std::uint32_t to_parent = 0;  // how many elements back the parent stands; 0 for the root

  const XmlAttribute* attribute(std::string_view wanted) const;
  // The value of an attribute, or an empty one placed at the start tag.
  Text value(std::string_view wanted) const;
  XmlChildren children() const { return {this + 1, this + extent}; }
  const XmlElement* child(std::string_view wanted) const;
  const XmlElement* parent() const { return to_parent == 0 ? nullptr : this - to_parent; }
};

inline XmlChildren::Iterator& XmlChildren::Iterator::operator++() {
  at_ += at_->extent;
  return *this;
}
inline XmlChildren::Iterator XmlChildren::Iterator::operator++(int) {
  const Iterator before = *this;
  ++*this;
  return before;
}

struct XmlComment {
  std::string_view text;   // between <!-- and -->
  Location at;             // the whole comment
  std::uint32_t next = 0;  // index of the first element that starts after it
};

// Characters other than white space between tags, where IIS expects none.
struct XmlStrayText {
  Location at;
  std::uint32_t inside = 0;
};

// Views of the source text, so the SourceSet must outlive it. Can be moved, not copied: the
// elements stay where they are in memory.
struct XmlTree {
  std::vector<XmlElement> elements;  // document order; the first is the root
  std::vector<XmlAttribute> attributes;
  std::vector<XmlComment> comments;
  std::vector<XmlStrayText> stray_texts;
  std::deque<std::string> decoded;  // values that are not written literally

  XmlTree() = default;
  XmlTree(XmlTree&&) = default;
  XmlTree& operator=(XmlTree&&) = default;
  XmlTree(const XmlTree&) = delete;
  XmlTree& operator=(const XmlTree&) = delete;
  ~XmlTree() = default;

  const XmlElement& root() const { return elements.front(); }
  std::uint32_t index(const XmlElement& element) const {
    return static_cast<std::uint32_t>(&element - elements.data());
  }
};

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
  // Elements that the grammar complained about, if it was asked: by index, sorted, each once.
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
