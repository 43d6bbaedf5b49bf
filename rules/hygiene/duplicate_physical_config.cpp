#include <algorithm>

#include "lint/edits.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

std::string_view parent_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

// The path with the site's name as it is written.
std::string name_of(const Farm& farm, std::string_view path) {
  const std::string_view first = path.substr(0, path.find('/'));
  const Site* const site = farm.config.site(first);
  return fmt::format("{}{}", site == nullptr ? first : site->name().value,
                     path.substr(first.size()));
}

Subject about_section(const Farm& farm, const SectionPlace& place) {
  Subject subject{.object = object_path(*place.section)};
  const Site* const site = farm.config.site(place.path.substr(0, place.path.find('/')));
  if (site != nullptr) subject.site = site->name().value;
  return subject;
}

// With the blank before it.
TextEdit remove_attribute(const XmlAttribute& attribute) {
  const Location name = attribute.name_at();
  return {.at = {.file = name.file, .begin = name.begin - 1, .end = attribute.value_at().end + 1},
          .text = {}};
}

void check_attributes(const Farm& farm, const SectionPlace& place, std::string_view section,
                      Findings& findings) {
  if (place.path.empty()) return;
  for (const XmlAttribute attribute : place.section->attributes()) {
    // A lock counts for what is below it.
    if (attribute.name().starts_with("lock")) continue;
    const Effective inherited = farm.sections.value(
        parent_of(place.path), {.section = section, .attribute = attribute.name()});
    if (!inherited.written() || inherited.value != attribute.value()) continue;
    findings
        .add(attribute.value_at(),
             "{} of {} repeats what counts for {} anyway, and will not follow when that is changed",
             attribute.name(), section, name_of(farm, place.path))
        .about(about_section(farm, place))
        .note(inherited.at, "it would come from here")
        .fix({.description = "delete the attribute",
              .edits = {remove_attribute(attribute)},
              .commands = {}});
  }
}

// Whether <remove> names the item: it has the item's key attributes only.
bool removes(const XmlElement& remove, const XmlElement& item) {
  return !remove.attributes().empty() &&
         std::ranges::all_of(remove.attributes(), [&](const XmlAttribute& key) {
           const auto same = item.attribute(key.name());
           return same && iequals(same->value(), key.value());
         });
}

// What one place adds first and removes then.
void check_items(const Farm& farm, const SectionPlace& place, const XmlElement& collection,
                 Findings& findings) {
  std::vector<const XmlElement*> added;
  for (const XmlElement& child : collection.children()) {
    check_items(farm, place, child, findings);
    if (child.name() == "add") added.push_back(&child);
    if (child.name() != "remove") continue;
    const auto item = std::ranges::find_if(
        added, [&](const XmlElement* candidate) { return removes(child, *candidate); });
    if (item == added.end()) continue;
    findings.add(child.at(), "what is removed here was added a few lines before: both do nothing")
        .about(about_section(farm, place))
        .note((*item)->at(), "it is added here")
        .fix(
            {.description = "delete both",
             .edits = {remove_element(*farm.sources, **item), remove_element(*farm.sources, child)},
             .commands = {}});
    added.erase(item);
  }
}

void check(const Farm& farm, Findings& findings) {
  for (const SectionDeclaration& declaration : farm.config.declarations) {
    for (const SectionPlace& place : farm.sections.everywhere(declaration.path)) {
      check_attributes(farm, place, declaration.path, findings);
      check_items(farm, place, *place.section, findings);
    }
  }
}

}  // namespace

extern constinit const Rule duplicate_physical_config{
    .name = "duplicate-physical-config",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A location repeats a value that it inherits, or removes what it has just added.",
    .rationale =
        "What is written twice is changed once: the location keeps the old value when somebody "
        "changes the one above. What is added and removed again only misleads who reads it.",
    .remediation = "Delete it, unless it is there to survive such a change.",
    .evidence = Evidence::Config,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
