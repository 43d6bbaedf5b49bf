#include "lint/config/effective.h"

#include <cassert>

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

void Defaults::then(const XmlElement* defaults, Origin origin) {
  if (defaults == nullptr) return;
  assert(count_ < most);
  layers_.at(count_++) = {defaults, origin};
}

Effective Layers::value(std::string_view attribute, std::string_view path) const {
  return value(attribute, path, Empty::Counts);
}

Effective Layers::written(std::string_view attribute, std::string_view path) const {
  return written(attribute, path, Empty::Counts);
}

Effective Layers::filled_value(std::string_view attribute, std::string_view path) const {
  return value(attribute, path, Empty::IsAbsent);
}

std::vector<Layer> Layers::all() const {
  std::vector<Layer> layers{{.element = object_, .origin = Origin::Own}};
  const auto around = defaults_->layers();
  layers.insert(layers.end(), around.begin(), around.end());
  return layers;
}

Effective Layers::written(std::string_view attribute, std::string_view path, Empty empty) const {
  const auto around = defaults_->layers();
  for (std::size_t i = 0; i <= around.size(); ++i) {
    const Layer layer = i == 0 ? Layer{object_, Origin::Own} : around[i - 1];
    const auto found = find_written(*layer.element, attribute, path);
    if (found && (empty == Empty::Counts || !found->value().empty()))
      return {.value = found->value(), .at = found->value_at(), .origin = layer.origin};
  }
  return {.value = {}, .at = object_->at(), .origin = Origin::None};
}

Effective Layers::value(std::string_view attribute, std::string_view path, Empty empty) const {
  Effective result = written(attribute, path, empty);
  if (!result.written()) result = schema_default(type(), attribute, path, result.at);
  return result;
}

}  // namespace farmlint
