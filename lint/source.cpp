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
// what there is before each block, as far as somebody asked.
template <typename Count>
std::uint32_t count_before(std::vector<std::uint32_t>& known, std::string_view text,
                           std::size_t offset, const Count& count) {
  const std::size_t end = std::min(offset, text.size());
  const std::size_t nearest = end / block;
  for (std::size_t i = known.size(); i <= nearest; ++i)
    known.push_back(known.back() + count((i - 1) * block, i * block));
  return known[nearest] + count(nearest * block, end);
}

}  // namespace

FileId SourceSet::add(std::string path, Bytes bytes) {
  return add(std::move(path), std::move(bytes), decode);
}

FileId SourceSet::add_capture(std::string path, Bytes bytes) {
  return add(std::move(path), std::move(bytes), decode_capture);
}

FileId SourceSet::add(std::string path, Bytes bytes, Decoded (*decode)(std::string_view)) {
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  File& file = files_.emplace_back();
  file.bytes = std::move(bytes);
  Decoded decoded = decode(file.bytes);
  file.converted = std::move(decoded.converted);
  Source& source = file.source;
  source.path = std::move(path);
  source.bytes = file.bytes;
  source.text = decoded.part.value_or(file.converted);
  source.encoding = decoded.encoding;
  source.has_bom = decoded.has_bom;
  const auto end = static_cast<std::uint32_t>(source.text.size());
  if (decoded.broken) source.broken = {*decoded.broken, {id, end, end}};
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

std::size_t SourceSet::start_of_line(FileId file, std::uint32_t number) const {
  if (number == 0) return std::string_view::npos;
  if (number == 1) return 0;
  const File& entry = files_.at(static_cast<std::size_t>(file));
  const std::string_view all = entry.source.text;
  const std::vector<std::uint32_t>& known = entry.lines_before;
  const std::uint32_t ends = number - 1;
  while (known.back() < ends && known.size() * block <= all.size())
    lines_before(file, static_cast<std::uint32_t>(known.size() * block));
  const auto block_after = std::ranges::lower_bound(known, ends);
  const auto before = static_cast<std::size_t>(block_after - known.begin()) - 1;
  std::size_t at = before * block;
  const std::size_t end = std::min(at + block, all.size());
  for (std::uint32_t i = known[before]; i < ends && at != std::string_view::npos; ++i)
    at = next_line(all, at, end);
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
  const std::size_t start = start_of_line(file, number);
  if (start == std::string_view::npos) return {};
  const std::string_view all = text(file);
  std::string_view line = all.substr(start, start_of_line(file, number + 1) - start);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

std::uint32_t SourceSet::line_count(FileId file) const {
  return lines_before(file, std::numeric_limits<std::uint32_t>::max()) + 1;
}

}  // namespace farmlint
