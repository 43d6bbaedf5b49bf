// XML as a tree with places. A large file has hundreds of thousands of nodes, so the tree is one
// array of words: an element, its attributes, its child elements, and so on in document order.
// What the text says is not stored again; nodes hold where it stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "lint/limits.h"
#include "lint/source.h"
#include "lint/text.h"

namespace farmlint {

// What all nodes of one tree share. It stays where it is in memory.
struct XmlText {
  // A value that is not written literally.
  struct Decoded {
    std::uint32_t at = 0;  // where it is written
    std::string value;
  };

  FileId file{};
  const char* begin = nullptr;  // the text of the file
  std::deque<Decoded> decoded;  // in document order

  std::string_view at(std::uint32_t offset, std::size_t length) const {
    return {begin + offset, length};
  }
  std::string_view decoded_at(std::uint32_t offset) const;
};

class XmlAttribute {
 public:
  // `value_begin` and `value_length` are of the text between the quotes.
  XmlAttribute(const XmlText& text, std::uint32_t begin, std::uint32_t name_length,
               std::uint32_t value_begin, std::uint32_t value_length, bool literal)
      : text_(&text),
        begin_(begin),
        value_begin_(value_begin),
        value_length_(value_length),
        name_length_(static_cast<std::uint16_t>(name_length)),
        literal_(literal) {}

  std::string_view name() const { return text_->at(begin_, name_length_); }
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

// Where an attribute stands, as offsets from the start of its tag.
template <typename Offset>
struct WrittenAttribute {
  Offset name_begin = 0;
  Offset name_length = 0;
  Offset value_begin = 0;
  Offset value = 0;  // twice its length, and 1 if it needs no decoding
};

// The attributes of an element, in order.
class XmlAttributes {
 public:
  class Iterator {
   public:
    using value_type = XmlAttribute;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const XmlElement& element, const std::uint32_t* at);
    XmlAttribute operator*() const;
    // For loops that read no more of most attributes.
    std::string_view name() const;
    std::string_view value() const;
    Iterator& operator++() {
      at_ += words_;
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& one, const Iterator& other) {
      return one.at_ == other.at_;
    }

   private:
    WrittenAttribute<std::uint32_t> written() const;

    const XmlText* text_ = nullptr;
    std::uint32_t tag_ = 0;    // where it begins
    std::uint32_t words_ = 0;  // that an attribute takes
    const std::uint32_t* at_ = nullptr;
  };

  explicit XmlAttributes(const XmlElement& element) : element_(&element) {}
  Iterator begin() const;
  Iterator end() const;
  XmlAttribute operator[](std::size_t index) const;
  std::size_t size() const;
  bool empty() const { return size() == 0; }

 private:
  const XmlElement* element_;
};

// Elements of a tree, in document order.
enum class XmlStep : std::uint8_t { OverDescendants, ToDescendants };
template <XmlStep step>
class XmlElements {
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
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    const XmlElement* at_ = nullptr;
  };

  XmlElements(const XmlElement* first, const XmlElement* last) : first_(first), last_(last) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(last_); }
  bool empty() const { return first_ == last_; }
  std::size_t count() const { return static_cast<std::size_t>(std::distance(begin(), end())); }

 private:
  const XmlElement* first_;
  const XmlElement* last_;
};
using XmlChildren = XmlElements<XmlStep::OverDescendants>;

// An element lives in the words of its tree and is followed by its attributes, then its
// descendants. That makes a child or the next sibling a step in memory, and no pointer is stored.
class XmlElement {
 public:
  XmlElement(const XmlElement&) = delete;
  XmlElement& operator=(const XmlElement&) = delete;
  XmlElement(XmlElement&&) = delete;
  XmlElement& operator=(XmlElement&&) = delete;
  ~XmlElement() = default;

  std::string_view name() const { return text().at(begin_ + 1, name_length_); }
  // The start tag.
  Location at() const { return {text().file, begin_, begin_ + length_}; }
  // Empty, at the end of the start tag, for <a/>.
  Location end_tag() const;
  XmlAttributes attributes() const { return XmlAttributes(*this); }
  // Like the two below inlined, with the name: rules ask millions of times, and what the compiler
  // knows of the name makes each a few comparisons of words.
  [[gnu::always_inline]] std::optional<XmlAttribute> attribute(std::string_view wanted) const;
  bool has(std::string_view wanted) const;
  // The value of an attribute, or an empty one placed at the start tag.
  [[gnu::always_inline]] Text value(std::string_view wanted) const;
  XmlChildren children() const { return {step(own_words_), step(extent_)}; }
  [[gnu::always_inline]] const XmlElement* child(std::string_view wanted) const;
  const XmlElement* parent() const {
    return to_parent_ == 0 ? nullptr : reinterpret_cast<const XmlElement*>(words() - to_parent_);
  }
  // In the words of its tree: what identifies it there, and ascends in document order.
  std::uint32_t position() const { return position_; }
  // The words of the element itself and of all its descendants.
  std::uint32_t extent() const { return extent_; }

 private:
  friend class XmlTree;
  friend class XmlAttributes;
  template <XmlStep>
  friend class XmlElements;

  // Without attributes, and still without what the end of its start tag tells.
  XmlElement(std::uint32_t position, std::uint32_t to_parent, std::uint32_t begin,
             std::size_t name_length)
      : position_(position),
        to_parent_(to_parent),
        begin_(begin),
        name_length_(name_length & 0x3FFFU) {}

  const std::uint32_t* words() const { return reinterpret_cast<const std::uint32_t*>(this); }
  const XmlElement* step(std::uint32_t count) const {
    return reinterpret_cast<const XmlElement*>(words() + count);
  }
  // The first thing in the words of a tree.
  const XmlText& text() const {
    return **reinterpret_cast<const XmlText* const*>(words() - position_);
  }
  // The words of its attributes, and how many each takes.
  const std::uint32_t* attributes_begin() const { return words() + header_words; }
  const std::uint32_t* attributes_end() const { return words() + own_words_ - closed_; }
  std::uint32_t attribute_words() const { return words_of_attribute(wide_ != 0); }
  static std::uint32_t words_of_attribute(bool wide) { return wide ? 4 : 2; }
  static WrittenAttribute<std::uint32_t> written(const std::uint32_t* at, bool wide) {
    if (wide) return *reinterpret_cast<const WrittenAttribute<std::uint32_t>*>(at);
    const auto& one = *reinterpret_cast<const WrittenAttribute<std::uint16_t>*>(at);
    return {one.name_begin, one.name_length, one.value_begin, one.value};
  }
  static XmlAttribute read(const XmlText& text, std::uint32_t tag,
                           const WrittenAttribute<std::uint32_t>& one) {
    return {text,           tag + one.name_begin, one.name_length, tag + one.value_begin,
            one.value / 2U, one.value % 2U != 0};
  }
  XmlAttribute read(const std::uint32_t* at) const {
    return read(text(), begin_, written(at, wide_ != 0));
  }
  template <typename Offset>
  void append(std::uint32_t name_begin, std::uint32_t name_length, std::uint32_t value_begin,
              std::uint32_t value) {
    auto* const place = reinterpret_cast<std::uint32_t*>(this) + own_words_;
    new (place)
        WrittenAttribute<Offset>{static_cast<Offset>(name_begin), static_cast<Offset>(name_length),
                                 static_cast<Offset>(value_begin), static_cast<Offset>(value)};
    own_words_ = static_cast<std::uint16_t>(own_words_ + words_of_attribute(sizeof(Offset) > 2));
  }
  template <typename Offset>
  [[gnu::always_inline]] const std::uint32_t* find_as(std::string_view wanted) const {
    const char* const tag = text().begin + begin_;
    const std::uint32_t* const end = attributes_end();
    for (const std::uint32_t* at = attributes_begin(); at != end;
         at += sizeof(WrittenAttribute<Offset>) / sizeof *at) {
      const auto& one = *reinterpret_cast<const WrittenAttribute<Offset>*>(at);
      if (same_text({tag + one.name_begin, one.name_length}, wanted)) return at;
    }
    return nullptr;
  }
  const std::uint32_t* find_wide(std::string_view wanted) const;
  // The words of an attribute, nullptr for none.
  [[gnu::always_inline]] const std::uint32_t* find(std::string_view wanted) const {
    return wide_ != 0 ? find_wide(wanted) : find_as<std::uint16_t>(wanted);
  }

  static constexpr std::uint32_t header_words = 6;
  // Nothing ends where the text begins. An element that the text never closes keeps it.
  static constexpr std::uint32_t no_end_tag = 0;

  std::uint32_t position_;
  std::uint32_t extent_ = 0;
  std::uint32_t to_parent_;  // words back; 0 for the root
  std::uint32_t begin_;
  std::uint32_t length_ = 0;  // of the start tag
  std::uint16_t own_words_ = header_words;
  std::uint16_t name_length_ : 14;
  std::uint16_t wide_ : 1 = 0;    // its tag is too long for offsets of 16 bits
  std::uint16_t closed_ : 1 = 0;  // by an end tag: a word behind the attributes tells where
};
static_assert(sizeof(XmlElement) == 6 * sizeof(std::uint32_t));
static_assert(limits::name < (1U << 14U) && limits::attributes < 10'000,
              "what the header of an element has room for");

inline XmlAttributes::Iterator XmlAttributes::begin() const {
  return {*element_, element_->attributes_begin()};
}
inline XmlAttributes::Iterator XmlAttributes::end() const {
  return {*element_, element_->attributes_end()};
}
inline std::size_t XmlAttributes::size() const {
  return static_cast<std::size_t>(element_->attributes_end() - element_->attributes_begin()) /
         element_->attribute_words();
}
inline XmlAttribute XmlAttributes::operator[](std::size_t index) const {
  return element_->read(element_->attributes_begin() + index * element_->attribute_words());
}
inline XmlAttributes::Iterator::Iterator(const XmlElement& element, const std::uint32_t* at)
    : text_(&element.text()), tag_(element.begin_), words_(element.attribute_words()), at_(at) {}
inline WrittenAttribute<std::uint32_t> XmlAttributes::Iterator::written() const {
  return XmlElement::written(at_, words_ == XmlElement::words_of_attribute(true));
}
inline XmlAttribute XmlAttributes::Iterator::operator*() const {
  return XmlElement::read(*text_, tag_, written());
}
inline std::string_view XmlAttributes::Iterator::name() const {
  const auto one = written();
  return text_->at(tag_ + one.name_begin, one.name_length);
}
inline std::string_view XmlAttributes::Iterator::value() const {
  const auto one = written();
  const std::uint32_t begin = tag_ + one.value_begin;
  return one.value % 2U != 0 ? text_->at(begin, one.value / 2U) : text_->decoded_at(begin);
}
template <XmlStep step>
typename XmlElements<step>::Iterator& XmlElements<step>::Iterator::operator++() {
  at_ = at_->step(step == XmlStep::OverDescendants ? at_->extent_ : at_->own_words_);
  return *this;
}

inline std::optional<XmlAttribute> XmlElement::attribute(std::string_view wanted) const {
  const std::uint32_t* const found = find(wanted);
  if (found == nullptr) return {};
  return read(found);
}
inline Text XmlElement::value(std::string_view wanted) const {
  const std::uint32_t* const found = find(wanted);
  return found == nullptr ? Text{{}, at()} : read(found).text();
}
inline const XmlElement* XmlElement::child(std::string_view wanted) const {
  for (const XmlElement& element : children())
    if (same_text(element.name(), wanted)) return &element;
  return nullptr;
}

}  // namespace farmlint
