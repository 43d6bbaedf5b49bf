#include "lint/schema/lock_list.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

enum class Locked : std::uint8_t { Attributes, Elements };

Locked locked_by(std::string_view list) {
  const bool elements = list.ends_with("Elements") || list.starts_with("lockAllElements");
  return elements ? Locked::Elements : Locked::Attributes;
}

bool is_known(std::string_view name, Locked locked, const ElementType& type) {
  if (name.empty() || name == "*") return true;
  if (locked == Locked::Elements) return type.find(name).role != ChildRole::Unknown;
  return type.attribute(name) != nullptr || type.allow_unrecognized;
}

std::optional<std::string_view> nearest(std::string_view name, Locked locked,
                                        const ElementType& type) {
  if (locked == Locked::Elements) return nearest_name(name, type.child_names());
  return nearest_name(name, type.attributes, &AttributeType::name);
}

}  // namespace

void check_lock_list(const XmlElement& element, const ElementType& type,
                     const XmlAttribute& attribute, Problems& problems) {
  const Locked locked = locked_by(attribute.name());
  for (std::string_view rest = attribute.value(); !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view name = trim(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (is_known(name, locked, type)) continue;
    const auto near = nearest(name, locked, type);
    const Location at = part_at(attribute, name);
    SchemaProblem& problem = problems.add(
        SchemaFault::LockUnknownName, Severity::Error, at, element,
        fmt::format("{} on <{}> names {} '{}'{}", attribute.name(), element.name(),
                    locked == Locked::Elements ? "an unknown element" : "an unknown attribute",
                    name, near ? fmt::format("; did you mean '{}'?", *near) : ""));
    if (near && at.end - at.begin == name.size()) problem.fixes.push_back(replace(at, *near));
  }
}

}  // namespace farmlint
