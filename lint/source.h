// Where things are written: file texts, byte ranges in them, and line/column for people.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/bytes.h"

namespace farmlint {

struct Decoded;

enum class FileId : std::uint32_t {};

// A half-open byte range [begin, end) of the decoded text of one file. Cheap to copy; outlives
// every model.
struct Location {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const Location&, const Location&) = default;
};

// A value together with the place it was written.
template <typename T>
struct Located {
  T value{};
  Location at{};
};

// Characters with their place. They belong to the SourceSet (or to the XmlTree that decoded
// them), which must outlive every Text.
using Text = Located<std::string_view>;

struct Position {
  std::uint32_t line = 1;    // 1-based
  std::uint32_t column = 1;  // 1-based
};

enum class Columns : std::uint8_t { CodePoints, Utf16Units };

enum class Encoding : std::uint8_t { Utf8, Utf16Le, Utf16Be };

// One file: its bytes as UTF-8 without a byte order mark, and what it looked like on disk.
struct Source {
  std::string path;        // as reports print it: relative, with '/'
  std::string_view text;   // UTF-8, no byte order mark; a zero follows
  std::string_view bytes;  // the file as it is on disk
  Encoding encoding = Encoding::Utf8;
  bool has_bom = false;
  // Why the bytes are not text in that encoding, and where; `text` then ends before that place.
  std::optional<Located<std::string>> broken;
};

// Owns the text of every file read for one farm.
class SourceSet {
 public:
  // Takes the bytes of a file, decodes UTF-8 and UTF-16 (with or without a byte order mark).
  FileId add(std::string path, Bytes bytes);
  // The same for what a command printed: bytes that are no UTF-8 come from an OEM code page that
  // nobody told, and become U+FFFD; UTF-16 needs no '<' to be recognised.
  FileId add_capture(std::string path, Bytes bytes);

  const Source& source(FileId file) const {
    return files_.at(static_cast<std::size_t>(file)).source;
  }
  std::size_t size() const { return files_.size(); }
  std::string_view path(FileId file) const { return source(file).path; }
  std::string_view text(FileId file) const { return source(file).text; }
  std::string_view text(const Location& at) const;

  // Line and column of a byte offset. Lines end with LF, CRLF or CR.
  Position position(FileId file, std::uint32_t offset, Columns columns = Columns::CodePoints) const;
  Position start_of(const Location& at, Columns columns = Columns::CodePoints) const;
  Position end_of(const Location& at, Columns columns = Columns::CodePoints) const;
  // The text of a line (1-based) without its line end.
  std::string_view line(FileId file, std::uint32_t number) const;
  std::uint32_t line_count(FileId file) const;

 private:
  struct File {
    Source source;
    Bytes bytes;
    std::string converted;  // the text, where it is not the end of the bytes
    // What stands before every 1024th byte, as far as somebody asked: a file may have millions of
    // lines, or be one line of megabytes.
    mutable std::vector<std::uint32_t> lines_before{0};  // that have ended
    mutable std::array<std::vector<std::uint32_t>, 2> units_before{
        {std::vector<std::uint32_t>{0}, std::vector<std::uint32_t>{0}}};  // by Columns
  };
  FileId add(std::string path, Bytes bytes, Decoded (*decode)(std::string_view));
  std::uint32_t lines_before(FileId file, std::uint32_t offset) const;
  // npos if the file has fewer lines.
  std::size_t start_of_line(FileId file, std::uint32_t number) const;
  std::uint32_t units_before(FileId file, std::uint32_t offset, Columns columns) const;

  std::deque<File> files_;  // a deque: texts never move, so views of them stay valid
};

}  // namespace farmlint
