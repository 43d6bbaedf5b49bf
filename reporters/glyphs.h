// Characters as a terminal shows them: how wide they are, and which must never reach one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace farmlint::reporters {

// Columns of a terminal: 0 for combining marks, 2 for East Asian wide characters and pictures.
unsigned width(char32_t code_point);
std::size_t width(std::string_view text);

// Control characters and marks that turn the direction of text, which could disguise what a line
// says or drive the terminal.
bool is_dangerous(char32_t code_point);

// The text on one line: dangerous characters are written as escapes ("\n", "\u{202e}").
std::string printable(std::string_view text);

}  // namespace farmlint::reporters
