#include "lint/source.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>

#include "lint/decode.h"
#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::size_t block = 1024;

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::uint32_t width(std::string_view text, Columns columns) {
  if (is_ascii(text)) return static_cast<std::uint32_t>(text.size());
  std::uint32_t units = 0;
  for (const char byte : text) {
    if (continues_character(byte)) continue;
    const bool beyond_bmp = static_cast<unsigned char>(byte) >= 0xF0;
    units += columns == Columns::Utf16Units && beyond_bmp ? 2 : 1;
  }
  return units;
}

// Behind the first end of a line in [from, to): LF, CRLF or CR; npos for none. Of a CRLF it is the
// LF that counts.
std::size_t next_line(std::string_view text, std::size_t from, std::size_t to) {
  const std::size_t line_feed = std::min(text.substr(0, to).find('\n', from), to);
  const std::size_t lone = text.substr(0, line_feed).find('\r', from);
  if (lone < line_feed && (lone + 1 == text.size() || text[lone + 1] != '\n')) return lone + 1;
  return line_feed == to ? std::string_view::npos : line_feed + 1;
}

// Written so that compilers count sixteen bytes at a time: a large file has hundreds of thousands
// of lines. `text` goes on behind the block.
std::uint32_t line_ends_of_block(const char* text) {
  constexpr std::size_t lanes = 16;
  static_assert(block / lanes < 256, "what a lane can count to");
  std::array<std::uint8_t, lanes> ends{};
  for (std::size_t i = 0; i < block; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const char byte = text[i + lane];
      const char next = text[i + lane + 1];
      const bool ends_line = static_cast<bool>((byte == '\n') | ((byte == '\r') & (next != '\n')));
      ends[lane] = static_cast<std::uint8_t>(ends[lane] + ends_line);
    }
  }
  return std::accumulate(ends.begin(), ends.end(), std::uint32_t{0});
}

std::uint32_t line_ends(std::string_view text, std::size_t from, std::size_t to) {
  if (to - from == block && to < text.size()) return line_ends_of_block(text.data() + from);
  std::uint32_t count = 0;
  while ((from = next_line(text, from, to)) != std::string_view::npos) ++count;
  return count;
}

// What `count` finds before `offset`, which it does not count again for every offset: `known` keeps
// what there is before each block.
template <typename Count>
std::uint32_t count_before(std::vector<std::uint32_t>& known, std::string_view text,
                           std::size_t offset, const Count& count) {
  if (known.empty()) {
    known.reserve(text.size() / block + 1);
    known.push_back(0);
    for (std::size_t i = 0; i + block < text.size(); i += block)
      known.push_back(known.back() + count(i, i + block));
  }
  const std::size_t end = std::min(offset, text.size());
  const std::size_t nearest = std::min(end / block, known.size() - 1);
  return known[nearest] + count(nearest * block, end);
}

void take(Decoded decoded, FileId id, Source& source) {
  source.encoding = decoded.encoding;
  source.has_bom = decoded.has_bom;
  source.text = std::move(decoded.text);
  const auto end = static_cast<std::uint32_t>(source.text.size());
  if (decoded.broken) source.broken = {*decoded.broken, {id, end, end}};
}

}  // namespace

FileId SourceSet::add(std::string path, std::string bytes) {
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  Source& source = files_.emplace_back().source;
  source.path = std::move(path);
  const bool may_be_text = find_invalid_utf8(bytes) == std::string_view::npos &&
                           !bytes.starts_with("\xEF\xBB\xBF") &&
                           bytes.find('\0') == std::string_view::npos;
  if (may_be_text) {
    source.text = std::move(bytes);
    return id;
  }
  source.bytes = bytes;
  take(decode(std::move(bytes)), id, source);
  return id;
}

FileId SourceSet::add_capture(std::string path, std::string bytes) {
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  Source& source = files_.emplace_back().source;
  source.path = std::move(path);
  source.bytes = bytes;
  take(decode_capture(std::move(bytes)), id, source);
  if (source.bytes == source.text) source.bytes.clear();
  return id;
}

std::string_view SourceSet::text(const Location& at) const {
  const std::string_view all = text(at.file);
  const std::size_t begin = std::min<std::size_t>(at.begin, all.size());
  return all.substr(begin, at.end > begin ? at.end - begin : 0);
}

std::uint32_t SourceSet::lines_before(FileId file, std::uint32_t offset) const {
  const File& entry = files_.at(static_cast<std::size_t>(file));
  const std::string_view all = entry.source.text;
  return count_before(entry.lines_before, all, offset,
                      [all](std::size_t from, std::size_t to) { return line_ends(all, from, to); });
}

// Of a line that the file has (1-based).
std::size_t SourceSet::start_of_line(FileId file, std::uint32_t number) const {
  if (number == 1) return 0;
  const File& entry = files_.at(static_cast<std::size_t>(file));
  const std::uint32_t ends = number - 1;
  const auto block_after = std::ranges::lower_bound(entry.lines_before, ends);
  const auto before = static_cast<std::size_t>(block_after - entry.lines_before.begin()) - 1;
  std::size_t at = before * block;
  const std::size_t end = std::min(at + block, entry.source.text.size());
  for (std::uint32_t i = entry.lines_before[before]; i < ends; ++i)
    at = next_line(entry.source.text, at, end);
  return at;
}

std::uint32_t SourceSet::units_before(FileId file, std::uint32_t offset, Columns columns) const {
  const File& entry = files_.at(static_cast<std::size_t>(file));
  const std::string_view all = entry.source.text;
  return count_before(entry.units_before.at(static_cast<std::size_t>(columns)), all, offset,
                      [all, columns](std::size_t from, std::size_t to) {
                        return width(all.substr(from, to - from), columns);
                      });
}

Position SourceSet::position(FileId file, std::uint32_t offset, Columns columns) const {
  const std::uint32_t line = lines_before(file, offset) + 1;
  const auto start = static_cast<std::uint32_t>(start_of_line(file, line));
  if (offset - start <= block) {
    const std::string_view before = text({file, start, offset});
    return {line, width(before, columns) + 1};
  }
  return {line, units_before(file, offset, columns) - units_before(file, start, columns) + 1};
}

Position SourceSet::start_of(const Location& at, Columns columns) const {
  return position(at.file, at.begin, columns);
}

Position SourceSet::end_of(const Location& at, Columns columns) const {
  return position(at.file, at.end, columns);
}

std::string_view SourceSet::line(FileId file, std::uint32_t number) const {
  const std::uint32_t count = line_count(file);
  if (number == 0 || number > count) return {};
  const std::string_view all = text(file);
  const std::size_t start = start_of_line(file, number);
  const std::size_t end = number < count ? start_of_line(file, number + 1) : all.size();
  std::string_view line = all.substr(start, end - start);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

std::uint32_t SourceSet::line_count(FileId file) const {
  return lines_before(file, std::numeric_limits<std::uint32_t>::max()) + 1;
}

}  // namespace farmlint
