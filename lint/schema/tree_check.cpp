#include "lint/schema/tree_check.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "lint/schema/lock_list.h"
#include "lint/schema/value.h"
#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::size_t most_listed = 12;

const AttributeType lock_item_type{.name = "lockItem", .type = ValueType::Bool};

// Most elements of a type carry the same attributes in the same order, so what followed the last
// time, `guess`, is tried first.
const AttributeType* find(const ElementType& type, const AttributeType*& guess,
                          std::string_view name) {
  if (guess != nullptr && same_text(guess->name, name)) return guess;
  const AttributeType* found = type.attribute(name);
  if (found != nullptr) guess = found;
  return found;
}

std::string listed(std::vector<std::string_view> names) {
  const std::size_t more = names.size() - std::min(names.size(), most_listed);
  names.resize(names.size() - more);
  const std::string all = fmt::format("{}", fmt::join(names, ", "));
  return more == 0 ? all : fmt::format("{} and {} more", all, more);
}

// Whether an element of that name stood before, as far as `seen`, a bit for each, tells.
bool is_repeated(const ChildType& found, std::uint64_t& seen) {
  if (found.index >= 64) return false;
  const std::uint64_t bit = std::uint64_t{1} << found.index;
  const bool repeated = (seen & bit) != 0;
  seen |= bit;
  return repeated;
}

bool is_directive(const ChildType& found) {
  return found.role == ChildRole::Remove || found.role == ChildRole::Clear;
}

bool is_computed(const ChildType& found) {
  return found.role != ChildRole::Unknown &&
         (found.type->dynamic || (found.collection != nullptr && found.collection->dynamic));
}

// Where the defaults of an element's children stand; looked up once for items in a row.
class ChildDefaults {
 public:
  ChildDefaults(const XmlElement& parent, const XmlElement* own) : parent_(parent), own_(own) {}

  const XmlElement* of(const XmlElement& child, const ChildType& found) {
    if (found.role == ChildRole::Element && own_ != nullptr) return own_->child(child.name());
    if (found.role != ChildRole::Item) return own_;
    if (found.collection != collection_) {
      collection_ = found.collection;
      const std::string_view name = collection_->default_element;
      of_items_ = name.empty() ? nullptr : parent_.child(name);
    }
    return of_items_;
  }

 private:
  const XmlElement& parent_;
  const XmlElement* own_;
  const CollectionType* collection_ = nullptr;
  const XmlElement* of_items_ = nullptr;
};

}  // namespace

Severity TreeCheck::level_of_unknown(bool near) const {
  return !near && rules_.unknowns == Unknowns::MaybeOfModule ? Severity::Warning : Severity::Error;
}

[[gnu::always_inline]] inline void TreeCheck::content(const XmlElement& element,
                                                      const ElementType& type,
                                                      const Around& around) {
  if (!element.children().empty()) children(element, type, around);
  if (rules_.dialect == Dialect::Plain) missing_children(element, type);
}

void TreeCheck::value(const XmlElement& element, XmlAttribute attribute,
                      const AttributeType& type) {
  if (type.dynamic) return computed_attribute(element, attribute);
  if (!type.since.empty()) {
    problems_.version(
        {.at = attribute.name_at(), .element = &element, .name = type.name, .since = type.since});
  }
  if (const auto fault = check_value(type, attribute.value()))
    wrong_value(element, attribute, type, *fault);
}

void TreeCheck::check(const XmlElement& checked, const ElementType& type) {
  const Around around{.lax = type.allow_unrecognized};
  attributes(checked, type, around);
  content(checked, type, around);
}

std::uint64_t TreeCheck::attributes(const XmlElement& element, const ElementType& type,
                                    const Around& around) {
  const AttributeType** guess = &type.first_written;
  std::uint32_t required = 0;
  std::uint64_t combined_key = 0;
  const XmlAttributes written = element.attributes();
  for (auto at = written.begin(), end = written.end(); at != end; ++at) {
    const AttributeType* known = find(type, *guess, at.name());
    if (known == nullptr) {
      foreign_attribute(element, type, *at, around.lax);
      continue;
    }
    guess = &known->follower;
    if (known->required) ++required;
    const std::string_view text = at.value();
    if (known->key != Key::None && !around.alone) combined_key += keys_.note(*known, text);
    if (known->dynamic || !known->since.empty() || !is_plain_value(*known, text))
      value(element, *at, *known);
  }
  if (required < type.required_attributes) missing_attributes(element, type);
  return combined_key;
}

void TreeCheck::computed_attribute(const XmlElement& element, XmlAttribute attribute) {
  problems_.add(SchemaFault::UnknownName, Severity::Warning, attribute.name_at(), element,
                fmt::format("'{}' on <{}> is computed while IIS runs; written to the file it has "
                            "no effect",
                            attribute.name(), element.name()));
}

void TreeCheck::wrong_value(const XmlElement& element, XmlAttribute attribute,
                            const AttributeType& type, const ValueFault& fault) {
  const Location at = part_at(attribute, fault.part);
  const bool eager =
      problems_.place().info != nullptr && problems_.place().info->read_by == ReadBy::Was;
  const Severity level = fault.disputed && !eager ? Severity::Note : fault.level;
  SchemaProblem& problem =
      problems_.add(SchemaFault::InvalidValue, level, at, element,
                    fmt::format("{} on <{}>: {}", shown(attribute, &type), element.name(),
                                type.encrypted ? "not a value that IIS accepts" : fault.expected));
  const bool exact = at.end - at.begin == fault.part.size();
  if (!fault.suggestion.empty() && exact) problem.fixes.push_back(replace(at, fault.suggestion));
}

void TreeCheck::foreign_attribute(const XmlElement& element, const ElementType& type,
                                  XmlAttribute attribute, bool lax) {
  const std::string_view name = attribute.name();
  if (rules_.dialect == Dialect::Plain) {
    const bool namespaces =
        name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:");
    if (namespaces) return;
  } else if (framework_attribute(element, type, attribute)) {
    return;
  }
  if (!lax) unknown_attribute(element, type, attribute);
}

bool TreeCheck::framework_attribute(const XmlElement& element, const ElementType& type,
                                    XmlAttribute attribute) {
  const std::string_view name = attribute.name();
  if (name == "configBuilders") return true;
  if (name == "configSource") {
    if (!rules_.config_source_allowed) {
      problems_.add(
          SchemaFault::ConfigSource, Severity::Error, attribute.name_at(), element,
          fmt::format("configSource on <{}>: IIS does not accept it in this file", element.name()));
    }
    return true;
  }
  if (name == "lockItem") {
    value(element, attribute, lock_item_type);
    return true;
  }
  const bool list = name == "lockAttributes" || name == "lockAllAttributesExcept" ||
                    name == "lockElements" || name == "lockAllElementsExcept";
  if (list) check_lock_list(element, type, attribute, problems_);
  return list;
}

void TreeCheck::unknown_attribute(const XmlElement& element, const ElementType& type,
                                  XmlAttribute attribute) {
  NearestName nearest(attribute.name());
  std::vector<std::string_view> free;
  for (const AttributeType& known : type.attributes) {
    if (known.dynamic || element.has(known.name)) continue;
    free.push_back(known.name);
    nearest.offer(known.name);
  }
  if (const auto near = nearest.best()) {
    SchemaProblem& problem =
        problems_.add(SchemaFault::UnknownName, Severity::Error, attribute.name_at(), element,
                      fmt::format("unknown attribute '{}' on <{}>; did you mean '{}'?",
                                  attribute.name(), element.name(), *near));
    problem.fixes.push_back(replace(attribute.name_at(), *near));
    return;
  }
  const Severity level = level_of_unknown(false);
  SchemaProblem& problem = problems_.add(
      SchemaFault::UnknownName, level, attribute.name_at(), element,
      fmt::format("unknown attribute '{}' on <{}>{}", attribute.name(), element.name(),
                  level == Severity::Warning ? "; the schema of a module may add it" : ""));
  if (free.empty()) return;
  problem.notes.insert(
      problem.notes.begin(),
      {element.at(), fmt::format("<{}> also takes {}", element.name(), listed(free))});
}

void TreeCheck::missing_attributes(const XmlElement& element, const ElementType& type) {
  for (const AttributeType& wanted : type.attributes) {
    if (!wanted.required || wanted.dynamic || element.has(wanted.name)) continue;
    // A misspelt one is told already, as what it is.
    const bool misspelt =
        std::ranges::any_of(element.attributes(), [&](const XmlAttribute& written) {
          return type.attribute(written.name()) == nullptr &&
                 nearest_name(written.name(), std::initializer_list<std::string_view>{wanted.name});
        });
    if (misspelt) continue;
    problems_.add(
        SchemaFault::MissingRequired, Severity::Error, element.at(), element,
        fmt::format("missing required attribute '{}' on {}", wanted.name, label(element, &type)));
  }
}

TreeCheck::Around TreeCheck::inside_of(const ChildType& found, Around around) {
  if (found.role == ChildRole::Unknown) return around;
  if (found.collection != nullptr) around.lax = around.lax || found.collection->allow_unrecognized;
  if (is_directive(found)) return around;
  around.lax = around.lax || found.type->allow_unrecognized;
  around.in_item = around.in_item || found.role == ChildRole::Item;
  return around;
}

[[gnu::always_inline]] inline void TreeCheck::child(const XmlElement& child, const ChildType& found,
                                                    const Around& around) {
  if (is_directive(found)) return directive(child, found, around.lax);
  if (is_computed(found)) return computed_child(child);
  if (!found.type->since.empty()) {
    problems_.version({.kind = VersionUse::Kind::Element,
                       .at = name_at(child),
                       .element = &child,
                       .name = found.type->name,
                       .since = found.type->since});
  }
  const std::uint64_t combined_key = attributes(child, *found.type, around);
  if (!around.alone && found.collection != nullptr && !found.collection->combined_keys.empty())
    keys_.note_combined(combined_key);
  content(child, *found.type, around);
}

void TreeCheck::children(const XmlElement& element, const ElementType& type, const Around& around) {
  std::string_view last_name;
  ChildType found;
  Around inside;
  ChildDefaults defaults(element, around.defaults);
  const bool alone = ++element.children().begin() == element.children().end();
  const std::size_t first_key = keys_.size();
  std::uint64_t seen = 0;
  bool strangers = false;
  bool items = false;
  bool all_noted = true;  // the keys of the items
  for (const XmlElement& child_element : element.children()) {
    // What elements of one name have in common is asked once for those in a row.
    if (!same_text(child_element.name(), last_name)) {
      last_name = child_element.name();
      found = type.find(last_name);
      inside = inside_of(found, around);
      inside.alone = alone;
      inside.defaults = defaults.of(child_element, found);
      items = items || found.collection != nullptr;
      all_noted = all_noted && !is_directive(found) && !is_computed(found);
    }
    if (found.role == ChildRole::Unknown) {
      strangers = true;
      unknown_child(element, type, child_element);
      continue;
    }
    if (found.role == ChildRole::Element && is_repeated(found, seen)) {
      repeated_child(element, child_element);
    }
    child(child_element, found, inside);
  }
  if (items && !strangers &&
      (!all_noted || around.defaults != nullptr || keys_.any_repeated_from(first_key)))
    repeated_keys(element, type, around);
  keys_.drop_from(first_key);
}

void TreeCheck::computed_child(const XmlElement& child) {
  problems_.skip(child);
  problems_.add(SchemaFault::UnknownName, Severity::Warning, name_at(child), child,
                fmt::format("<{}> is computed while IIS runs; written to the file it has no effect",
                            child.name()));
}

void TreeCheck::directive(const XmlElement& directive, const ChildType& found, bool lax) {
  const bool clear = found.role == ChildRole::Clear;
  const bool keyed = found.collection->has_keys();
  for (const XmlAttribute attribute : directive.attributes()) {
    const AttributeType* known = clear ? nullptr : found.type->attribute(attribute.name());
    if (known != nullptr && (!keyed || known->key != Key::None)) {
      value(directive, attribute, *known);
    } else if (known != nullptr || clear) {
      problems_.add(SchemaFault::UnknownName, Severity::Error, attribute.name_at(), directive,
                    fmt::format("attribute '{}' has no place on <{}>{}", attribute.name(),
                                directive.name(), clear ? "" : ", which takes the key only"));
    } else if (!lax) {
      unknown_attribute(directive, *found.type, attribute);
    }
  }
  if (!clear && keyed) missing_key(directive, *found.type);
}

void TreeCheck::missing_key(const XmlElement& directive, const ElementType& type) {
  for (const AttributeType& wanted : type.attributes) {
    const bool absent = wanted.required && wanted.key != Key::None && !directive.has(wanted.name);
    if (!absent || problems_.concerns(directive)) continue;
    problems_.add(
        SchemaFault::MissingRequired, Severity::Error, directive.at(), directive,
        fmt::format("missing required attribute '{}' on {}", wanted.name, label(directive, &type)));
  }
}

void TreeCheck::unknown_child(const XmlElement& parent, const ElementType& type,
                              const XmlElement& child) {
  problems_.skip(child);
  if (std::ranges::find(type.phantoms, child.name()) != type.phantoms.end()) {
    problems_.add(SchemaFault::UnknownName, Severity::Warning, name_at(child), child,
                  fmt::format("unknown element <{}> in <{}>: templates have it, IIS does not know "
                              "it",
                              child.name(), parent.name()));
    return;
  }
  const std::vector<std::string_view> names = type.child_names();
  const auto near = nearest_name(child.name(), names);
  if (!near && (child.name() == "remove" || child.name() == "clear") && !type.collections.empty()) {
    return unsupported_directive(parent, type, child);
  }
  const Severity level = level_of_unknown(near.has_value());
  std::string ending = level == Severity::Warning ? "; the schema of a module may add it" : "";
  if (near) ending = fmt::format("; did you mean <{}>?", *near);
  SchemaProblem& problem = problems_.add(
      SchemaFault::UnknownName, level, name_at(child), child,
      fmt::format("unknown element <{}> in <{}>{}", child.name(), parent.name(), ending));
  if (near) {
    problem.fixes.push_back(rename(child, *near));
  } else if (!names.empty()) {
    problem.notes.insert(problem.notes.begin(),
                         {parent.at(), fmt::format("<{}> takes {}", parent.name(), listed(names))});
  }
}

void TreeCheck::unsupported_directive(const XmlElement& parent, const ElementType& type,
                                      const XmlElement& directive) {
  const std::string_view item = type.collections.front().adds.front();
  std::string ending;
  if (directive.name() == "remove") ending = fmt::format("; delete the <{}> element instead", item);
  problems_.add(
      SchemaFault::UnsupportedDirective, Severity::Error, name_at(directive), directive,
      fmt::format("<{}> is not a directive of <{}>{}", directive.name(), parent.name(), ending));
}

void TreeCheck::repeated_child(const XmlElement& parent, const XmlElement& child) {
  const XmlElement* first = parent.child(child.name());
  const Severity level = rules_.dialect == Dialect::Plain ? Severity::Error : Severity::Warning;
  problems_
      .add(SchemaFault::DuplicateKey, level, name_at(child), child,
           fmt::format("<{}> stands twice in <{}>", child.name(), parent.name()))
      .notes.push_back({name_at(*first), "first here"});
}

void TreeCheck::missing_children(const XmlElement& element, const ElementType& type) {
  for (const auto& wanted : type.children) {
    if (!wanted->required || element.child(wanted->name) != nullptr) continue;
    problems_.add(SchemaFault::MissingRequired, Severity::Error, element.at(), element,
                  fmt::format("missing <{}> in {}", wanted->name, label(element, &type)));
  }
}

void TreeCheck::repeated_keys(const XmlElement& element, const ElementType& type,
                              const Around& around) {
  const bool complete = rules_.inherited == Inherited::Nothing && !around.in_item;
  const auto removals = complete ? KeyCheck::Removals::Checked : KeyCheck::Removals::Believed;
  // A site's own bindings come after those of siteDefaults.
  const XmlElement* before = element.name() == "bindings" ? around.defaults : nullptr;
  for (const CollectionType& collection : type.collections) {
    if (!collection.has_keys() || collection.allow_duplicates) continue;
    KeyCheck check(problems_, element, collection);
    check.precede(before);
    check.run(removals);
  }
}

}  // namespace farmlint
