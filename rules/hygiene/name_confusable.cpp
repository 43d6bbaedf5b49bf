#include <map>

#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// The name as somebody hears it on the telephone.
std::string skeleton(std::string_view name) {
  std::string result;
  for (const char c : lower(name))
    if (!is_blank(c) && c != '-' && c != '_') result += c;
  return result;
}

template <typename Item, typename About>
void compare(const std::vector<Item>& items, std::string_view kind, const About& subject,
             Findings& findings) {
  std::map<std::string, const Item*> first;
  for (const Item& item : items) {
    const auto [earlier, is_new] = first.try_emplace(skeleton(item.name.value), &item);
    // Names that differ in letter case only are one name for IIS.
    if (is_new || iequals(earlier->second->name.value, item.name.value)) continue;
    findings
        .add(item.name.at, "{} \"{}\" is easily taken for \"{}\"", kind, item.name.value,
             earlier->second->name.value)
        .about(subject(item))
        .note(earlier->second->name.at, "the other one is here");
  }
}

void check(const Farm& farm, Findings& findings) {
  compare(
      farm.config.sites, "site", [](const Site& site) { return about(site); }, findings);
  compare(
      farm.config.pools, "pool", [](const ApplicationPool& pool) { return about(pool); }, findings);
}

}  // namespace

extern constinit const Rule name_confusable{
    .name = "name-confusable",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "Two sites or pools have names that differ in blanks and hyphens only.",
    .rationale = "Who reads a ticket or types a command at night takes the one for the other.",
    .remediation = "Rename one of them.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
