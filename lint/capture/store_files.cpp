#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "lint/capture/capture_text.h"
#include "lint/text.h"

namespace farmlint {
namespace {

bool is_certificate_file(std::string_view line) {
  constexpr std::string_view ending = ".pfx";
  return line.size() > ending.size() && iequals(line.substr(line.size() - ending.size()), ending);
}

std::string_view behind_blanks(std::string_view text) {
  while (const std::size_t length = captures::blank_length(text)) text.remove_prefix(length);
  return text;
}

std::string_view behind_word(std::string_view text) {
  return behind_blanks(text.substr(captures::first_word(text).size()));
}

// Behind the time of day that `dir` and Get-ChildItem print, for no name of a file has a ':'. None
// if there is no such column.
std::optional<std::string_view> behind_time(std::string_view line) {
  for (auto colon = line.find(':'); colon != std::string_view::npos;
       colon = line.find(':', colon + 1)) {
    const bool time = colon > 0 && is_digit(line[colon - 1]) && colon + 2 < line.size() &&
                      is_digit(line[colon + 1]) && is_digit(line[colon + 2]);
    if (time) return behind_word(line.substr(colon));
  }
  return {};
}

// "1,234", with whatever groups the digits. The no-break space of French has become U+FFFD if an
// OEM code page was between.
std::string_view behind_size(std::string_view text) {
  constexpr std::string_view digits = "0123456789.,'\u00A0\u202F\u2019\uFFFD";
  const std::size_t end = std::min(text.find_first_not_of(digits), text.size());
  return captures::blank_length(text.substr(end)) == 0 ? text : behind_blanks(text.substr(end));
}

std::string_view file_name(std::string_view line) {
  if (const auto columns = behind_time(line); columns && !columns->empty()) {
    std::string_view size = *columns;
    // "AM", "a. m."
    while (!size.empty() && !is_digit(size.front())) size = behind_word(size);
    line = size.empty() ? *columns : behind_size(size);
  }
  return line.substr(line.find_last_of("\\/") + 1);
}

}  // namespace

CaptureOf<Located<std::string>> read_store_files(const SourceSet& sources, FileId file) {
  CaptureOf<Located<std::string>> result;
  for (const captures::Line& line : captures::lines_of(sources.text(file))) {
    if (!is_certificate_file(line.text)) continue;
    const std::string_view name = file_name(line.text);
    result.items.push_back({std::string(name), captures::place(sources, file, name)});
  }
  if (result.items.empty() && !captures::is_empty(sources, file))
    result.problems.push_back({{file, 0, 0}, "no line is the name of a .pfx file"});
  if (auto broken = captures::broken_text(sources, file))
    result.problems.push_back(std::move(*broken));
  return result;
}

}  // namespace farmlint
