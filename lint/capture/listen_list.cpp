#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lint/capture/capture_text.h"

namespace farmlint {
namespace {

// A command of a console, or the prompt after it.
bool is_prompt(std::string_view line) {
  return line.ends_with('>') || line.find("netsh http") != std::string_view::npos;
}

// The words of the title are in the language of the machine; "IP" is not.
bool is_empty_list(std::string_view text, bool table) {
  return table && text.find("IP") != std::string_view::npos &&
         text.find("SSL") == std::string_view::npos;
}

}  // namespace

CaptureOf<Located<IpAddress>> read_listen_list(const SourceSet& sources, FileId file) {
  CaptureOf<Located<IpAddress>> result;
  const std::string_view text = sources.text(file);
  const std::vector<captures::Line> lines = captures::lines_of(text);
  const auto rule = std::ranges::find_if(lines, captures::is_rule, &captures::Line::text);
  const bool table = rule != lines.end();
  for (auto line = table ? rule + 1 : lines.begin(); line != lines.end(); ++line) {
    const Location at = captures::place(sources, file, line->text);
    if (const auto ip = parse_ip(line->text))
      result.items.push_back({*ip, at});
    else if (!is_prompt(line->text))
      result.problems.push_back(
          {at, fmt::format("'{}' is no address", captures::excerpt(line->text))});
  }
  if (lines.empty())
    result.problems.push_back(captures::empty_capture(file));
  else if (result.items.empty() && result.problems.empty() && !is_empty_list(text, table))
    result.problems.push_back({{file, 0, 0}, "this is no output of netsh http show iplisten"});
  if (auto broken = captures::broken_text(sources, file))
    result.problems.push_back(std::move(*broken));
  return result;
}

}  // namespace farmlint
