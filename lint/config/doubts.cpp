#include "lint/config/doubts.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace farmlint {
namespace {

const XmlElement* site_around(const XmlElement& element) {
  for (const XmlElement* at = &element; at != nullptr; at = at->parent())
    if (at->name() == "site" && at->parent() != nullptr && at->parent()->name() == "sites")
      return at;
  return nullptr;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool hides_something(const SchemaProblem& problem) {
  switch (problem.fault) {
    case SchemaFault::UnknownName:
    case SchemaFault::InvalidValue:
    case SchemaFault::MissingRequired:
    case SchemaFault::UnknownSection:
      return problem.element != nullptr;
    default:
      return false;
  }
}

}  // namespace

Doubts::Doubts(const SchemaReport& report) {
  for (const SchemaProblem& problem : report.problems)
    if (hides_something(problem)) add(problem);
}

// An unknown element may be anything that its parent can hold, or what its own name says and only
// stands in the wrong place; a known one with a bad attribute is not what it should be.
void Doubts::add(const SchemaProblem& problem) {
  const XmlElement& element = *problem.element;
  const XmlElement* parent = element.parent();
  const std::string_view name = element.name();
  const std::string_view around = parent == nullptr ? std::string_view() : parent->name();
  const XmlElement* site = site_around(element);
  if (is_one_of(around, {"configuration", "system.applicationHost", "sites"}) || name == "site")
    mark(Sites, nullptr);
  if (is_one_of(around, {"configuration", "system.applicationHost", "applicationPools"}))
    mark(Pools, nullptr);
  if (is_one_of(around, {"site", "siteDefaults", "bindings"}) ||
      is_one_of(name, {"bindings", "binding"}))
    mark(Bindings, site);
  if (is_one_of(around, {"site", "sites", "application"}) ||
      is_one_of(name, {"application", "virtualDirectory", "applicationDefaults",
                       "virtualDirectoryDefaults"}))
    mark(Applications, site);
}

void Doubts::mark(What what, const XmlElement* site) {
  if (site == nullptr)
    everywhere_.at(what) = true;
  else
    sites_.at(what).insert(site);
}

bool Doubts::about(What what, const Site& site) const {
  return everywhere_.at(what) || sites_.at(what).contains(site.element);
}

}  // namespace farmlint
