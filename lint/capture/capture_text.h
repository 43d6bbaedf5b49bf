// Text that a command printed, as people hand it on: its lines without the marks and blanks that
// mail, forums and consoles add.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/capture/capture.h"

namespace farmlint::captures {

struct Line {
  std::string_view text;   // a view of the file's text; never blank
  bool separated = false;  // a blank line or nothing is above it
};

// The lines that are not blank, without quote marks ("> ") and without blanks around them. Where
// every line is followed by a blank one (as text becomes whose CR LF was made CR CR LF), one blank
// line separates nothing.
std::vector<Line> lines_of(std::string_view text);

// Bytes of the blank that `text` begins with; 0 if it begins with none. Web pages and French labels
// have no-break spaces, East Asian text has wide ones.
std::size_t blank_length(std::string_view text);
std::string_view trim_blanks(std::string_view text);
// Up to the first blank.
std::string_view first_word(std::string_view text);

// Whether `part`, which is lower-case ASCII, is in the text in any letter case.
bool has_part(std::string_view text, std::string_view part);

// Three dashes or more and nothing else, typographic ones, too: the line below a title of netsh.
bool is_rule(std::string_view line);

// A line for a message: one blank between words, and not too long.
std::string excerpt(std::string_view line);

// The place of a part of the file's text.
Location place(const SourceSet& sources, FileId file, std::string_view part);

// What is wrong with the file before anybody reads it: it is no text in its encoding.
std::optional<CaptureProblem> broken_text(const SourceSet& sources, FileId file);
// Nothing, or only blanks.
bool is_empty(const SourceSet& sources, FileId file);
CaptureProblem empty_capture(FileId file);

}  // namespace farmlint::captures
