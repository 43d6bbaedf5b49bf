// The fingerprint of lines that GitHub's code scanning tells alerts apart by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lint/source.h"

namespace farmlint::reporters {

// primaryLocationLineHash of every line of one text: a rolling hash over the 100 UTF-16 units,
// blanks left out, from the start of the line.
class LineHashes {
 public:
  explicit LineHashes(const Source& source);

  // GitHub reads every file as UTF-8; of others it would compute something else.
  static bool apply_to(const Source& source);

  std::string of_line(std::uint32_t line) const;

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t occurrence = 0;  // of this hash in the file, from 1
  };
  std::vector<Entry> lines_;
};

}  // namespace farmlint::reporters
