#include "reporters/matrix_table.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lint/farm/wording.h"
#include "reporters/glyphs.h"
#include "reporters/matrix_words.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

struct Line {
  std::string text;
  std::optional<Ink> ink{};
};
using Block = std::vector<Line>;  // the lines of one cell
using TableRow = std::vector<Block>;
// A row of one cell is a title: it stands across the columns.
using Table = std::vector<TableRow>;

Block one_line(std::string text) {
  return {Line{.text = std::move(text)}};
}

constexpr std::size_t screen = 140;
constexpr std::size_t gap = 2;

// Where each column begins, and where the next one would.
std::vector<std::size_t> columns_of(const Table& table) {
  std::vector<std::size_t> widths;
  for (const TableRow& row : table) {
    if (row.size() == 1) continue;
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      for (const Line& line : row[i]) widths[i] = std::max(widths[i], width(line.text));
  }
  std::vector<std::size_t> columns{0};
  for (const std::size_t w : widths) columns.push_back(columns.back() + w + gap);
  return columns;
}

void draw_line(const TableRow& row, std::size_t index, std::span<const std::size_t> columns,
               const Palette& palette, std::string& out) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (index >= row[i].size() || row[i][index].text.empty()) continue;
    const Line& line = row[i][index];
    out.append(columns[i] - at, ' ');
    out += line.ink ? palette.paint(*line.ink, line.text) : line.text;
    at = columns[i] + width(line.text);
  }
  out += '\n';
}

std::string draw(const Table& table, const Palette& palette) {
  const std::vector<std::size_t> columns = columns_of(table);
  std::string out;
  for (const TableRow& row : table) {
    const std::size_t height = std::ranges::max(row, {}, &Block::size).size();
    for (std::size_t i = 0; i < height; ++i) draw_line(row, i, columns, palette, out);
  }
  return out;
}

Line missing_line(const std::string& binding) {
  return {fmt::format("MISSING {}", printable(binding)), Ink::Error};
}

// The binding, the certificate, and each fault on a line of its own.
Block block_of(const Farm& farm, const Cell& cell) {
  Block block;
  for (const Answer& answer : cell.answers) {
    block.push_back({printable(answer.binding->information().value)});
    if (!answer.reason.empty()) block.push_back({reason_of(answer)});
    for (const Presentation& presentation : answer.presented) {
      block.push_back({certificate_of(farm, answer, presentation)});
      for (const TlsFault fault : presentation.faults)
        block.push_back({fault_words(presentation, fault), ink_of(fault)});
    }
  }
  for (const std::string& binding : cell.missing) block.push_back(missing_line(binding));
  if (block.empty()) block.push_back({"-"});
  return block;
}

Table a_column_for_each_node(const Farm& farm, std::span<const Row> rows) {
  Table table{TableRow{one_line("site"), one_line("wanted")}};
  for (const Node& node : farm.manifest->nodes) table.front().push_back(one_line(heading_of(node)));
  for (const Row& row : rows) {
    TableRow drawn{one_line(printable(row.site->name().value)), one_line(words_of(row.want))};
    for (const Cell& cell : row.cells) drawn.push_back(block_of(farm, cell));
    table.push_back(std::move(drawn));
  }
  return table;
}

Line faults_line(const Presentation& presentation) {
  std::vector<std::string> words;
  Line line;
  for (const TlsFault fault : presentation.faults) {
    words.push_back(fault_words(presentation, fault));
    line.ink = std::min(line.ink.value_or(ink_of(fault)), ink_of(fault));
  }
  line.text = fmt::format("{}", fmt::join(words, ", "));
  return line;
}

// Node, binding, certificate, faults.
TableRow row_of_node(const Farm& farm, const std::string& node, const Cell& cell) {
  TableRow row{one_line("  " + node), Block(), Block(), Block()};
  const auto add = [&](Line binding, Line certificate, Line faults) {
    row[1].push_back(std::move(binding));
    row[2].push_back(std::move(certificate));
    row[3].push_back(std::move(faults));
  };
  for (const Answer& answer : cell.answers) {
    Line binding{printable(answer.binding->information().value)};
    for (const Presentation& presentation : answer.presented)
      add(std::exchange(binding, {}), {certificate_of(farm, answer, presentation)},
          faults_line(presentation));
    if (answer.presented.empty()) add(std::move(binding), {reason_of(answer)}, {});
  }
  for (const std::string& binding : cell.missing) add(missing_line(binding), {}, {});
  return row;
}

Table a_line_for_each_node(const Farm& farm, std::span<const Row> rows) {
  Table table;
  for (const Row& row : rows) {
    const std::string title =
        fmt::format("{}  {}", printable(row.site->name().value), words_of(row.want));
    table.push_back(TableRow{Block{{title, Ink::Path}}});
    for (std::size_t n = 0; n < row.cells.size(); ++n) {
      const Cell& cell = row.cells[n];
      if (cell.answers.empty() && cell.missing.empty()) continue;
      table.push_back(row_of_node(farm, heading_of(farm.manifest->nodes[n]), cell));
    }
  }
  return table;
}

std::string joined(const std::vector<std::string>& lines, std::string_view separator) {
  return fmt::format("{}\n", fmt::join(lines, separator));
}

std::string unused_nodes(const Farm& farm, std::span<const Row> rows) {
  std::vector<std::string> unused;
  for (std::size_t n = 0; n < farm.manifest->nodes.size(); ++n) {
    const auto wanted = [&](const Row& row) {
      return !row.cells[n].answers.empty() || !row.cells[n].missing.empty();
    };
    if (std::ranges::none_of(rows, wanted)) unused.push_back(heading_of(farm.manifest->nodes[n]));
  }
  return unused.empty() ? "" : fmt::format(" Nothing is wanted on {}.", enumeration(unused));
}

std::string markdown_of(const TableRow& row) {
  std::string out;
  for (const Block& block : row) {
    out += "| ";
    for (const Line& line : block) {
      if (&line != &block.front()) out += "<br>";
      out += in_markdown(line.text);
    }
    out += ' ';
  }
  return out + "|\n";
}

}  // namespace

std::string matrix_as_text(const Farm& farm, const Palette& palette) {
  const std::vector<Row> rows = rows_of(farm);
  std::vector<std::string> words = legend(rows);
  Table table = a_column_for_each_node(farm, rows);
  if (!rows.empty() && columns_of(table).back() - gap > screen) {
    table = a_line_for_each_node(farm, rows);
    words.front() += unused_nodes(farm, rows);
  } else if (!rows.empty()) {
    words.front() += " -: nothing is wanted there.";
  }
  return draw(table, palette) + "\n" + joined(words, "\n");
}

std::string matrix_as_markdown(const Farm& farm) {
  const std::vector<Row> rows = rows_of(farm);
  const Table table = a_column_for_each_node(farm, rows);
  std::string out;
  for (const TableRow& row : table) {
    out += markdown_of(row);
    if (&row != &table.front()) continue;
    for (std::size_t i = 0; i < row.size(); ++i) out += "| --- ";
    out += "|\n";
  }
  std::vector<std::string> words = legend(rows);
  if (!rows.empty()) words.front() += " -: nothing is wanted there.";
  return out + "\n" + joined(words, "\n- ");
}

}  // namespace farmlint::reporters
