#include "lint/decode.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0x100U;
}

bool continuation(unsigned byte) {
  return (byte & 0x1C0U) == 0x80U;
}

// Length of the sequences that begin with `lead`, 0 if none does (Unicode 15, table 3-7).
std::size_t length_after(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// False for overlong forms, surrogates and what is above U+10FFFF (the same table).
bool may_follow(unsigned lead, unsigned second) {
  if (lead == 0xE0) return second >= 0xA0;
  if (lead == 0xED) return second <= 0x9F;
  if (lead == 0xF0) return second >= 0x90;
  if (lead == 0xF4) return second <= 0x8F;
  return true;
}

// Length of the well-formed sequence at `i`, 0 if there is none.
std::size_t sequence_length(std::string_view text, std::size_t i) {
  const unsigned lead = byte_at(text, i);
  const std::size_t length = length_after(lead);
  for (std::size_t k = 1; k < length; ++k)
    if (!continuation(byte_at(text, i + k))) return 0;
  return may_follow(lead, byte_at(text, i + 1)) ? length : 0;
}

class Utf16Reader {
 public:
  Utf16Reader(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

  bool done() const { return at_ >= bytes_.size(); }
  bool has_unit() const { return at_ + 1 < bytes_.size(); }
  char32_t peek() const {
    const unsigned first = byte_at(bytes_, at_);
    const unsigned second = byte_at(bytes_, at_ + 1);
    return big_endian_ ? first << 8 | second : second << 8 | first;
  }
  char32_t next() {
    const char32_t unit = peek();
    at_ += 2;
    return unit;
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
  std::size_t at_ = 0;
};

void decode_utf16(std::string_view bytes, Decoded& out) {
  Utf16Reader in(bytes, out.encoding == Encoding::Utf16Be);
  out.converted.reserve(bytes.size() / 2);
  while (!in.done()) {
    if (!in.has_unit()) {
      out.broken = "the file ends in the middle of a UTF-16 character";
      return;
    }
    char32_t unit = in.next();
    if (unit >= 0xD800 && unit <= 0xDFFF) {
      const bool pair = unit < 0xDC00 && in.has_unit() && (in.peek() & 0xFC00U) == 0xDC00U;
      if (!pair) {
        out.broken = fmt::format("a lone UTF-16 surrogate (U+{:04X})", static_cast<unsigned>(unit));
        return;
      }
      unit = 0x10000 + ((unit - 0xD800) << 10) + (in.next() - 0xDC00);
    }
    append_utf8(out.converted, unit);
  }
}

// The encoding, and how many bytes of byte order mark there are.
std::size_t detect(std::string_view bytes, Encoding& encoding) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return 3;
  const bool little = bytes.starts_with("\xFF\xFE");
  const bool big = bytes.starts_with("\xFE\xFF");
  using namespace std::string_view_literals;
  if (little || bytes.starts_with("<\0"sv)) encoding = Encoding::Utf16Le;
  if (big || bytes.starts_with("\0<"sv)) encoding = Encoding::Utf16Be;
  return little || big ? 2 : 0;
}

// Without a byte order mark: by the zero byte of a first character that is ASCII.
std::optional<Encoding> bare_utf16(std::string_view bytes) {
  if (bytes.size() < 2 || (bytes[0] == '\0') == (bytes[1] == '\0')) return {};
  return bytes[0] == '\0' ? Encoding::Utf16Be : Encoding::Utf16Le;
}

std::string with_replacements(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t bad = std::min(find_invalid_utf8(bytes), bytes.size());
    text += bytes.substr(0, bad);
    bytes.remove_prefix(bad);
    if (bytes.empty()) break;
    append_utf8(text, 0xFFFD);
    bytes.remove_prefix(1);
  }
  return text;
}

// How many bytes follow a first byte; -1 if it is none.
int continuation_bytes(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first < 0xE0) return 1;
  if (first >= 0xE0 && first < 0xF0) return 2;
  return first >= 0xF0 && first < 0xF5 ? 3 : -1;
}

}  // namespace

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) return put(code_point);
  if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      put(0xE0 | code_point >> 12);
    } else {
      put(0xF0 | code_point >> 18);
      put(0x80 | (code_point >> 12 & 0x3F));
    }
    put(0x80 | (code_point >> 6 & 0x3F));
  }
  put(0x80 | (code_point & 0x3F));
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  constexpr char32_t replacement = 0xFFFD;
  const auto first = static_cast<unsigned char>(text[offset++]);
  const int more = continuation_bytes(first);
  if (more < 0) return replacement;
  char32_t code_point = more == 0 ? first : first & (0x3FU >> static_cast<unsigned>(more));
  for (int i = 0; i < more; ++i) {
    if (offset == text.size()) return replacement;
    const auto byte = static_cast<unsigned char>(text[offset]);
    if ((byte & 0xC0U) != 0x80U) return replacement;
    code_point = (code_point << 6U) | (byte & 0x3FU);
    ++offset;
  }
  return code_point;
}

std::size_t utf8_length(std::string_view text) {
  return text.empty() ? 0 : sequence_length(text, 0);
}

std::size_t find_invalid_utf8(std::string_view text) {
  constexpr std::size_t stride = 256;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t end = std::min(i + stride, text.size());
    if (is_ascii(text.substr(i, stride))) i = end;
    while (i < end) {
      const std::size_t length = sequence_length(text, i);
      if (length == 0) return i;
      i += length;
    }
  }
  return std::string_view::npos;
}

Decoded decode(std::string_view bytes) {
  Decoded out;
  const std::size_t mark = detect(bytes, out.encoding);
  out.has_bom = mark != 0;
  if (out.encoding != Encoding::Utf8) {
    decode_utf16(bytes.substr(mark), out);
    return out;
  }
  bytes.remove_prefix(mark);
  const std::size_t bad = find_invalid_utf8(bytes);
  if (bad == std::string_view::npos) {
    out.part = bytes;
  } else {
    out.broken = fmt::format("byte 0x{:02X} is not UTF-8", byte_at(bytes, bad));
    out.converted = bytes.substr(0, bad);
  }
  return out;
}

Decoded decode_capture(std::string_view bytes) {
  Encoding marked = Encoding::Utf8;
  if (detect(bytes, marked) != 0) return decode(bytes);
  Decoded out;
  if (const auto encoding = bare_utf16(bytes)) {
    out.encoding = *encoding;
    decode_utf16(bytes, out);
  } else if (find_invalid_utf8(bytes) == std::string_view::npos) {
    out.part = bytes;
  } else {
    out.converted = with_replacements(bytes);
  }
  return out;
}

}  // namespace farmlint
