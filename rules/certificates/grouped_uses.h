// Uses put together by what they have in common, because one record serves many bindings.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "lint/farm/farm.h"
#include "lint/finding.h"

namespace farmlint::rules {

template <typename Key>
class GroupedUses {
 public:
  struct Group {
    Key key;
    std::vector<const TlsUse*> uses;  // at least one, in the order of the configuration
  };

  void add(const Key& key, const TlsUse& use) {
    const auto [entry, is_new] = index_.try_emplace(key, groups_.size());
    if (is_new) groups_.push_back({.key = key, .uses = {}});
    groups_[entry->second].uses.push_back(&use);
  }

  // In the order in which the first use of each was added.
  const std::vector<Group>& all() const { return groups_; }

 private:
  std::vector<Group> groups_;
  std::map<Key, std::size_t> index_;
};

// Notes at the bindings after the first, "this binding of Shop needs the record, too". A few of
// them stand for thousands.
void note_further(Finding& finding, std::span<const TlsUse* const> uses, std::string_view says);

}  // namespace farmlint::rules
