// XML as a tree with places: the elements of xml_element.h, and how they come together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "lint/limits.h"
#include "lint/source.h"
#include "lint/xml_element.h"

namespace farmlint {

struct XmlComment {
  std::string_view text;     // between <!-- and -->
  Location at;               // the whole comment
  std::uint32_t inside = 0;  // position of the element around it; 0 for none
  std::uint32_t next = 0;    // where the first element that starts after it stands, if there is one
};

// Characters other than white space between tags, where IIS expects none.
struct XmlStrayText {
  Location at;
  std::uint32_t inside = 0;  // position of the element around it
};

// Views of the source text, so the SourceSet must outlive it. Can be moved, not copied: the
// elements stay where they are in memory.
class XmlTree {
 public:
  XmlTree() = default;
  // Without elements. `text` is expected to have about as many nodes as configuration has.
  XmlTree(FileId file, std::string_view text);
  XmlTree(XmlTree&&) = default;
  XmlTree& operator=(XmlTree&&) = default;
  XmlTree(const XmlTree&) = delete;
  XmlTree& operator=(const XmlTree&) = delete;
  ~XmlTree() = default;

  bool empty() const { return count_ == 0; }
  std::uint32_t count() const { return count_; }
  const XmlElement& root() const { return at(first); }
  // `position`: of an element.
  const XmlElement& at(std::uint32_t position) const { return *pointer_to(position); }
  XmlElements<XmlStep::ToDescendants> elements() const;
  // Of the next element, once it is added.
  std::uint32_t next_position() const { return size_; }

  // The start tag of an element that the tree does not have yet.
  class StartTag {
   public:
    // Behind those before it, and at most one more than the limit; the value is what the quotes
    // enclose.
    void add_attribute(std::string_view name, std::string_view value, bool literal) const;

   private:
    friend class XmlTree;
    StartTag(XmlElement& element, const char* begin) : element_(&element), begin_(begin) {}

    XmlElement* element_;
    const char* begin_;
  };

  // An element is added behind all others by its start tag. `parent` is a position, 0 for the root.
  // References to elements are void then.
  StartTag start_tag(const char* begin, std::size_t name_length, std::uint32_t parent);
  void finish_tag(StartTag tag, const char* end, bool closed);  // by an end tag
  // Once the descendants of an element with an end tag are there.
  void close(std::uint32_t position, const char* end_tag);
  // A value that is not written literally.
  void add_decoded(std::uint32_t at, std::string value);

  std::vector<XmlComment> comments;
  std::vector<XmlStrayText> stray_texts;

 private:
  static constexpr std::uint32_t first = sizeof(std::uintptr_t) / sizeof(std::uint32_t);
  // Of one element without its descendants, and more than the `first`.
  static constexpr std::size_t most_words =
      XmlElement::header_words + 4 * (limits::attributes + 1) + 1;

  const XmlElement* pointer_to(std::uint32_t position) const {
    return reinterpret_cast<const XmlElement*>(words_.get() + position);
  }
  static void append_far(XmlElement& element, std::uint32_t name_begin, std::uint32_t name_length,
                         std::uint32_t value_begin, std::uint32_t value);
  struct Free {
    void operator()(std::uint32_t* words) const { std::free(words); }
  };
  void reserve(std::size_t capacity);

  std::unique_ptr<XmlText> text_;
  std::unique_ptr<std::uint32_t, Free> words_;
  std::uint32_t size_ = 0;  // of them in use
  std::size_t capacity_ = 0;
  std::uint32_t count_ = 0;
};

inline XmlTree::StartTag XmlTree::start_tag(const char* begin, std::size_t name_length,
                                            std::uint32_t parent) {
  if (capacity_ - size_ < most_words) reserve(2 * (capacity_ + most_words));
  const auto offset = static_cast<std::uint32_t>(begin - text_->begin);
  auto* const element = new (words_.get() + size_)
      XmlElement(size_, parent == 0 ? 0 : size_ - parent, offset, name_length);
  return {*element, begin};
}

inline void XmlTree::StartTag::add_attribute(std::string_view name, std::string_view value,
                                             bool literal) const {
  const auto name_begin = static_cast<std::uint32_t>(name.data() - begin_);
  const auto name_length = static_cast<std::uint32_t>(name.size());
  const auto value_begin = static_cast<std::uint32_t>(value.data() - begin_);
  const auto value_length = static_cast<std::uint32_t>(value.size());
  const std::uint32_t written = 2 * value_length + (literal ? 1 : 0);
  // Twice the length of a value must fit, too.
  constexpr std::uint32_t near = std::numeric_limits<std::uint16_t>::max() / 2;
  if (value_begin + value_length > near)
    return append_far(*element_, name_begin, name_length, value_begin, written);
  element_->append<std::uint16_t>(name_begin, name_length, value_begin, written);
}

inline void XmlTree::finish_tag(StartTag tag, const char* end, bool closed) {
  XmlElement& element = *tag.element_;
  element.length_ = static_cast<std::uint32_t>(end - tag.begin_);
  if (closed) {
    element.closed_ = 1;
    words_.get()[size_ + element.own_words_++] = XmlElement::no_end_tag;
  }
  element.extent_ = element.own_words_;
  size_ += element.own_words_;
  ++count_;
}

inline void XmlTree::close(std::uint32_t position, const char* end_tag) {
  auto& element = *reinterpret_cast<XmlElement*>(words_.get() + position);
  element.extent_ = size_ - position;
  words_.get()[position + element.own_words_ - 1] =
      static_cast<std::uint32_t>(end_tag - text_->begin);
}

}  // namespace farmlint
