// Keys of one collection: items that repeat, and <remove> of what is not there.
#pragma once

#include <cstdint>
#include <vector>

#include "lint/hash_table.h"
#include "lint/schema/problems.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

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
