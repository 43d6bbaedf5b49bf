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
#include "lint/text.h"

namespace farmlint {

class XmlAttribute;

// What all nodes of one tree share. It stays where it is in memory.
struct XmlText {
  // A value that is not written literally.
  struct Decoded {
    std::uint32_t at = 0;  // where it is written
    std::string value;
  };

  FileId file{};
  const char* begin = nullptr;               // the text of the file
  const XmlAttribute* attributes = nullptr;  // of all elements, in document order
  std::deque<Decoded> decoded;               // in document order

  std::string_view at(std::uint32_t offset, std::size_t length) const {
    return {begin + offset, length};
  }
  std::string_view decoded_at(std::uint32_t offset) const;
};

// Nodes hold offsets into their text: a large file has hundreds of thousands of them.
class XmlAttribute {
 public:
  // `value_begin` and `value_length` are of the text between the quotes.
  XmlAttribute(const XmlText& text, std::uint32_t begin, std::uint16_t name_length,
               std::uint32_t value_begin, std::uint32_t value_length, bool literal)
      : text_(&text),
        begin_(begin),
        value_begin_(value_begin),
        value_length_(value_length),
        name_length_(name_length),
        literal_(literal) {}

  std::string_view name() const { return text_->at(begin_, name_length_); }
  bool is_named(std::string_view wanted) const {
    return name_length_ == wanted.size() && same_text(name(), wanted);
  }
  // Entities and white space are resolved.
  std::string_view value() const {
    return literal_ ? text_->at(value_begin_, value_length_) : text_->decoded_at(value_begin_);
  }
  Location name_at() const { return {text_->file, begin_, begin_ + name_length_}; }
  // The text between the quotes.
  Location value_at() const { return {text_->file, value_begin_, value_begin_ + value_length_}; }
  Text text() const { return {value(), value_at()}; }

 private:
  const XmlText* text_;
  std::uint32_t begin_;
  std::uint32_t value_begin_;
  std::uint32_t value_length_;
  std::uint16_t name_length_;
  bool literal_;
};

class XmlElement;

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
  std::size_t count() const { return static_cast<std::size_t>(std::distance(begin(), end())); }

 private:
  const XmlElement* first_;
  const XmlElement* last_;
};

// An element lives in the array of its tree, in document order: its descendants follow it
// directly. That makes a child or the next sibling a step in memory, and no pointer is stored.
class XmlElement {
 public:
  struct Tag {
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
    std::uint16_t name_length = 0;
    std::uint16_t attributes = 0;
    std::uint32_t first_attribute = 0;  // in those of the tree
  };

  // One that ends with its start tag. `to_parent`: how many elements back the parent stands; 0 for
  // the root.
  XmlElement(const XmlText& text, const Tag& start, std::uint32_t to_parent)
      : text_(&text),
        start_(start),
        end_begin_(start.begin + start.length),
        to_parent_(to_parent) {}
  // One that ends with an end tag of its own. `extent`: the element itself and all its descendants.
  void close(std::uint32_t end_begin, std::uint32_t end_length, std::uint32_t extent) {
    end_begin_ = end_begin;
    end_length_ = end_length;
    extent_ = extent;
  }

  std::string_view name() const { return text_->at(start_.begin + 1, start_.name_length); }
  // The start tag.
  Location at() const { return {text_->file, start_.begin, start_.begin + start_.length}; }
  // Empty, at the end of the start tag, for <a/>.
  Location end_tag() const { return {text_->file, end_begin_, end_begin_ + end_length_}; }
  std::span<const XmlAttribute> attributes() const {
    return {text_->attributes + start_.first_attribute, start_.attributes};
  }
  const XmlAttribute* attribute(std::string_view wanted) const;
  // The value of an attribute, or an empty one placed at the start tag.
  Text value(std::string_view wanted) const;
  XmlChildren children() const { return {this + 1, this + extent_}; }
  const XmlElement* child(std::string_view wanted) const;
  const XmlElement* parent() const { return to_parent_ == 0 ? nullptr : this - to_parent_; }
  // The element itself and all its descendants.
  std::uint32_t extent() const { return extent_; }

 private:
  const XmlText* text_;
  Tag start_;
  std::uint32_t end_begin_;
  std::uint32_t end_length_ = 0;
  std::uint32_t extent_ = 1;
  std::uint32_t to_parent_;
};

inline XmlChildren::Iterator& XmlChildren::Iterator::operator++() {
  at_ += at_->extent();
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
  std::unique_ptr<XmlText> text;

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
