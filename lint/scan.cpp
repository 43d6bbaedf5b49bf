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
#include "lint/token_ends.h"

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

class Scanner {
 public:
  Scanner(FileId file, std::string_view text)
      : file_(file),
        begin_(text.data()),
        at_(text.data()),
        end_(begin_ + text.size()),
        ends_(text) {
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
  static std::string_view between(const char* from, const char* to) {
    return {from, static_cast<std::size_t>(to - from)};
  }
  bool follows(std::string_view text) const {
    return static_cast<std::size_t>(end_ - at_) >= text.size() &&
           std::memcmp(at_, text.data(), text.size()) == 0;
  }
  // By value and not inlined: what a fault is told with stays in registers where there is none.
  template <typename... Args>
  [[gnu::cold, gnu::noinline]] void stop(Location where, fmt::format_string<Args...> text,
                                         Args... args) {
    out_.problem = {where, fmt::vformat(text, fmt::make_format_args(args...))};
  }
  template <typename... Args>
  [[gnu::cold, gnu::noinline]] void refuse(Location where, fmt::format_string<Args...> text,
                                           Args... args) {
    stop<Args...>(where, text, args...);
    out_.refused = true;
  }

  // Most blanks are a line end and an indentation.
  static const char* past_line_end(const char* at) {
    if (*at == '\r') ++at;
    if (*at == '\n') ++at;
    return at;
  }

  // Moves to the next '<', noting characters that are no white space on the way.
  bool next_markup() {
    const char* text = ends_.of<Token::Blanks>(past_line_end(at_));
    if (*text == '<') {
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
    if (at_[1] == '/') return end_tag();
    if (at_[1] == '!') return declaration();
    if (at_[1] == '?') return skip_past("?>", "the processing instruction is not closed with '?>'");
    start_tag();
  }

  void declaration() {
    if (follows("<!--")) return comment();
    if (follows("<![CDATA[")) return character_data();
    if (follows("<!DOCTYPE"))
      return refuse(
          range(at_, at_ + 9),
          "a DOCTYPE is not allowed in IIS configuration; delete it (farmlint reads no DTD)");
    stop(range(at_, at_ + 2), "'<!' starts no markup that XML knows here");
  }

  const char* find(std::string_view what, const char* from) const {
    const std::size_t found = between(from, end_).find(what);
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
    out_.tree.comments.push_back({.text = between(start + 4, close),
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
    at_ = ends_.of<Token::Name>(at_);
    const std::string_view found = between(start, at_);
    if (found.size() > limits::name)
      refuse(range(start, start + limits::name), "a name is longer than {} bytes", limits::name);
    return found;
  }

  // In a tag there is seldom more than one.
  void skip_space() {
    while (is_blank(*at_)) ++at_;
  }

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
    const std::uint32_t position = out_.tree.next_position();
    const XmlTree::StartTag written = out_.tree.start_tag(start, tag.size(), around());
    attributes(tag, written);
    if (out_.problem) return;
    const bool empty = *at_ == '/';
    at_ += empty ? 2 : 1;
    out_.tree.finish_tag(written, at_, !empty);
    if (!empty) open_.push_back(position);
  }

  // '<' and the name.
  Location start_of(std::string_view tag) const {
    return range(tag.data() - 1, tag.data() + tag.size());
  }

  // Up to the '>' or '/>' of the tag.
  void attributes(std::string_view tag, XmlTree::StartTag written) {
    for (std::size_t count = 0; count <= limits::attributes; ++count) {
      if (plain_attribute(written)) continue;
      const bool separated = is_blank(*at_);
      skip_space();
      if (*at_ == '>' || follows("/>")) return;
      if (at_ == end_ || *at_ == '<')
        return stop(start_of(tag), "the tag <{}> is not closed with '>'", tag);
      if (!separated)
        return stop(range(at_, at_ + 1), "a blank is missing before this attribute of <{}>", tag);
      if (!attribute(tag, written)) return;
    }
    refuse(start_of(tag), "<{}> has more than {} attributes", tag, limits::attributes);
  }

  // A blank, then name="value" with nothing in it that asks for a second look, as nearly all are
  // written. The others are for attribute().
  bool plain_attribute(XmlTree::StartTag tag) {
    if (at_[0] != ' ' || at_[1] == '/') return false;
    const std::string_view name = between(at_ + 1, ends_.of<Token::Name>(at_ + 1));
    const char* const equals = name.data() + name.size();
    if (equals[0] != '=' || equals[1] != '"' || name.empty() || name.size() > limits::name)
      return false;
    const std::string_view value = between(equals + 2, ends_.of<Token::PlainValue>(equals + 2));
    const char* const quote = value.data() + value.size();
    if (*quote != '"') return false;
    tag.add_attribute(name, value, true);
    at_ = quote + 1;
    return true;
  }

  // Not inlined, so that the loop over plain attributes keeps the registers.
  [[gnu::noinline]] bool attribute(std::string_view tag, XmlTree::StartTag written) {
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
    return value(attribute_name, name_at, written);
  }

  bool value(std::string_view attribute_name, Location name_at, XmlTree::StartTag tag) {
    const char quote = *at_++;
    const char* start = at_;
    bool literal = true;
    at_ = ends_.of<Token::PlainValue>(at_);
    while (at_ < end_ && *at_ != quote && *at_ != '<') {
      literal = literal && (*at_ == '"' || *at_ == '\'');
      at_ = ends_.of<Token::PlainValue>(at_ + 1);
    }
    if (at_ == end_ || *at_ == '<') {
      stop(at_ == end_ ? name_at : range(at_, at_ + 1),
           "the value of the attribute '{}' is not closed with {} (a '<' in a value is written "
           "&lt;)",
           attribute_name, quote);
      return false;
    }
    const std::string_view written = between(start, at_);
    if (!literal) out_.tree.add_decoded(offset(start), resolve(written));
    tag.add_attribute(attribute_name, written, literal);
    ++at_;
    return true;
  }

  // As nearly all are written.
  bool plain_end_tag() {
    if (open_.empty()) return false;
    const std::string_view tag = out_.tree.at(open_.back()).name();
    const char* const name = at_ + 2;
    if (end_ - name < static_cast<std::ptrdiff_t>(tag.size()) ||
        !same_text({name, tag.size()}, tag) || name[tag.size()] != '>')
      return false;
    close(at_);
    at_ = name + tag.size() + 1;
    return true;
  }

  void end_tag() {
    if (plain_end_tag()) return;
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
    close(start);
  }

  void close(const char* end_tag) {
    out_.tree.close(open_.back(), end_tag);
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
  const char* end_;  // there stands a zero: no character that is asked for
  TokenEnds ends_;
  Scan out_;
  std::vector<std::uint32_t> open_;  // positions of the elements not yet closed
};

}  // namespace

Scan scan(FileId file, std::string_view text) {
  return Scanner(file, text).run();
}

}  // namespace farmlint
