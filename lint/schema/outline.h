// Reader of the outline in which facts about schemas are written (facts/README.md).
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "lint/schema/schema_model.h"

namespace farmlint {

// The words of one line, separated by blanks. A word that holds blanks stands in double quotes,
// where "" is a quote.
class OutlineWords {
 public:
  OutlineWords(std::string_view line, std::deque<std::string>& unquoted)
      : rest_(line), unquoted_(&unquoted) {}

  // Empty at the end of the line.
  std::string_view next();
  // What follows " -- ", or nothing. Ends the line.
  std::string_view documentation();
  // The next word, which may be quoted.
  std::string_view value();

 private:
  void skip_blanks();

  std::string_view rest_;
  std::deque<std::string>* unquoted_;
};

// How wrong an outline is: thrown as std::runtime_error.
[[noreturn]] void fail_outline(std::size_t line, std::string_view what);

struct OutlinePart {
  std::string_view lines;      // a section's or root's own line and all below it
  std::size_t first_line = 0;  // 1-based, for messages
};

// `exact`: enums and bools compare letter case, as in the manifest.
enum class LetterCase : std::uint8_t { Ignored, Exact };

std::unique_ptr<ElementType> read_outline(const OutlinePart& part, LetterCase letter_case,
                                          std::deque<std::string>& unquoted);

}  // namespace farmlint
