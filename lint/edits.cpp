#include "lint/edits.h"

#include <algorithm>

#include <fmt/format.h>

namespace farmlint {
namespace {

// The blanks before `offset`, if nothing else stands before it on its line.
std::optional<std::string_view> indentation(std::string_view text, std::size_t offset) {
  std::size_t begin = offset;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  if (begin > 0 && text[begin - 1] != '\n' && text[begin - 1] != '\r') return {};
  return text.substr(begin, offset - begin);
}

// The line end before the line that `offset` is in.
std::string_view line_end_before(std::string_view text, std::size_t offset) {
  const std::size_t at = text.find_last_of("\r\n", offset == 0 ? 0 : offset - 1);
  if (at == std::string_view::npos || text[at] == '\r') return "\r";
  return at > 0 && text[at - 1] == '\r' ? "\r\n" : "\n";
}

TextEdit before_end_tag(std::string_view text, const XmlElement& parent, std::string_view tag) {
  const Location end = parent.end_tag();
  TextEdit edit{.at = {end.file, end.begin, end.begin}, .text = std::string(tag)};
  const auto outer = indentation(text, end.begin);
  if (!outer) return edit;
  std::string inner = std::string(*outer) + (outer->find('\t') != outer->npos ? "\t" : "  ");
  if (!parent.children().empty()) {
    const auto sibling = indentation(text, parent.children().begin()->at().begin);
    if (sibling) inner = *sibling;
  }
  // The end tag's own indentation stands before the place already.
  if (!inner.starts_with(*outer)) return edit;
  edit.text = fmt::format("{}{}{}{}", inner.substr(outer->size()), tag,
                          line_end_before(text, end.begin), *outer);
  return edit;
}

}  // namespace

std::optional<TextEdit> append_child(const SourceSet& sources, const XmlElement& parent,
                                     std::string_view tag) {
  const std::string_view text = sources.text(parent.at().file);
  if (parent.end_tag().begin != parent.end_tag().end) return before_end_tag(text, parent, tag);
  const std::string_view start = sources.text(parent.at());
  if (!start.ends_with("/>")) return {};
  return TextEdit{.at = {parent.at().file, parent.at().end - 2, parent.at().end},
                  .text = fmt::format(">{}</{}>", tag, parent.name())};
}

TextEdit remove_element(const SourceSet& sources, const XmlElement& element) {
  TextEdit edit{.at = {element.at().file, element.at().begin, element.end_tag().end}, .text = {}};
  const std::string_view text = sources.text(element.at().file);
  const auto before = indentation(text, edit.at.begin);
  const std::size_t after = text.find_first_not_of(" \t", edit.at.end);
  const std::string_view rest = text.substr(std::min(after, text.size()));
  if (!before || !(rest.starts_with('\n') || rest.starts_with('\r'))) return edit;
  edit.at.begin -= static_cast<std::uint32_t>(before->size());
  edit.at.end = static_cast<std::uint32_t>(after + (rest.starts_with("\r\n") ? 2 : 1));
  return edit;
}

std::string attribute_text(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '&') {
      text += "&amp;";
    } else if (c == '<') {
      text += "&lt;";
    } else if (c == '"') {
      text += "&quot;";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace farmlint
