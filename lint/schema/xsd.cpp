#include "lint/schema/xsd.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lint/schema/xsd_frame.h"

namespace farmlint {
namespace {

enum class Lax : std::uint8_t { No, Yes };

// Xerces looks up elements of one name newest first, and these hold most elements of a large file.
constexpr std::array<std::string_view, 2> hot_sections{"system.applicationHost/applicationPools",
                                                       "system.applicationHost/sites"};

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string annotation(std::string_view documentation) {
  if (documentation.empty()) return {};
  return fmt::format("<xs:annotation><xs:documentation>{}</xs:documentation></xs:annotation>",
                     escaped(documentation));
}

std::string declaration(std::string_view kind, std::string_view attributes,
                        std::string_view documentation) {
  const std::string inside = annotation(documentation);
  if (inside.empty()) return fmt::format("<xs:{} {}/>", kind, attributes);
  return fmt::format("<xs:{0} {1}>{2}</xs:{0}>", kind, attributes, inside);
}

std::string pattern(std::string_view expression) {
  return fmt::format(R"(<xs:restriction base="xs:token"><xs:pattern value="{}"/></xs:restriction>)",
                     escaped(expression));
}

std::string choice(std::string_view members) {
  if (members.empty()) return {};
  return fmt::format(R"(<xs:choice minOccurs="0" maxOccurs="unbounded">{}</xs:choice>)", members);
}

struct Limits {
  std::string_view base;
  std::int64_t least;
  std::int64_t most;
};

Limits limits_of(ValueType type) {
  constexpr std::int64_t uint_most = std::numeric_limits<std::uint32_t>::max();
  if (type == ValueType::Uint) return {"xs:unsignedInt", 0, uint_most};
  if (type == ValueType::Int) {
    return {"xs:int", std::numeric_limits<std::int32_t>::min(),
            std::numeric_limits<std::int32_t>::max()};
  }
  return {"xs:long", std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max()};
}

class Writer {
 public:
  explicit Writer(const SchemaModel& model) : model_(&model) {}

  std::string configuration();
  std::string single_root(const ElementType& root);

 private:
  std::string simple_type(std::string body);
  std::string complex_type(std::string body);
  std::string value_type(const AttributeType& type);
  std::string integer_type(const AttributeType& type);
  std::string named_type(const AttributeType& type);
  std::string string_type(const AttributeType& type);
  std::string joined(std::string_view one, std::string_view other);
  std::string attributes(const ElementType& element, Lax lax);
  std::string key_attributes(const ElementType& item, Lax lax);
  std::string attribute(const AttributeType& type);
  std::string collection(const CollectionType& collection, Lax lax,
                         std::vector<std::string_view>& used);
  std::string element_type(const ElementType& element, Lax lax, std::string_view more = {});
  std::string groups(std::string_view below);

  const SchemaModel* model_;
  bool locks_ = true;
  std::map<std::string, std::string, std::less<>> simple_names_;
  std::map<std::string, std::string, std::less<>> complex_names_;
  std::string simple_;
  std::string complex_;
};

std::string Writer::simple_type(std::string body) {
  const auto [found, is_new] = simple_names_.try_emplace(std::move(body));
  if (is_new) {
    found->second = fmt::format("S{}", simple_names_.size());
    simple_ +=
        fmt::format("<xs:simpleType name=\"{}\">{}</xs:simpleType>\n", found->second, found->first);
  }
  return found->second;
}

std::string Writer::complex_type(std::string body) {
  const auto [found, is_new] = complex_names_.try_emplace(std::move(body));
  if (is_new) {
    found->second = fmt::format("T{}", complex_names_.size());
    complex_ += fmt::format("<xs:complexType name=\"{}\">{}</xs:complexType>\n", found->second,
                            found->first);
  }
  return found->second;
}

std::string Writer::joined(std::string_view one, std::string_view other) {
  return simple_type(fmt::format(R"(<xs:union memberTypes="{} {}"/>)", one, other));
}

std::string Writer::integer_type(const AttributeType& type) {
  const Limits limits = limits_of(type.type);
  const auto between = [&](std::int64_t least, std::int64_t most) {
    return simple_type(fmt::format(R"(<xs:restriction base="{}"><xs:minInclusive value="{}"/>)"
                                   R"(<xs:maxInclusive value="{}"/></xs:restriction>)",
                                   limits.base, least, most));
  };
  std::string decimal(limits.base);
  if (type.validator == Validator::IntegerRange && !type.exclude) {
    const std::int64_t least = std::max(type.minimum, limits.least);
    const std::int64_t most = std::min(type.maximum, limits.most);
    if (least > limits.least || most < limits.most) decimal = between(least, most);
  } else if (type.validator == Validator::IntegerRange) {
    const bool below = type.minimum > limits.least;
    const bool above = type.maximum < limits.most;
    if (below) decimal = between(limits.least, type.minimum - 1);
    if (above) {
      const std::string upper = between(type.maximum + 1, limits.most);
      decimal = below ? joined(decimal, upper) : upper;
    }
  }
  return joined(decimal, simple_type(pattern("0[xX][0-9A-Fa-f]{1,16}")));
}

std::string Writer::named_type(const AttributeType& type) {
  if (type.values.empty()) return "xs:string";
  std::string body = R"(<xs:restriction base="xs:token">)";
  for (const NamedValue& value : type.values) {
    body += fmt::format(R"(<xs:enumeration value="{}"/>)", escaped(value.name));
  }
  return simple_type(body + "</xs:restriction>");
}

std::string Writer::string_type(const AttributeType& type) {
  switch (type.validator) {
    case Validator::NonEmptyString:
      return simple_type(
          R"(<xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>)");
    case Validator::ApplicationPoolName:
      return simple_type(pattern(R"([^|<>&\\"/\[\]+=;:,?*@]*)"));
    case Validator::SiteName:
      return simple_type(pattern(R"([^/?\\]*)"));
    case Validator::ApplicationPath:
    case Validator::VirtualDirectoryPath:
      return simple_type(pattern(R"(/|(/[^/]+)+)"));
    default:
      return "xs:string";
  }
}

std::string Writer::value_type(const AttributeType& type) {
  std::string name;
  switch (type.type) {
    case ValueType::Bool:
      name = "Bool";
      break;
    case ValueType::Enum:
      name = named_type(type);
      break;
    case ValueType::Uint:
    case ValueType::Int:
    case ValueType::Int64:
      name = integer_type(type);
      break;
    case ValueType::TimeSpan:
      name = type.time_span_format == TimeSpanFormat::Clock
                 ? simple_type(
                       pattern(R"(-?([0-9]+[.:])?[0-9]+:[0-5]?[0-9]:[0-5]?[0-9](\.[0-9]{1,7})?)"))
                 : "xs:unsignedInt";
      break;
    case ValueType::Date:
      return "xs:date";
    case ValueType::Flags:
      return "xs:string";
    case ValueType::String:
      return string_type(type);
  }
  if (!type.allow_infinite) return name;
  return joined(name, simple_type(pattern("[Ii][Nn][Ff][Ii][Nn][Ii][Tt][Ee]")));
}

std::string Writer::attribute(const AttributeType& type) {
  return declaration("attribute",
                     fmt::format(R"(name="{}" type="{}"{})", type.name, value_type(type),
                                 type.required ? R"( use="required")" : ""),
                     type.documentation);
}

std::string Writer::attributes(const ElementType& element, Lax lax) {
  std::string result;
  for (const AttributeType& type : element.attributes) {
    if (!type.dynamic) result += attribute(type);
  }
  if (lax == Lax::Yes) {
    result += R"(<xs:anyAttribute namespace="##any" processContents="skip"/>)";
  } else if (locks_) {
    result += R"(<xs:anyAttribute namespace="##local" processContents="strict"/>)";
  }
  return result;
}

std::string Writer::key_attributes(const ElementType& item, Lax lax) {
  std::string result;
  for (const AttributeType& type : item.attributes) {
    if (!type.dynamic && type.key != Key::None) result += attribute(type);
  }
  if (result.empty()) return attributes(item, lax);
  if (lax == Lax::Yes) result += R"(<xs:anyAttribute namespace="##any" processContents="skip"/>)";
  return result;
}

std::string Writer::collection(const CollectionType& collection, Lax lax,
                               std::vector<std::string_view>& used) {
  if (collection.allow_unrecognized) lax = Lax::Yes;
  std::string result;
  // XSD wants one type for one name in one element; the first is kept.
  const auto put = [&](std::string_view name, const std::string& type,
                       std::string_view documentation) {
    if (name.empty() || std::ranges::find(used, name) != used.end()) return;
    used.push_back(name);
    result +=
        declaration("element", fmt::format(R"(name="{}" type="{}")", name, type), documentation);
  };
  const std::string item = element_type(*collection.item, lax);
  for (const std::string_view name : collection.adds) {
    put(name, item, collection.item->documentation);
  }
  if (!collection.remove.empty()) {
    put(collection.remove, complex_type(key_attributes(*collection.item, lax)), {});
  }
  if (!collection.clear.empty()) put(collection.clear, complex_type({}), {});
  return result;
}

std::string Writer::element_type(const ElementType& element, Lax lax, std::string_view more) {
  if (element.allow_unrecognized) lax = Lax::Yes;
  std::string members;
  std::vector<std::string_view> used;
  for (const auto& child : element.children) {
    if (child->dynamic) continue;
    used.push_back(child->name);
    members += declaration(
        "element", fmt::format(R"(name="{}" type="{}")", child->name, element_type(*child, lax)),
        child->documentation);
  }
  for (const CollectionType& type : element.collections) {
    if (!type.dynamic) members += collection(type, lax, used);
  }
  return complex_type(choice(members.append(more)) + attributes(element, lax));
}

std::string Writer::groups(std::string_view below) {
  std::string result;
  const ElementType* around = model_->section(below);
  for (const std::string_view name : model_->names_below(below)) {
    // One server's section may hold as an element what is a section elsewhere.
    if (around != nullptr && around->find(name).role != ChildRole::Unknown) continue;
    const std::string path = below.empty() ? std::string(name) : fmt::format("{}/{}", below, name);
    const std::string inside = groups(path);
    const ElementType* section = model_->section(path);
    const std::string type =
        section != nullptr ? element_type(*section, Lax::No, inside) : complex_type(choice(inside));
    result += fmt::format(R"(<xs:element name="{}" type="{}"/>)", name, type);
  }
  return result;
}

std::string Writer::configuration() {
  for (const SectionInfo& info : model_->sections()) {
    if (std::ranges::find(hot_sections, info.name) != hot_sections.end()) continue;
    if (!model_->is_group(info.name)) element_type(*model_->section(info.name), Lax::No);
  }
  const std::string all = groups({});
  std::string result = R"(<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
)";
  result.append(xsd_bool).append(xsd_lock_attributes).append(simple_).append(complex_);
  result += fmt::format("<xs:group name=\"groups\"><xs:choice>{}</xs:choice></xs:group>\n", all);
  return result.append(xsd_frame).append("</xs:schema>\n");
}

std::string Writer::single_root(const ElementType& root) {
  locks_ = false;
  const std::string type = element_type(root, Lax::No);
  std::string result = fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{0}"
    targetNamespace="{0}" elementFormDefault="qualified">
)",
      escaped(model_->target_namespace()));
  result.append(xsd_exact_bool).append(simple_).append(complex_);
  result += declaration("element", fmt::format(R"(name="{}" type="{}")", root.name, type),
                        root.documentation);
  return result.append("\n</xs:schema>\n");
}

}  // namespace

std::string to_xsd(const SchemaModel& model) {
  const ElementType* root = model.root();
  return root != nullptr ? Writer(model).single_root(*root) : Writer(model).configuration();
}

}  // namespace farmlint
