// Bytes to UTF-8 text: byte order marks, UTF-16, and the exact place where text stops being text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lint/source.h"

namespace farmlint {

struct Decoded {
  Encoding encoding = Encoding::Utf8;
  bool has_bom = false;
  // UTF-8 without a byte order mark, up to the first bad byte: the end of the bytes, or where that
  // is not it, a text of its own.
  std::optional<std::string_view> part;
  std::string converted;
  // Why the bytes after the text are none in that encoding.
  std::optional<std::string> broken;

  std::string_view text() const { return part ? *part : converted; }
};

// Chooses the encoding by the byte order mark, else by the zero bytes around the first '<'
// (XML 1.0 appendix F). UTF-8 is taken as it is after checking it (RFC 3629).
Decoded decode(std::string_view bytes);

// The same for what a command printed (`cmd > file` writes an OEM code page that nobody knows
// afterwards): bytes that are no UTF-8 become U+FFFD, and UTF-16 is recognised by a zero in its
// first character.
Decoded decode_capture(std::string_view bytes);

// Bytes of the well-formed character at the start of the text; 0 if there is none.
std::size_t utf8_length(std::string_view text);

// The offset of the first byte that is not UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

// The code point that starts at `offset`, which moves behind it. A byte that is no UTF-8 is U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& offset);

void append_utf8(std::string& out, char32_t code_point);

}  // namespace farmlint
