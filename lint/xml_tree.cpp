#include "lint/xml_tree.h"

#include <algorithm>
#include <new>
#include <utility>

namespace farmlint {

std::string_view XmlText::decoded_at(std::uint32_t offset) const {
  return std::ranges::lower_bound(decoded, offset, {}, &Decoded::at)->value;
}

Location XmlElement::end_tag() const {
  const XmlText& of = text();
  const std::uint32_t begin = closed_ != 0 ? words()[own_words_ - 1] : no_end_tag;
  if (begin == no_end_tag) return {of.file, begin_ + length_, begin_ + length_};
  std::uint32_t end = begin;
  while (of.begin[end] != '>') ++end;
  return {of.file, begin, end + 1};
}

const std::uint32_t* XmlElement::find_wide(std::string_view wanted) const {
  return find_as<std::uint32_t>(wanted);
}

bool XmlElement::has(std::string_view wanted) const {
  return find(wanted) != nullptr;
}

XmlTree::XmlTree(FileId file, std::string_view text) : text_(std::make_unique<XmlText>()) {
  text_->file = file;
  text_->begin = text.data();
  reserve(text.size() / 8 + most_words);
  new (words_.get()) const XmlText*(text_.get());
  size_ = first;
}

XmlElements<XmlStep::ToDescendants> XmlTree::elements() const {
  return {pointer_to(std::min(first, size_)), pointer_to(size_)};
}

// Not a vector: that would write every word twice, and move a large tree by copying it.
void XmlTree::reserve(std::size_t capacity) {
  void* const larger = std::realloc(words_.get(), capacity * sizeof(std::uint32_t));
  if (larger == nullptr) throw std::bad_alloc();
  static_cast<void>(words_.release());
  words_.reset(static_cast<std::uint32_t*>(larger));
  capacity_ = capacity;
}

// The first one of a tag moves those before it, which are written with less room.
void XmlTree::append_far(XmlElement& element, std::uint32_t name_begin, std::uint32_t name_length,
                         std::uint32_t value_begin, std::uint32_t value) {
  if (element.wide_ == 0) {
    using Near = WrittenAttribute<std::uint16_t>;
    const std::vector<Near> before(reinterpret_cast<const Near*>(element.attributes_begin()),
                                   reinterpret_cast<const Near*>(element.attributes_end()));
    element.wide_ = 1;
    element.own_words_ = XmlElement::header_words;
    for (const Near& one : before)
      element.append<std::uint32_t>(one.name_begin, one.name_length, one.value_begin, one.value);
  }
  element.append<std::uint32_t>(name_begin, name_length, value_begin, value);
}

void XmlTree::add_decoded(std::uint32_t at, std::string value) {
  text_->decoded.push_back({.at = at, .value = std::move(value)});
}

}  // namespace farmlint
