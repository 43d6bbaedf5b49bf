#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "lint/hash.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

struct LookAlike {
  std::string_view letter;
  std::string_view latin;
};

// In lower case: Cyrillic and Greek letters that are drawn like Latin ones, at least as capitals;
// and what is drawn like a blank, like a hyphen, or not at all.
constexpr std::array<LookAlike, 39> look_alikes{
    {{"\u0430", "a"}, {"\u0432", "b"}, {"\u0441", "c"}, {"\u0435", "e"}, {"\u043D", "h"},
     {"\u0456", "i"}, {"\u0458", "j"}, {"\u043A", "k"}, {"\u043C", "m"}, {"\u043E", "o"},
     {"\u0440", "p"}, {"\u0455", "s"}, {"\u0442", "t"}, {"\u0445", "x"}, {"\u0443", "y"},
     {"\u03B1", "a"}, {"\u03B2", "b"}, {"\u03B5", "e"}, {"\u03B7", "h"}, {"\u03B9", "i"},
     {"\u03BA", "k"}, {"\u03BC", "m"}, {"\u03BD", "n"}, {"\u03BF", "o"}, {"\u03C1", "p"},
     {"\u03C4", "t"}, {"\u03C5", "y"}, {"\u03C7", "x"}, {"\u03B6", "z"}, {"\u00A0", ""},
     {"\u00AD", ""},  {"\u200B", ""},  {"\u2010", ""},  {"\u2011", ""},  {"\u2012", ""},
     {"\u2013", ""},  {"\u2014", ""},  {"\u2015", ""},  {"\u2212", ""}}};

constexpr CharacterSet separators(" \t-_");

// What is left of a name for somebody who reads it in a hurry.
std::string skeleton(std::string_view name) {
  std::string result = lower(name);
  if (!is_ascii(result))
    for (const auto& [letter, latin] : look_alikes)
      for (auto at = result.find(letter); at != std::string::npos; at = result.find(letter, at))
        result.replace(at, letter.size(), latin);
  std::erase_if(result, [](char c) { return separators.has(c); });
  return result;
}

// The same for a name in ASCII and for its skeleton, which need not be made.
std::uint32_t folded_hash(std::string_view name) {
  std::uint64_t hash = hash_start;
  for (const char c : name)
    if (!separators.has(c)) hash = mix(hash, static_cast<unsigned char>(lower(c)));
  return static_cast<std::uint32_t>(hash);
}

std::uint32_t hash_of(std::string_view name) {
  return is_ascii(name) ? folded_hash(name) : folded_hash(skeleton(name));
}

template <typename Item>
RepeatedHashes repeated_skeletons(const std::vector<Item>& items) {
  std::vector<std::uint32_t> hashes;
  hashes.reserve(items.size());
  for (const Item& item : items) hashes.push_back(hash_of(item.name().value));
  return RepeatedHashes(hashes);
}

// Whether something else than letter case can make it look like another name.
bool is_folded(std::string_view name) {
  return std::ranges::any_of(
      name, [](char c) { return separators.has(c) || static_cast<signed char>(c) < 0; });
}

template <typename Item>
void compare(const std::vector<Item>& items, std::string_view kind, Findings& findings) {
  if (std::ranges::none_of(items, [](const Item& item) { return is_folded(item.name().value); }))
    return;
  const RepeatedHashes repeated = repeated_skeletons(items);
  if (repeated.empty()) return;
  std::unordered_map<std::string, const Item*> first;
  for (const Item& item : items) {
    if (!repeated.contains(hash_of(item.name().value))) continue;
    const auto [earlier, is_new] = first.try_emplace(skeleton(item.name().value), &item);
    const Item& other = *earlier->second;
    // Names that differ in letter case only are one name for IIS.
    if (is_new || iequals(other.name().value, item.name().value)) continue;
    findings
        .add(item.name().at,
             "{} \"{}\" is easily taken for {} \"{}\": a command meant for one of "
             "them reaches the other",
             kind, item.name().value, kind, other.name().value)
        .about(about(item))
        .note(other.name().at, "the other one is here");
  }
}

void check(const Farm& farm, Findings& findings) {
  compare(farm.config.sites, "site", findings);
  compare(farm.config.pools, "pool", findings);
}

}  // namespace

extern constinit const Rule name_confusable{
    .name = "name-confusable",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "Two sites or pools have names that look alike.",
    .rationale =
        "Names that differ in blanks and hyphens only, or in letters of another alphabet that are "
        "drawn alike, are mixed up by whoever reads a ticket or types a command at night.",
    .remediation = "Rename one of them.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
