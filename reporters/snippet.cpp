#include "reporters/snippet.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "lint/decode.h"
#include "reporters/glyphs.h"

namespace farmlint::reporters {
namespace {

constexpr std::size_t tab_width = 4;
constexpr std::size_t longest_line = 120;       // columns
constexpr std::size_t left_of_place = 40;       // columns kept before the place in a long line
constexpr std::uint32_t searched_around = 600;  // bytes; more can never be shown
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

// One character of the line as it will be printed.
struct Cell {
  std::string shown;
  std::size_t column = 0;  // where it starts
  std::size_t width = 0;
  std::size_t offset = 0;  // in the file
};

// The part of a line that is laid out.
struct Window {
  Location at;
  bool cut_left = false;
  bool cut_right = false;
};

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

Window window_around(const SourceSet& sources, const Location& place) {
  const std::string_view text = sources.text(place.file);
  const std::string_view line =
      sources.line(place.file, sources.position(place.file, place.begin).line);
  const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
  const auto end = static_cast<std::uint32_t>(begin + line.size());
  Window window{.at = {place.file, begin, end}};
  if (place.begin > begin + searched_around) window.at.begin = place.begin - searched_around;
  if (end > place.begin + searched_around) window.at.end = place.begin + searched_around;
  while (window.at.begin > begin && continues(text[window.at.begin])) --window.at.begin;
  while (window.at.end < end && continues(text[window.at.end])) ++window.at.end;
  window.cut_left = window.at.begin > begin;
  window.cut_right = window.at.end < end;
  return window;
}

void append_cell(std::vector<Cell>& cells, Cell cell, char32_t code_point) {
  if (!cells.empty()) cell.column = cells.back().column + cells.back().width;
  if (code_point == '\t') {
    cell.width = tab_width - cell.column % tab_width;
    cell.shown.assign(cell.width, ' ');
  } else if (is_dangerous(code_point) || code_point == 0xFFFD) {
    cell.width = 1;
    cell.shown = "\xEF\xBF\xBD";
  } else {
    cell.width = width(code_point);
  }
  cells.push_back(std::move(cell));
}

std::vector<Cell> lay_out(const SourceSet& sources, const Secrets& secrets, const Location& at) {
  const std::string_view text = sources.text(at.file);
  std::vector<Cell> cells;
  for (std::size_t next = at.begin; next < at.end;) {
    const std::size_t offset = next;
    const char32_t code_point = next_code_point(text, next);
    const auto here = static_cast<std::uint32_t>(offset);
    if (secrets.touches({at.file, here, here + 1}))
      append_cell(cells, {.shown = "*", .offset = offset}, '*');
    else
      append_cell(cells,
                  {.shown = std::string(text.substr(offset, next - offset)), .offset = offset},
                  code_point);
  }
  return cells;
}

std::size_t end_column(const std::vector<Cell>& cells) {
  return cells.empty() ? 0 : cells.back().column + cells.back().width;
}

// The column of the first cell at or behind the offset, else the end of the line.
std::size_t column_of(const std::vector<Cell>& cells, std::size_t offset) {
  const auto cell = std::ranges::lower_bound(cells, offset, {}, &Cell::offset);
  return cell == cells.end() ? end_column(cells) : cell->column;
}

// What is printed: the columns [first, last) of the line.
struct View {
  std::size_t first = 0;
  std::size_t last = 0;
  bool cut_left = false;
  bool cut_right = false;
};

View view_of(const std::vector<Cell>& cells, const Window& window, std::size_t place) {
  View view{.first = 0,
            .last = end_column(cells),
            .cut_left = window.cut_left,
            .cut_right = window.cut_right};
  if (place > longest_line - left_of_place) {
    const std::size_t shows_the_end = view.last > longest_line ? view.last - longest_line : 0;
    view.first = std::min(place - left_of_place, shows_the_end);
    view.cut_left = view.cut_left || view.first > 0;
  }
  if (view.last > view.first + longest_line) {
    view.last = view.first + longest_line;
    view.cut_right = true;
  }
  return view;
}

}  // namespace

std::string snippet(const SourceSet& sources, const Secrets& secrets, const Location& at,
                    std::string_view label, const Palette& palette) {
  const Window window = window_around(sources, at);
  const std::vector<Cell> cells = lay_out(sources, secrets, window.at);
  const auto blank = [](const Cell& cell) {
    return cell.shown.find_first_not_of(' ') == std::string::npos;
  };
  if (std::ranges::all_of(cells, blank)) return {};
  const std::size_t start = column_of(cells, at.begin);
  const View view = view_of(cells, window, start);
  std::string line = view.cut_left ? std::string(ellipsis) : "";
  for (const Cell& cell : cells)
    if (cell.column >= view.first && cell.column + cell.width <= view.last) line += cell.shown;
  if (view.cut_right) line += ellipsis;
  const std::size_t stop = std::min(column_of(cells, at.end), view.last);
  const std::size_t marked = stop > start ? stop - start : 1;
  const std::string indent(start - view.first + (view.cut_left ? 1 : 0), ' ');
  std::string carets = fmt::format("^{:~>{}}", "", marked - 1);
  if (!label.empty()) carets += fmt::format(" {}", label);
  const std::string number = fmt::format("{:>5}", sources.start_of(at).line);
  const std::string margin(number.size(), ' ');
  return fmt::format("{}{}\n{}{}{}\n", palette.paint(Ink::Margin, number + " | "), line,
                     palette.paint(Ink::Margin, margin + " | "), indent,
                     palette.paint(Ink::Fix, carets));
}

}  // namespace farmlint::reporters
