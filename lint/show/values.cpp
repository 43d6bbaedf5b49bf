#include "lint/show/values.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "lint/config/items.h"
#include "lint/config/secrets.h"
#include "lint/text.h"

namespace farmlint {
namespace {

std::string joined(std::string_view path, std::string_view name) {
  return path.empty() ? std::string(name) : fmt::format("{}/{}", path, name);
}

bool lists(std::string_view list, std::string_view name) {
  return std::ranges::any_of(comma_list(list), [name](std::string_view listed) {
    return listed == "*" || iequals(listed, name);
  });
}

// `what`: "Attributes" or "Elements".
bool locks(const XmlElement& element, std::string_view what, std::string_view name) {
  if (lists(element.value(fmt::format("lock{}", what)).value, name)) return true;
  const auto except = element.attribute(fmt::format("lockAll{}Except", what));
  return except && !lists(except->value(), name);
}

// What the language of configuration files has on every element.
bool of_language(std::string_view attribute) {
  return attribute.starts_with("lock") || attribute == "configSource" ||
         attribute == "configBuilders";
}

std::string_view secret_word(std::string_view value) {
  switch (read_secret(value).form) {
    case SecretForm::Empty:
      return "(not set)";
    case SecretForm::Encrypted:
      return "(set, encrypted)";
    case SecretForm::Malformed:
    case SecretForm::Plain:
      break;
  }
  return "(set, in clear text)";
}

class Collector {
 public:
  enum class Unwritten : std::uint8_t { Shown, LeftOut };

  Collector(std::span<const NamedLayer> layers, Unwritten unwritten)
      : layers_(layers), unwritten_(unwritten) {}

  ShownValues collect(const ElementType& type, std::span<const std::string_view> apart) {
    apart_ = apart;
    element(type, {});
    return std::move(found_);
  }

 private:
  bool is_apart(std::string_view path, std::string_view name) const {
    return path.empty() && std::ranges::find(apart_, name) != apart_.end();
  }

  bool anybody_writes(std::string_view path) const {
    return std::ranges::any_of(
        layers_, [path](const auto& layer) { return child_at(*layer.element, path) != nullptr; });
  }

  void element(const ElementType& type, const std::string& path) {
    for (const AttributeType& attribute : type.attributes)
      if (!attribute.dynamic && !is_apart(path, attribute.name)) value(type, attribute, path);
    if (type.allow_unrecognized) unknown_values(type, path);
    for (const CollectionType& collection : type.collections)
      if (!collection.dynamic && !is_apart(path, collection.item->name)) items(collection, path);
    for (const auto& child_type : type.children)
      if (!child_type->dynamic && !is_apart(path, child_type->name))
        child(*child_type, joined(path, child_type->name));
  }

  void child(const ElementType& type, const std::string& path) {
    if (anybody_writes(path) || (type.by.empty() && !type.is_default)) {
      // What defaults do not say, they do not decide.
      const Unwritten around = unwritten_;
      if (type.is_default) unwritten_ = Unwritten::LeftOut;
      element(type, path);
      unwritten_ = around;
    } else if (unwritten_ == Unwritten::Shown && !type.is_default) {
      found_.left_out.push_back(path);
    }
  }

  void value(const ElementType& type, const AttributeType& attribute, const std::string& path) {
    ShownValue shown{.name = joined(path, attribute.name), .value = {}};
    std::string_view text;
    for (const NamedLayer& layer : layers_) {
      const XmlElement* const holder = child_at(*layer.element, path);
      if (holder == nullptr) continue;
      shown.locked = shown.locked || locks(*holder, "Attributes", attribute.name);
      const auto written = holder->attribute(attribute.name);
      if (shown.written() || !written) continue;
      text = written->value();
      shown.origin = layer.origin;
      shown.from = layer.name;
      shown.at = written->value_at();
    }
    if (!shown.written()) {
      if (unwritten_ == Unwritten::LeftOut) return;
      const Effective unwritten = schema_default(&type, attribute.name, {}, {});
      text = unwritten.value;
      shown.origin = unwritten.origin;
    }
    shown.key = attribute.key;
    shown.secret = attribute.encrypted;
    shown.value = shown.secret ? secret_word(text) : text;
    found_.values.push_back(std::move(shown));
  }

  // Of elements on which the schema allows any attribute.
  void unknown_values(const ElementType& type, const std::string& path) {
    std::vector<std::string_view> known;
    for (const NamedLayer& layer : layers_) {
      const XmlElement* const holder = child_at(*layer.element, path);
      if (holder == nullptr) continue;
      for (const XmlAttribute attribute : holder->attributes()) {
        if (type.attribute(attribute.name()) != nullptr || of_language(attribute.name())) continue;
        if (std::ranges::find(known, attribute.name()) != known.end()) continue;
        known.push_back(attribute.name());
        value(type, AttributeType{.name = attribute.name()}, path);
      }
    }
  }

  void items(const CollectionType& collection, const std::string& path) {
    std::vector<const XmlElement*> levels;
    std::vector<const NamedLayer*> layers;
    for (const NamedLayer& layer : layers_) {
      const XmlElement* const level = child_at(*layer.element, path);
      if (level == nullptr) continue;
      levels.push_back(level);
      layers.push_back(&layer);
    }
    std::ranges::reverse(levels);
    std::ranges::reverse(layers);
    ShownCollection shown{.name = path, .items = {}};
    for (const CollectionItem& item : items_of(levels, collection)) {
      const auto level = std::ranges::find(levels, item.element->parent()) - levels.begin();
      shown.items.push_back(item_of(item, *layers[static_cast<std::size_t>(level)], collection));
    }
    if (!shown.items.empty()) found_.collections.push_back(std::move(shown));
  }

  static ShownItem item_of(const CollectionItem& item, const NamedLayer& layer,
                           const CollectionType& collection) {
    const XmlElement& element = *item.element;
    ShownItem shown{.element = std::string(element.name()),
                    .origin = layer.origin,
                    .from = layer.name,
                    .at = element.at()};
    shown.locked = iequals(element.value("lockItem").value, "true") ||
                   locks(*element.parent(), "Elements", element.name());
    if (item.removed_by != nullptr) shown.removed_at = item.removed_by->at();
    const std::vector<NamedLayer> alone{
        {.element = &element, .origin = layer.origin, .name = layer.name}};
    shown.content = Collector(alone, Unwritten::LeftOut).collect(*collection.item, {});
    return shown;
  }

  std::span<const NamedLayer> layers_;
  Unwritten unwritten_;
  std::span<const std::string_view> apart_;
  ShownValues found_;
};

// "applicationDefaults of the site"
std::string name_of(const Layer& layer) {
  const XmlElement* const owner = layer.element->parent();
  if (layer.origin != Origin::NestedDefaults || owner == nullptr)
    return std::string(layer.origin == Origin::Own ? "" : layer.element->name());
  return fmt::format("{} of the {}", layer.element->name(), owner->name());
}

}  // namespace

std::vector<NamedLayer> named(const Layers& layers) {
  std::vector<NamedLayer> all;
  for (const Layer& layer : layers.all())
    all.push_back({.element = layer.element, .origin = layer.origin, .name = name_of(layer)});
  return all;
}

ShownValues effective_values(std::span<const NamedLayer> layers, const ElementType& type,
                             std::span<const std::string_view> apart) {
  return Collector(layers, Collector::Unwritten::Shown).collect(type, apart);
}

const ShownValue* find(const ShownValues& values, std::string_view name) {
  const auto found = std::ranges::find(values.values, name, &ShownValue::name);
  return found == values.values.end() ? nullptr : &*found;
}

}  // namespace farmlint
