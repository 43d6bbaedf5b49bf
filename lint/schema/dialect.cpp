#include "lint/schema/dialect.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "lint/schema/value.h"
#include "lint/text.h"

namespace farmlint {
namespace {

struct Construct {
  std::string_view element;
  std::string_view attributes;  // between blanks
};
constexpr std::array<Construct, 11> constructs{
    {{"configSchema", ""},
     {"sectionSchema", "name allowUnrecognizedAttributes"},
     {"element", "name isCollectionDefault allowUnrecognizedAttributes extension"},
     {"collection",
      "addElement removeElement clearElement defaultElement mergeAppend allowDuplicates "
      "allowUnrecognizedAttributes"},
     {"attribute",
      "name type required isUniqueKey isCombinedKey displayHex caseSensitive defaultValue "
      "encrypted allowInfinite timeSpanFormat expanded validationType validationParameter "
      "extension"},
     {"enum", "name value"},
     {"flag", "name value"},
     {"flags", "name value"},
     {"method", "name extension"},
     {"inputElement", ""},
     {"outputElement", ""}}};

bool is_true(const XmlElement& declared, std::string_view attribute) {
  return iequals(trim(declared.value(attribute).value), "true");
}

bool is_name(std::string_view text) {
  const auto letter = [](char c) {
    const char small = lower(c);
    return (small >= 'a' && small <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  if (text.empty() || !letter(text.front())) return false;
  return std::ranges::all_of(
      text, [&](char c) { return letter(c) || is_digit(c) || c == '-' || c == '.'; });
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(trim(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

bool is_section_name(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '/');
  const bool frame = parts.front() == "configSections" || parts.front() == "location";
  return !frame && std::ranges::all_of(parts, is_name);
}

// min,max[,granularity][,exclude]
bool take_range(AttributeType& type, std::string_view parameter) {
  std::vector<std::string_view> parts = split(parameter, ',');
  type.exclude = iequals(parts.back(), "exclude");
  if (type.exclude) parts.pop_back();
  if (parts.size() < 2) return false;
  const auto minimum = parse_integer(parts[0]);
  const auto maximum = parse_integer(parts[1]);
  if (!minimum || !maximum || *minimum > *maximum) return false;
  if (type.type == ValueType::Uint && *maximum < 0) return false;
  type.minimum = *minimum;
  type.maximum = *maximum;
  if (parts.size() > 2) type.granularity = parse_integer(parts[2]).value_or(1);
  return true;
}

void merge_validators(AttributeType& type, const AttributeType& other) {
  const bool ranges =
      type.validator == Validator::IntegerRange || type.validator == Validator::TimeSpanRange;
  if (type.validator != other.validator || type.exclude != other.exclude) {
    type.validator = Validator::None;
  } else if (ranges && type.exclude) {
    type.minimum = std::max(type.minimum, other.minimum);
    type.maximum = std::min(type.maximum, other.maximum);
  } else if (ranges) {
    type.minimum = std::min(type.minimum, other.minimum);
    type.maximum = std::max(type.maximum, other.maximum);
  }
  type.granularity = std::min(type.granularity, other.granularity);
}

void merge(AttributeType& type, const AttributeType& other) {
  if (type.type != other.type || type.time_span_format != other.time_span_format) {
    type.type = ValueType::String;
    type.validator = Validator::None;
  } else {
    merge_validators(type, other);
  }
  for (const NamedValue& value : other.values) {
    const auto same = [&](const NamedValue& known) { return iequals(known.name, value.name); };
    if (std::ranges::none_of(type.values, same)) type.values.push_back(value);
  }
  type.required = type.required && other.required;
  type.case_sensitive = type.case_sensitive && other.case_sensitive;
  type.dynamic = type.dynamic && other.dynamic;
  type.allow_infinite = type.allow_infinite || other.allow_infinite;
  type.expanded = type.expanded || other.expanded;
  type.encrypted = type.encrypted || other.encrypted;
  if (type.key == Key::None) type.key = other.key;
  if (!type.default_value) type.default_value = other.default_value;
}

// What follows from the attributes, once there are no more to come.
void settle(ElementType& type) {
  for (const AttributeType& attribute : type.attributes) {
    if (attribute.required) ++type.required_attributes;
  }
  for (const auto& child : type.children) settle(*child);
  for (CollectionType& collection : type.collections) {
    settle(*collection.item);
    for (const AttributeType& key : collection.item->attributes) {
      if (key.dynamic || key.key == Key::None) continue;
      (key.key == Key::Unique ? collection.unique_keys : collection.combined_keys).push_back(&key);
    }
  }
}

// What schema files do not say.
void learn(ElementType& type, const ElementType& known) {
  type.since = known.since;
  type.by = known.by;
  type.documentation = known.documentation;
  type.phantoms = known.phantoms;
  for (AttributeType& attribute : type.attributes) {
    const AttributeType* same = known.attribute(attribute.name);
    if (same == nullptr) continue;
    attribute.since = same->since;
    attribute.by = same->by;
    attribute.documentation = same->documentation;
  }
  for (const auto& child : type.children) {
    const ElementType* same = known.child(child->name);
    if (same != nullptr) learn(*child, *same);
  }
  for (CollectionType& collection : type.collections) {
    const CollectionType* same = known.collection_of(collection.adds.front());
    if (same != nullptr) learn(*collection.item, *same->item);
  }
}

}  // namespace

DialectReader::Said DialectReader::add(const XmlDocument& document) {
  said_ = {};
  if (!document.readable()) {
    said_.error = document.unreadable;
  } else if (document.root().name() != "configSchema") {
    const XmlElement& root = document.root();
    said_.error = {root.at(), fmt::format("<{}> is the root, where IIS's schema files have "
                                          "<configSchema>",
                                          root.name())};
  } else {
    for (const XmlElement& declared : document.root().children()) section(declared);
  }
  return std::exchange(said_, {});
}

void DialectReader::section(const XmlElement& declared) {
  if (declared.name() != "sectionSchema") {
    return remark(declared.at(), fmt::format("<{}> is not a <sectionSchema>", declared.name()));
  }
  look_for_typos(declared);
  const Text name = declared.value("name");
  if (!is_section_name(name.value)) {
    return remark(name.at, fmt::format("'{}' cannot be the name of a section", name.value));
  }
  auto known = std::ranges::find(sections_, name.value,
                                 [](const DescribedSection& one) { return one.info.name; });
  if (known == sections_.end()) {
    DescribedSection fresh{.info = {.name = keep(name.value), .from_server = true},
                           .type = std::make_unique<ElementType>()};
    fresh.type->name = fresh.info.name;
    known = sections_.insert(known, std::move(fresh));
  }
  if (is_true(declared, "allowUnrecognizedAttributes")) known->type->allow_unrecognized = true;
  contents(declared, *known->type);
}

void DialectReader::contents(const XmlElement& declared, ElementType& type) {
  for (const XmlElement& child : declared.children()) {
    look_for_typos(child);
    if (child.name() == "attribute") {
      attribute(child, type);
    } else if (child.name() == "element") {
      element(child, type);
    } else if (child.name() == "collection") {
      collection(child, type);
    } else if (child.name() != "method") {
      remark(child.at(), fmt::format("<{}> means nothing in <{}>", child.name(), declared.name()));
    }
  }
}

void DialectReader::element(const XmlElement& declared, ElementType& parent) {
  const std::string_view name = name_of(declared, "name");
  if (name.empty()) return;
  auto known =
      std::ranges::find(parent.children, name, [](const auto& child) { return child->name; });
  const bool fresh = known == parent.children.end();
  if (fresh) {
    known = parent.children.insert(known, std::make_unique<ElementType>());
    (*known)->name = keep(name);
    (*known)->dynamic = true;
  }
  ElementType& type = **known;
  type.dynamic = type.dynamic && declared.has("extension");
  if (is_true(declared, "isCollectionDefault")) type.is_default = true;
  if (is_true(declared, "allowUnrecognizedAttributes")) type.allow_unrecognized = true;
  contents(declared, type);
}

void DialectReader::collection(const XmlElement& declared, ElementType& parent) {
  std::vector<std::string_view> adds{"add"};
  if (declared.has("addElement")) {
    adds = split(declared.value("addElement").value, ',');
    std::erase_if(adds, [](std::string_view name) { return !is_name(name); });
  }
  if (adds.empty()) return remark(declared.at(), "addElement names no element");
  const auto shares = [&](const CollectionType& known) {
    return std::ranges::find_first_of(known.adds, adds) != known.adds.end();
  };
  auto known = std::ranges::find_if(parent.collections, shares);
  if (known == parent.collections.end()) {
    known = parent.collections.emplace(known);
    known->item = std::make_unique<ElementType>();
    known->item->name = keep(adds.front());
  }
  for (const std::string_view name : adds) {
    if (std::ranges::find(known->adds, name) == known->adds.end())
      known->adds.push_back(keep(name));
  }
  const auto directive = [&](std::string_view& word, std::string_view attribute) {
    if (word.empty() && !declared.value(attribute).value.empty())
      word = keep(name_of(declared, attribute));
  };
  directive(known->remove, "removeElement");
  directive(known->clear, "clearElement");
  directive(known->default_element, "defaultElement");
  if (iequals(declared.value("mergeAppend").value, "false")) known->merge_append = false;
  if (is_true(declared, "allowDuplicates")) known->allow_duplicates = true;
  if (is_true(declared, "allowUnrecognizedAttributes")) known->allow_unrecognized = true;
  contents(declared, *known->item);
}

void DialectReader::attribute(const XmlElement& declared, ElementType& parent) {
  if (name_of(declared, "name").empty()) return;
  AttributeType type = attribute_type(declared);
  const auto known = std::ranges::find(parent.attributes, type.name, &AttributeType::name);
  if (known == parent.attributes.end()) {
    parent.attributes.push_back(std::move(type));
  } else {
    merge(*known, type);
  }
}

AttributeType DialectReader::attribute_type(const XmlElement& declared) {
  constexpr std::array<std::pair<std::string_view, ValueType>, 8> types{
      {{"bool", ValueType::Bool},
       {"enum", ValueType::Enum},
       {"flags", ValueType::Flags},
       {"uint", ValueType::Uint},
       {"int", ValueType::Int},
       {"int64", ValueType::Int64},
       {"string", ValueType::String},
       {"timeSpan", ValueType::TimeSpan}}};
  AttributeType type{.name = keep(declared.value("name").value)};
  const Text word = declared.value("type");
  const auto* const known =
      std::ranges::find(types, word.value, [](const auto& one) { return one.first; });
  if (known == types.end()) {
    remark(word.at, fmt::format("'{}' is not a type; string is taken", word.value));
  } else {
    type.type = known->second;
  }
  if (is_true(declared, "isCombinedKey")) type.key = Key::Combined;
  if (is_true(declared, "isUniqueKey")) type.key = Key::Unique;
  type.required = is_true(declared, "required");
  type.case_sensitive = is_true(declared, "caseSensitive");
  type.encrypted = is_true(declared, "encrypted");
  type.expanded = is_true(declared, "expanded");
  type.allow_infinite = is_true(declared, "allowInfinite");
  type.dynamic = declared.has("extension");
  if (const auto written = declared.attribute("defaultValue")) {
    type.default_value = keep(written->value());
  }
  const std::string_view format = declared.value("timeSpanFormat").value;
  if (format == "seconds") type.time_span_format = TimeSpanFormat::Seconds;
  if (format == "minutes") type.time_span_format = TimeSpanFormat::Minutes;
  named_values(declared, type);
  validation(declared, type);
  return type;
}

void DialectReader::named_values(const XmlElement& declared, AttributeType& type) {
  for (const XmlElement& child : declared.children()) {
    look_for_typos(child);
    const bool flag = child.name() == "flag" || child.name() == "flags";
    if (!flag && child.name() != "enum") {
      remark(child.at(), fmt::format("<{}> means nothing in <attribute>", child.name()));
      continue;
    }
    if (type.type != (flag ? ValueType::Flags : ValueType::Enum)) {
      remark(child.at(), fmt::format("<{}> in an attribute of type '{}'", child.name(),
                                     declared.value("type").value));
    }
    type.values.push_back({.name = keep(trim(child.value("name").value)),
                           .number = parse_integer(child.value("value").value).value_or(0)});
  }
}

void DialectReader::validation(const XmlElement& declared, AttributeType& type) {
  constexpr std::array<std::pair<std::string_view, Validator>, 8> validators{
      {{"integerRange", Validator::IntegerRange},
       {"timeSpanRange", Validator::TimeSpanRange},
       {"nonEmptyString", Validator::NonEmptyString},
       {"applicationPoolName", Validator::ApplicationPoolName},
       {"siteName", Validator::SiteName},
       {"applicationPath", Validator::ApplicationPath},
       {"virtualDirectoryPath", Validator::VirtualDirectoryPath},
       {"requireTrimmedString", Validator::RequireTrimmedString}}};
  const Text word = declared.value("validationType");
  if (word.value.empty()) return;
  const auto* const known =
      std::ranges::find(validators, word.value, [](const auto& one) { return one.first; });
  if (known == validators.end()) {
    return remark(word.at, fmt::format("'{}' is not a validation", word.value));
  }
  type.validator = known->second;
  const bool ranged =
      type.validator == Validator::IntegerRange || type.validator == Validator::TimeSpanRange;
  const Text parameter = declared.value("validationParameter");
  if (!ranged || take_range(type, parameter.value)) return;
  type.validator = Validator::None;
  remark(parameter.at, fmt::format("'{}' is not a range", parameter.value));
}

std::string_view DialectReader::name_of(const XmlElement& declared, std::string_view attribute) {
  const Text name = declared.value(attribute);
  if (is_name(name.value)) return name.value;
  remark(name.at, fmt::format("'{}' is not a name that could stand in a file", name.value));
  return {};
}

void DialectReader::look_for_typos(const XmlElement& declared) {
  const auto* const known = std::ranges::find(constructs, declared.name(), &Construct::element);
  if (known == constructs.end()) return;
  const std::vector<std::string_view> names = words(known->attributes);
  for (const XmlAttribute written : declared.attributes()) {
    if (std::ranges::find(names, written.name()) != names.end()) continue;
    remark(written.name_at(), fmt::format("<{}> has no attribute '{}'; IIS passes over it",
                                          declared.name(), written.name()));
  }
}

void DialectReader::remark(const Location& at, std::string message) {
  said_.remarks.push_back({at, std::move(message)});
}

std::string_view DialectReader::keep(std::string_view text) {
  return text.empty() ? std::string_view("") : std::string_view(words_->emplace_back(text));
}

SchemaModel DialectReader::model(const SchemaModel& known) {
  for (DescribedSection& section : sections_) {
    settle(*section.type);
    const SectionInfo* info = known.info(section.info.name);
    if (info == nullptr) continue;
    section.info = *info;
    section.info.from_server = true;
    learn(*section.type, *known.section(info->name));
  }
  return {std::move(sections_), std::move(words_)};
}

}  // namespace farmlint
