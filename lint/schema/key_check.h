// Keys of one collection: items that repeat, and <remove> of what is not there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/hash.h"
#include "lint/hash_table.h"
#include "lint/schema/problems.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

// Hashes of keys, noted while the items are checked: a collection that repeats none, as nearly all
// do, needs no KeyCheck. Those of an item's own collections stand behind its own while they are
// checked.
class KeyHashes {
 public:
  // Notes a unique key. Returns what the value adds to the hash of a combined key, which is a sum.
  std::uint64_t note(const AttributeType& type, std::string_view value);
  void note_combined(std::uint64_t hash) { hashes_.push_back(hash); }
  std::size_t size() const { return hashes_.size(); }
  bool any_repeated_from(std::size_t first) const;
  void drop_from(std::size_t first) { hashes_.resize(first); }

 private:
  std::uint64_t start_ = secret_start();
  std::vector<std::uint64_t> hashes_;
};

class KeyCheck {
 public:
  // Believed: what <remove> names may be inherited from elsewhere.
  enum class Removals : std::uint8_t { Believed, Checked };

  KeyCheck(Problems& problems, const XmlElement& parent, const CollectionType& collection)
      : problems_(problems), parent_(parent), collection_(collection) {}

  // Items that are there before the collection's own; may be nullptr.
  void precede(const XmlElement* inherited);
  void run(Removals removals);

 private:
  struct Entry {
    std::uint64_t hash = 0;
    const XmlElement* element = nullptr;
    const AttributeType* key = nullptr;  // nullptr: all combined ones
    bool removes = false;
    bool inherited = false;
    const XmlElement* first = nullptr;  // of the same key, if this one repeats it
  };

  void collect(const XmlElement& parent, bool inherited);
  void add(const XmlElement& element, bool removes, bool inherited);
  std::uint64_t combined_hash(const XmlElement& element) const;
  bool same_key(const Entry& one, const Entry& other) const;
  // The nearest entry before entry `i` that has its key, or nullptr; asked of one after the other.
  const Entry* last_before(std::size_t i);
  bool doubtful(const Entry& entry) const;
  void report_repeated(const std::vector<const Entry*>& repeated);
  void report_repeated(const Entry& entry);
  void report_removal(const Entry& entry);

  Problems& problems_;
  const XmlElement& parent_;
  const CollectionType& collection_;
  std::vector<Entry> entries_;
  HashTable last_;
};

}  // namespace farmlint
