#include "lint/xml_tree.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

namespace farmlint {

namespace {

// Nothing ends where the text begins. An element that the text never closes keeps it.
constexpr std::uint32_t no_end_tag = 0;

}  // namespace

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
  reserve(text.size() / 8 + first);
  new (append(first)) const XmlText*(text_.get());
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

std::uint32_t* XmlTree::append(std::uint32_t count) {
  if (capacity_ - size_ < count) reserve(2 * (capacity_ + count));
  std::uint32_t* const place = words_.get() + size_;
  size_ += count;
  return place;
}

template <typename Offset>
void XmlTree::write(const std::vector<Attribute>& attributes, std::uint32_t tag_begin,
                    std::uint32_t* place) {
  auto* written = reinterpret_cast<WrittenAttribute<Offset>*>(place);
  for (const Attribute& one : attributes)
    new (written++) WrittenAttribute<Offset>{
        .name_begin = static_cast<Offset>(one.name_begin - tag_begin),
        .name_length = static_cast<Offset>(one.name_length),
        .value_begin = static_cast<Offset>(one.value_begin - tag_begin),
        .value = static_cast<Offset>(2 * one.value_length + (one.literal ? 1 : 0))};
}

void XmlTree::add(const Tag& start, const std::vector<Attribute>& attributes,
                  std::uint32_t parent) {
  const std::uint32_t position = size_;
  // Twice the length of a value must fit, too.
  const bool wide = start.length > std::numeric_limits<std::uint16_t>::max() / 2;
  const std::uint32_t own_words =
      XmlElement::header_words +
      static_cast<std::uint32_t>(attributes.size()) * XmlElement::words_of_attribute(wide) +
      (start.closed ? 1 : 0);
  std::uint32_t* const place = append(own_words);
  auto* const element = new (place) XmlElement;
  element->position_ = position;
  element->extent_ = own_words;
  element->to_parent_ = parent == 0 ? 0 : position - parent;
  element->begin_ = start.begin;
  element->length_ = start.length;
  element->own_words_ = static_cast<std::uint16_t>(own_words);
  element->name_length_ = start.name_length & 0x3FFFU;
  element->wide_ = wide ? 1 : 0;
  element->closed_ = start.closed ? 1 : 0;
  if (start.closed) place[own_words - 1] = no_end_tag;
  if (wide)
    write<std::uint32_t>(attributes, start.begin, place + XmlElement::header_words);
  else
    write<std::uint16_t>(attributes, start.begin, place + XmlElement::header_words);
  ++count_;
}

void XmlTree::close(std::uint32_t position, std::uint32_t end_tag_begin) {
  auto* const element = reinterpret_cast<XmlElement*>(words_.get() + position);
  element->extent_ = size_ - position;
  words_.get()[position + element->own_words_ - 1] = end_tag_begin;
}

void XmlTree::add_decoded(std::uint32_t at, std::string value) {
  text_->decoded.push_back({.at = at, .value = std::move(value)});
}

}  // namespace farmlint
