#include "lint/scan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string>

#include <fmt/format.h>

#include "lint/decode.h"
#include "lint/limits.h"
#include "lint/text.h"

namespace farmlint {
namespace {

std::optional<char32_t> entity(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char32_t>, 5> predefined{
      {{"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}}};
  for (const auto& [known, character] : predefined)
    if (name == known) return character;
  if (!name.starts_with('#')) return {};
  const bool hex = name.starts_with("#x");
  name.remove_prefix(hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), value, hex ? 16 : 10);
  if (error != std::errc() || end != name.data() + name.size() || value > 0x10FFFF) return {};
  return value;
}

// XML 1.0 §3.3.3: references are resolved, literal white space becomes blanks, CRLF a single one.
std::string resolve(std::string_view raw) {
  std::string value;
  value.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (is_blank(raw[i])) {
      value += ' ';
      if (raw.substr(i, 2) == "\r\n") ++i;
      continue;
    }
    const std::size_t end = raw[i] == '&' ? raw.find(';', i) : std::string_view::npos;
    const auto character =
        end == std::string_view::npos ? std::nullopt : entity(raw.substr(i + 1, end - i - 1));
    if (!character) {
      value += raw[i];
      continue;
    }
    append_utf8(value, *character);
    i = end;
  }
  return value;
}

// What a byte ends; a look into a table is cheaper than comparing with each in turn.
enum Ends : std::uint8_t { Blanks = 1, Name = 2, PlainValue = 4 };
constexpr std::array<std::uint8_t, 256> ends = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(Blanks);
  const auto at = [&table](char c) -> std::uint8_t& {
    return table[static_cast<unsigned char>(c)];
  };
  for (const char blank : {' ', '\t', '\r', '\n'}) at(blank) = Name;
  for (const char c : {'>', '/', '=', '<', '"', '\''}) at(c) |= Name;
  for (const char c : {'"', '\'', '<', '&', '\t', '\r', '\n'}) at(c) |= PlainValue;
  return table;
}();

class Scanner {
 public:
  Scanner(FileId file, std::string_view text)
      : file_(file), begin_(text.data()), at_(text.data()), end_(begin_ + text.size()) {
    out_.tree = XmlTree(file, text);
  }

  Scan run() {
    while (!out_.problem && next_markup()) markup();
    if (!out_.problem && !open_.empty()) unclosed();
    return std::move(out_);
  }

 private:
  Location range(const char* from, const char* to) const {
    return {file_, offset(from), offset(to)};
  }
  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - begin_); }
  // The position of the innermost element that is not yet closed; 0 for none.
  std::uint32_t around() const { return open_.empty() ? 0 : open_.back(); }
  bool follows(std::string_view text) const {
    return static_cast<std::size_t>(end_ - at_) >= text.size() &&
           std::memcmp(at_, text.data(), text.size()) == 0;
  }
  template <typename... Args>
  void stop(Location where, fmt::format_string<Args...> text, Args&&... args) {
    out_.problem = {where, fmt::format(text, std::forward<Args>(args)...)};
  }
  template <typename... Args>
  void refuse(Location where, fmt::format_string<Args...> text, Args&&... args) {
    stop(where, text, std::forward<Args>(args)...);
    out_.refused = true;
  }

  const char* end_of(Ends what, const char* from) const {
    const auto is_end = [what](char c) {
      return (ends[static_cast<unsigned char>(c)] & what) != 0;
    };
    for (; end_ - from >= 4; from += 4) {
      if (is_end(from[0])) return from;
      if (is_end(from[1])) return from + 1;
      if (is_end(from[2])) return from + 2;
      if (is_end(from[3])) return from + 3;
    }
    while (from < end_ && !is_end(*from)) ++from;
    return from;
  }

  // Past the indentation of a line, which a third of a file is.
  const char* skip_blanks(const char* from) const {
    constexpr std::uint64_t eight_blanks = 0x2020202020202020U;
    for (std::uint64_t word = 0; end_ - from >= 8; from += 8) {
      std::memcpy(&word, from, sizeof word);
      if (word != eight_blanks) break;
    }
    return end_of(Blanks, from);
  }

  // Moves to the next '<', noting characters that are no white space on the way.
  bool next_markup() {
    // A line ends with CR and LF, or LF alone, behind a tag.
    const char* line = at_;
    while (line < end_ && (*line == '\r' || *line == '\n')) ++line;
    const char* text = skip_blanks(line);
    if (text < end_ && *text == '<') {
      at_ = text;
      return true;
    }
    const void* found = std::memchr(text, '<', static_cast<std::size_t>(end_ - text));
    const char* stop_at = found == nullptr ? end_ : static_cast<const char*>(found);
    note_stray(text, stop_at);
    at_ = stop_at;
    return at_ < end_;
  }

  void note_stray(const char* from, const char* to) {
    while (to > from && is_blank(to[-1])) --to;
    if (from == to) return;
    if (open_.empty())
      return stop(range(from, to), "text stands {} the root element",
                  out_.tree.empty() ? "before" : "after");
    out_.tree.stray_texts.push_back({range(from, to), open_.back()});
  }

  void markup() {
    if (follows("<!--")) return comment();
    if (follows("<![CDATA[")) return character_data();
    if (follows("<!DOCTYPE"))
      return refuse(
          range(at_, at_ + 9),
          "a DOCTYPE is not allowed in IIS configuration; delete it (farmlint reads no DTD)");
    if (follows("<?")) return skip_past("?>", "the processing instruction is not closed with '?>'");
    if (follows("</")) return end_tag();
    if (follows("<!"))
      return stop(range(at_, at_ + 2), "'<!' starts no markup that XML knows here");
    start_tag();
  }

  const char* find(std::string_view what, const char* from) const {
    const std::string_view rest(from, static_cast<std::size_t>(end_ - from));
    const std::size_t found = rest.find(what);
    return found == std::string_view::npos ? nullptr : from + found;
  }

  void skip_past(std::string_view what, std::string_view complaint) {
    const char* close = find(what, at_ + 2);
    if (close == nullptr) return stop(range(at_, at_ + 2), "{}", complaint);
    at_ = close + what.size();
  }

  void comment() {
    const char* start = at_;
    const char* close = find("--", at_ + 4);
    if (close == nullptr)
      return stop(range(start, start + 4), "the comment is not closed with '-->'");
    if (close + 2 >= end_ || close[2] != '>')
      return stop(range(close, close + 2), "'--' is not allowed inside a comment");
    at_ = close + 3;
    out_.tree.comments.push_back({.text = {start + 4, static_cast<std::size_t>(close - start - 4)},
                                  .at = range(start, at_),
                                  .inside = around(),
                                  .next = out_.tree.next_position()});
  }

  void character_data() {
    const char* start = at_;
    const char* close = find("]]>", at_ + 9);
    if (close == nullptr)
      return stop(range(start, start + 9), "the CDATA section is not closed with ']]>'");
    const char* text = start + 9;
    while (text < close && is_blank(*text)) ++text;
    at_ = close + 3;
    if (text < close) note_stray(start, at_);
  }

  // The name at the current place; empty if there is none.
  std::string_view name() {
    const char* start = at_;
    at_ = end_of(Name, at_);
    const std::string_view found(start, static_cast<std::size_t>(at_ - start));
    if (found.size() > limits::name)
      refuse(range(start, start + limits::name), "a name is longer than {} bytes", limits::name);
    return found;
  }

  void skip_space() { at_ = end_of(Blanks, at_); }

  void start_tag() {
    const char* start = at_++;
    const std::string_view tag = name();
    if (out_.problem) return;
    if (tag.empty())
      return stop(range(start, start + 1),
                  "'<' must be followed by a name; write it as &lt; inside a value");
    if (open_.empty() && !out_.tree.empty())
      return stop(range(start, at_), "<{}> follows the end of the root element", tag);
    if (open_.size() >= limits::depth)
      return refuse(range(start, at_), "<{}> is nested deeper than {} levels", tag, limits::depth);
    attributes(start, tag);
    if (out_.problem) return;
    const bool empty = *at_ == '/';
    at_ += empty ? 2 : 1;
    const std::uint32_t position = out_.tree.next_position();
    out_.tree.add({.begin = offset(start),
                   .length = static_cast<std::uint32_t>(at_ - start),
                   .name_length = static_cast<std::uint32_t>(tag.size()),
                   .closed = !empty},
                  attributes_, around());
    if (!empty) open_.push_back(position);
  }

  // Up to the '>' or '/>' of the tag.
  void attributes(const char* tag_start, std::string_view tag) {
    attributes_.clear();
    while (true) {
      const bool separated = at_ < end_ && is_blank(*at_);
      skip_space();
      if (at_ == end_ || *at_ == '<')
        return stop(range(tag_start, tag_start + 1 + tag.size()),
                    "the tag <{}> is not closed with '>'", tag);
      if (*at_ == '>' || follows("/>")) return;
      if (!separated)
        return stop(range(at_, at_ + 1), "a blank is missing before this attribute of <{}>", tag);
      if (!attribute(tag)) return;
      if (attributes_.size() > limits::attributes)
        return refuse(range(tag_start, tag_start + 1 + tag.size()),
                      "<{}> has more than {} attributes", tag, limits::attributes);
    }
  }

  bool attribute(std::string_view tag) {
    const char* name_start = at_;
    const std::string_view attribute_name = name();
    if (out_.problem) return false;
    if (attribute_name.empty()) {
      stop(range(at_, at_ + 1), "an attribute of <{}> must start with a name", tag);
      return false;
    }
    const Location name_at = range(name_start, at_);
    skip_space();
    if (at_ == end_ || *at_ != '=') {
      stop(name_at, "'=' and a quoted value must follow the attribute '{}'", attribute_name);
      return false;
    }
    ++at_;
    skip_space();
    if (at_ == end_ || (*at_ != '"' && *at_ != '\'')) {
      stop(name_at, "the value of the attribute '{}' must stand in quotes", attribute_name);
      return false;
    }
    return value(attribute_name, name_at);
  }

  bool value(std::string_view attribute_name, Location name_at) {
    const char quote = *at_++;
    const char* start = at_;
    bool literal = true;
    at_ = end_of(PlainValue, at_);
    while (at_ < end_ && *at_ != quote && *at_ != '<') {
      literal = literal && (*at_ == '"' || *at_ == '\'');
      at_ = end_of(PlainValue, at_ + 1);
    }
    if (at_ == end_ || *at_ == '<') {
      stop(at_ == end_ ? name_at : range(at_, at_ + 1),
           "the value of the attribute '{}' is not closed with {} (a '<' in a value is written "
           "&lt;)",
           attribute_name, quote);
      return false;
    }
    const std::string_view written(start, static_cast<std::size_t>(at_ - start));
    if (!literal) out_.tree.add_decoded(offset(start), resolve(written));
    attributes_.push_back({.name_begin = name_at.begin,
                           .name_length = static_cast<std::uint32_t>(attribute_name.size()),
                           .value_begin = offset(start),
                           .value_length = static_cast<std::uint32_t>(written.size()),
                           .literal = literal});
    ++at_;
    return true;
  }

  void end_tag() {
    const char* start = at_;
    at_ += 2;
    const std::string_view tag = name();
    if (out_.problem) return;
    skip_space();
    if (at_ == end_ || *at_ != '>')
      return stop(range(start, at_), "the end tag </{}> is not closed with '>'", tag);
    ++at_;
    if (open_.empty()) return stop(range(start, at_), "</{}> closes nothing", tag);
    const XmlElement& element = out_.tree.at(open_.back());
    if (!same_text(element.name(), tag)) return mismatch(element, tag, range(start, at_));
    out_.tree.close(open_.back(), offset(start));
    open_.pop_back();
  }

  std::uint32_t line_of(Location at) const {
    return 1 + static_cast<std::uint32_t>(std::count(begin_, begin_ + at.begin, '\n'));
  }

  void mismatch(const XmlElement& open, std::string_view tag, Location where) {
    stop(where, "</{}> stands where </{}> is due: the <{}> of line {} is not closed", tag,
         open.name(), open.name(), line_of(open.at()));
  }

  void unclosed() {
    const XmlElement& element = out_.tree.at(open_.back());
    stop(element.at(), "the file ends before this <{}> is closed with </{}>", element.name(),
         element.name());
  }

  FileId file_;
  const char* begin_;
  const char* at_;
  const char* end_;
  Scan out_;
  std::vector<std::uint32_t> open_;             // positions of the elements not yet closed
  std::vector<XmlTree::Attribute> attributes_;  // of the current tag
};

}  // namespace

Scan scan(FileId file, std::string_view text) {
  return Scanner(file, text).run();
}

}  // namespace farmlint
