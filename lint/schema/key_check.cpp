#include "lint/schema/key_check.h"

#include <algorithm>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "lint/hash.h"
#include "lint/schema/keys.h"
#include "lint/text.h"

namespace farmlint {
namespace {

bool is_default(const AttributeType& type, std::string_view value) {
  return type.default_value ? same_value(type, value, *type.default_value) : value.empty();
}

}  // namespace

std::uint64_t KeyHashes::note(const AttributeType& type, std::string_view value) {
  if (type.dynamic) return 0;
  const std::uint64_t start = start_ ^ reinterpret_cast<std::uintptr_t>(&type);
  // A default counts like one that is not written.
  if (type.key == Key::Combined) return is_default(type, value) ? 0 : mix_value(start, type, value);
  hashes_.push_back(mix_value(start, type, value));
  return 0;
}

bool KeyHashes::any_repeated_from(std::size_t first) const {
  const std::span own = std::span(hashes_).subspan(first);
  constexpr std::size_t few = 16;
  if (own.size() <= few) {
    for (std::size_t i = 1; i < own.size(); ++i)
      for (std::size_t before = 0; before < i; ++before)
        if (own[before] == own[i]) return true;
    return false;
  }
  HashTable seen;
  seen.start(own.size());
  for (std::uint32_t i = 0; i < own.size(); ++i) {
    const auto same = [&](std::uint32_t before) { return own[before] == own[i]; };
    if (seen.replace(own[i], i, same) != HashTable::none) return true;
  }
  return false;
}

void KeyCheck::precede(const XmlElement* inherited) {
  if (inherited != nullptr) collect(*inherited, true);
}

void KeyCheck::collect(const XmlElement& parent, bool inherited) {
  for (const XmlElement& child : parent.children()) {
    const std::string_view name = child.name();
    const auto is = [name](std::string_view known) { return same_text(name, known); };
    if (std::ranges::any_of(collection_.adds, is)) {
      add(child, false, inherited);
    } else if (is(collection_.remove)) {
      add(child, true, inherited);
    } else if (is(collection_.clear)) {
      entries_.clear();
    }
  }
}

void KeyCheck::add(const XmlElement& element, bool removes, bool inherited) {
  Entry entry{.element = &element, .removes = removes, .inherited = inherited};
  for (std::size_t i = 0; i < collection_.unique_keys.size(); ++i) {
    entry.key = collection_.unique_keys[i];
    const auto written = element.attribute(entry.key->name);
    if (!written) continue;
    entry.hash = mix_value(secret_start() + i, *entry.key, written->value());
    entries_.push_back(entry);
  }
  if (collection_.combined_keys.empty()) return;
  entry.key = nullptr;
  entry.hash = combined_hash(element);
  entries_.push_back(entry);
}

std::uint64_t KeyCheck::combined_hash(const XmlElement& element) const {
  std::uint64_t hash = secret_start();
  for (const AttributeType* key : collection_.combined_keys)
    hash = mix_value(hash, *key, key_value(element, *key));
  return hash;
}

bool KeyCheck::same_key(const Entry& one, const Entry& other) const {
  if (one.hash != other.hash || one.key != other.key) return false;
  const auto same = [&](const AttributeType* key) {
    return same_value(*key, key_value(*one.element, *key), key_value(*other.element, *key));
  };
  return one.key != nullptr ? same(one.key) : std::ranges::all_of(collection_.combined_keys, same);
}

const KeyCheck::Entry* KeyCheck::last_before(std::size_t i) {
  const auto same = [&](std::uint32_t other) { return same_key(entries_[other], entries_[i]); };
  const std::uint32_t last = last_.replace(entries_[i].hash, static_cast<std::uint32_t>(i), same);
  return last == HashTable::none ? nullptr : &entries_[last];
}

void KeyCheck::run(Removals removals) {
  collect(parent_, false);
  last_.start(entries_.size());
  std::vector<const Entry*> repeated;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    const Entry* last = last_before(i);
    const bool there = last != nullptr && !last->removes;
    if (entry.removes && !there && removals == Removals::Checked) report_removal(entry);
    if (entry.removes || !there || entry.inherited) continue;
    entry.first = last->first != nullptr ? last->first : last->element;
    if (!doubtful(entry)) repeated.push_back(&entry);
  }
  report_repeated(repeated);
}

// One finding for each element, about the first of its keys.
void KeyCheck::report_repeated(const std::vector<const Entry*>& repeated) {
  const XmlElement* reported = nullptr;
  for (const Entry* entry : repeated) {
    if (entry->element == reported) continue;
    reported = entry->element;
    report_repeated(*entry);
  }
}

// What is misspelt counts as its default; that would be a second finding for one mistake.
bool KeyCheck::doubtful(const Entry& entry) const {
  if (entry.key != nullptr) return false;
  const auto guessed = [&](const XmlElement& element) {
    return problems_.concerns(element) &&
           std::ranges::any_of(collection_.combined_keys,
                               [&](const AttributeType* key) { return !element.has(key->name); });
  };
  return guessed(*entry.element) || guessed(*entry.first);
}

void KeyCheck::report_repeated(const Entry& entry) {
  const std::string one = label(*entry.first, collection_.item.get());
  const std::string other = label(*entry.element, collection_.item.get());
  std::string message;
  Location at = name_at(*entry.element);
  if (entry.key != nullptr) at = entry.element->attribute(entry.key->name)->value_at();
  if (entry.key != nullptr && entry.key != collection_.unique_keys.front()) {
    message = fmt::format("{} has the {} of {}: {}", other, entry.key->name, one,
                          key_value(*entry.element, *entry.key));
  } else {
    message = fmt::format("{} stands twice in <{}>", other, parent_.name());
  }
  std::vector<Note>& notes =
      problems_.add(SchemaFault::DuplicateKey, Severity::Error, at, *entry.element, message).notes;
  notes.insert(notes.begin(),
               {name_at(*entry.first),
                entry.first->parent() == &parent_ ? "first here" : "inherited from here"});
}

void KeyCheck::report_removal(const Entry& entry) {
  if (problems_.concerns(*entry.element)) return;
  problems_.add(SchemaFault::UnsupportedDirective, Severity::Error, name_at(*entry.element),
                *entry.element,
                fmt::format("{} in <{}> names an item that is not there",
                            label(*entry.element, collection_.item.get()), parent_.name()));
}

}  // namespace farmlint
