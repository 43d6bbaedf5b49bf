#include "lint/config/effective.h"

#include <cassert>

#include "lint/text.h"

namespace farmlint {
namespace {

// Takes the first name off "recycling/periodicRestart".
std::string_view next_name(std::string_view& path) {
  const auto slash = path.find('/');
  const std::string_view name = path.substr(0, slash);
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  return name;
}

template <typename Node>
const Node* descend(const Node* node, std::string_view path) {
  while (node != nullptr && !path.empty()) node = node->child(next_name(path));
  return node;
}

}  // namespace

const XmlElement* child_at(const XmlElement& element, std::string_view path) {
  return descend(&element, path);
}

const XmlAttribute* written_attribute(const XmlElement& element, std::string_view attribute,
                                      std::string_view path) {
  const XmlElement* const found = child_at(element, path);
  return found == nullptr ? nullptr : found->attribute(attribute);
}

Effective schema_default(const ElementType* type, std::string_view attribute, std::string_view path,
                         const Location& at) {
  Effective result{.value = {}, .at = at, .origin = Origin::None};
  const ElementType* const element = descend(type, path);
  const AttributeType* const found = element == nullptr ? nullptr : element->attribute(attribute);
  if (found == nullptr || !found->default_value) return result;
  result.value = *found->default_value;
  result.origin = Origin::Schema;
  return result;
}

bool Effective::is(std::string_view wanted) const {
  return iequals(value, wanted);
}

void Layers::then(const XmlElement* defaults, Origin origin) {
  if (defaults == nullptr) return;
  assert(count_ < most);
  layers_.at(count_++) = {defaults, origin};
}

Effective Layers::value(std::string_view attribute, std::string_view path) const {
  return find(attribute, path, Empty::Counts);
}

Effective Layers::filled_value(std::string_view attribute, std::string_view path) const {
  return find(attribute, path, Empty::IsAbsent);
}

Effective Layers::find(std::string_view attribute, std::string_view path, Empty empty) const {
  for (const auto& [element, origin] : all()) {
    const XmlAttribute* const found = written_attribute(*element, attribute, path);
    if (found != nullptr && (empty == Empty::Counts || !found->value.empty()))
      return {.value = found->value, .at = found->value_at, .origin = origin};
  }
  return schema_default(type_, attribute, path, object().at);
}

}  // namespace farmlint
