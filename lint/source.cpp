#include "lint/source.h"

#include <algorithm>
#include <cstring>
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

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  const auto next = [text](char c, std::size_t from, std::size_t to) {
    const void* found = from == to ? nullptr : std::memchr(text.data() + from, c, to - from);
    return found == nullptr
               ? to
               : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
  };
  std::size_t line_feed = next('\n', 0, text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t carriage_return = next('\r', i, line_feed);
    if (carriage_return == text.size()) break;
    i = carriage_return + 1;
    if (carriage_return == line_feed || i == line_feed) {
      i = line_feed + (line_feed < text.size() ? 1 : 0);
      line_feed = next('\n', i, text.size());
    }
    starts.push_back(static_cast<std::uint32_t>(i));
  }
  return starts;
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

const std::vector<std::uint32_t>& SourceSet::line_starts(FileId file) const {
  const File& entry = files_.at(static_cast<std::size_t>(file));
  if (entry.line_starts.empty()) entry.line_starts = find_line_starts(entry.source.text);
  return entry.line_starts;
}

std::uint32_t SourceSet::units_before(FileId file, std::uint32_t offset, Columns columns) const {
  const File& entry = files_.at(static_cast<std::size_t>(file));
  const std::string_view all = entry.source.text;
  auto& known = entry.units_before.at(static_cast<std::size_t>(columns));
  if (known.empty()) {
    known.push_back(0);
    for (std::size_t i = 0; i + block < all.size(); i += block)
      known.push_back(known.back() + width(all.substr(i, block), columns));
  }
  const std::size_t end = std::min<std::size_t>(offset, all.size());
  const std::size_t nearest = std::min(end / block, known.size() - 1);
  return known[nearest] + width(all.substr(nearest * block, end - nearest * block), columns);
}

Position SourceSet::position(FileId file, std::uint32_t offset, Columns columns) const {
  const auto& starts = line_starts(file);
  const auto next = std::ranges::upper_bound(starts, offset);
  const auto line = static_cast<std::uint32_t>(next - starts.begin());
  return {line,
          units_before(file, offset, columns) - units_before(file, starts[line - 1], columns) + 1};
}

Position SourceSet::start_of(const Location& at, Columns columns) const {
  return position(at.file, at.begin, columns);
}

Position SourceSet::end_of(const Location& at, Columns columns) const {
  return position(at.file, at.end, columns);
}

std::string_view SourceSet::line(FileId file, std::uint32_t number) const {
  const auto& starts = line_starts(file);
  if (number == 0 || number > starts.size()) return {};
  const std::size_t end = number < starts.size() ? starts[number] : text(file).size();
  std::string_view line = text(file).substr(starts[number - 1], end - starts[number - 1]);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

std::uint32_t SourceSet::line_count(FileId file) const {
  return static_cast<std::uint32_t>(line_starts(file).size());
}

}  // namespace farmlint
