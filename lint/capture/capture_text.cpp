#include "lint/capture/capture_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/decode.h"
#include "lint/text.h"

namespace farmlint::captures {
namespace {

constexpr std::array<std::string_view, 4> wide_blanks{"\u00A0", "\u202F", "\u3000", "\uFEFF"};
constexpr std::array<std::string_view, 5> dashes{"-", "=", "\u2013", "\u2014", "\u2500"};

// The line at the start of `rest`, which is shortened by it and its line end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
  const std::string_view line = rest.substr(0, end);
  const bool pair = rest.substr(end).starts_with("\r\n");
  rest.remove_prefix(std::min(end + (pair ? 2U : 1U), rest.size()));
  return line;
}

std::size_t last_blank_length(std::string_view text) {
  if (text.empty()) return 0;
  if (is_blank(text.back())) return 1;
  for (const std::string_view blank : wide_blanks)
    if (text.ends_with(blank)) return blank.size();
  return 0;
}

std::string_view without_quote_marks(std::string_view line) {
  line = trim_blanks(line);
  while (line.starts_with('>')) line = trim_blanks(line.substr(1));
  return line;
}

}  // namespace

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::vector<std::size_t> gaps;  // blank lines above each line
  std::size_t gap = 0;
  while (!text.empty()) {
    const std::string_view line = without_quote_marks(take_line(text));
    if (line.empty()) {
      ++gap;
      continue;
    }
    lines.push_back({line});
    gaps.push_back(gap);
    gap = 0;
  }
  constexpr std::size_t enough_to_tell = 4;
  const bool doubled =
      lines.size() >= enough_to_tell && std::find(gaps.begin() + 1, gaps.end(), 0U) == gaps.end();
  for (std::size_t i = 0; i < lines.size(); ++i)
    lines[i].separated = i == 0 || gaps[i] > (doubled ? 1U : 0U);
  return lines;
}

std::size_t blank_length(std::string_view text) {
  if (text.empty()) return 0;
  if (static_cast<signed char>(text.front()) >= 0) return is_blank(text.front()) ? 1 : 0;
  for (const std::string_view blank : wide_blanks)
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

std::string_view trim_blanks(std::string_view text) {
  while (const std::size_t length = blank_length(text)) text.remove_prefix(length);
  while (const std::size_t length = last_blank_length(text)) text.remove_suffix(length);
  return text;
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && blank_length(text.substr(end)) == 0) ++end;
  return text.substr(0, end);
}

bool has_part(std::string_view text, std::string_view part) {
  const auto same = [](char one, char other) { return lower(one) == other; };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool is_rule(std::string_view line) {
  std::size_t count = 0;
  while (!line.empty()) {
    const auto* const dash =
        std::ranges::find_if(dashes, [&](std::string_view each) { return line.starts_with(each); });
    if (dash == dashes.end()) return false;
    line.remove_prefix(dash->size());
    ++count;
  }
  return count >= 3;
}

std::string excerpt(std::string_view line) {
  constexpr std::size_t most = 80;
  std::string text = fmt::format("{}", fmt::join(words(line), " "));
  if (text.size() <= most) return text;
  std::size_t end = 0;
  while (end < most)
    end += std::max<std::size_t>(utf8_length(std::string_view(text).substr(end)), 1);
  return text.substr(0, end) + "…";
}

Location place(const SourceSet& sources, FileId file, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - sources.text(file).data());
  return {file, begin, begin + static_cast<std::uint32_t>(part.size())};
}

std::optional<CaptureProblem> broken_text(const SourceSet& sources, FileId file) {
  const auto& broken = sources.source(file).broken;
  if (!broken) return {};
  return CaptureProblem{broken->at, fmt::format("the text ends here: {}", broken->value)};
}

bool is_empty(const SourceSet& sources, FileId file) {
  return trim_blanks(sources.text(file)).empty();
}

CaptureProblem empty_capture(FileId file) {
  return {{file, 0, 0}, "the capture is empty"};
}

}  // namespace farmlint::captures
