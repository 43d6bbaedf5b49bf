#include "reporters/matrix.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "lint/farm/coverage.h"
#include "lint/report.h"
#include "reporters/glyphs.h"
#include "reporters/palette.h"

namespace farmlint::reporters {
namespace {

using Json = nlohmann::ordered_json;

// What answers for one want on one node. Both empty: nothing is wanted there.
struct Cell {
  std::vector<std::string> bindings;
  std::vector<std::string> missing;
};

struct Row {
  const Site* site = nullptr;
  const Want* want = nullptr;  // of any of the nodes: they differ in the address only
  std::vector<Cell> cells;     // by node
};

bool same_key(const Want& one, const Want& other) {
  return one.scheme == other.scheme && one.port == other.port && one.host == other.host;
}

Row& row_for(std::vector<Row>& rows, const Site* site, const Want& want, std::size_t nodes) {
  const auto row = std::ranges::find_if(rows.rbegin(), rows.rend(), [&](const Row& candidate) {
    return candidate.site == site && same_key(*candidate.want, want);
  });
  if (row != rows.rend()) return *row;
  return rows.emplace_back(Row{.site = site, .want = &want, .cells = std::vector<Cell>(nodes)});
}

// Rows of one site follow each other, so that only those need to be searched.
std::vector<Row> rows_of(const std::vector<NodeCoverage>& coverage, std::size_t nodes) {
  std::vector<Row> all;
  std::vector<Row> own;
  for (std::size_t i = 0; i < coverage.size(); ++i) {
    for (const CoverageCell& found : coverage[i].cells) {
      Cell& cell = row_for(own, coverage[i].site, found.want, nodes).cells[coverage[i].node];
      if (found.answered_by == nullptr)
        cell.missing.push_back(found.want.proposal.information());
      else
        cell.bindings.emplace_back(found.answered_by->information.value);
    }
    const bool last = i + 1 == coverage.size() || coverage[i + 1].site != coverage[i].site;
    if (!last) continue;
    std::ranges::move(own, std::back_inserter(all));
    own.clear();
  }
  return all;
}

std::string_view to_string(NodeState state) {
  constexpr std::array<std::string_view, 4> names{"active", "standby", "draining",
                                                  "decommissioned"};
  return names.at(static_cast<std::size_t>(state));
}

std::string heading_of(const Node& node) {
  if (node.state == NodeState::Active) return printable(node.name.value);
  return fmt::format("{} ({})", printable(node.name.value), to_string(node.state));
}

std::string wanted(const Want& want) {
  std::string key = fmt::format("{} {}", want.scheme, want.port);
  if (!want.host) return key;
  return key + " " + (want.host->empty() ? "(no host)" : printable(*want.host));
}

std::string text_of(const Cell& cell) {
  std::vector<std::string> parts;
  for (const std::string& binding : cell.bindings) parts.push_back(printable(binding));
  for (const std::string& binding : cell.missing)
    parts.push_back(fmt::format("MISSING {}", printable(binding)));
  return parts.empty() ? "-" : fmt::format("{}", fmt::join(parts, ", "));
}

using Line = std::vector<std::string>;

// The first line is the heading.
std::vector<Line> table_of(const Farm& farm, const std::vector<Row>& rows) {
  std::vector<Line> table{{"site", "wanted"}};
  for (const Node& node : farm.manifest->nodes) table.front().push_back(heading_of(node));
  for (const Row& row : rows) {
    Line line{printable(row.site->name.value), wanted(*row.want)};
    for (const Cell& cell : row.cells) line.push_back(text_of(cell));
    table.push_back(std::move(line));
  }
  return table;
}

std::string as_text(const std::vector<Line>& table, const Palette& palette) {
  std::vector<std::size_t> widths(table.front().size());
  for (const Line& line : table)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], width(line[i]));
  std::string out;
  for (const Line& line : table) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool missing = line[i].find("MISSING") != std::string::npos && i > 1;
      const std::size_t blanks = i + 1 == line.size() ? 0 : widths[i] - width(line[i]) + 2;
      out += missing ? palette.paint(Ink::Error, line[i]) : line[i];
      out.append(blanks, ' ');
    }
    out += '\n';
  }
  return out;
}

std::string as_markdown(const std::vector<Line>& table) {
  std::string out;
  for (const Line& line : table) {
    for (const std::string& cell : line) {
      out += "| ";
      for (const char c : cell) out += c == '|' ? std::string("\\|") : std::string(1, c);
      out += ' ';
    }
    out += "|\n";
    if (&line != &table.front()) continue;
    for (std::size_t i = 0; i < line.size(); ++i) out += "| --- ";
    out += "|\n";
  }
  return out;
}

std::string legend(const std::vector<Row>& rows) {
  std::size_t missing = 0;
  for (const Row& row : rows)
    for (const Cell& cell : row.cells) missing += cell.missing.size();
  if (rows.empty()) return "No site of the configuration is expected on an active node.\n";
  std::string text = "Shown: the binding that answers. -: nothing is wanted there.";
  if (missing > 0) text += fmt::format(" MISSING ({}): the binding to add.", missing);
  return text + "\n";
}

Json as_json(const Farm& farm, const std::vector<Row>& rows) {
  Json object = {{"name", farm.name}, {"nodes", Json::array()}, {"rows", Json::array()}};
  for (const Node& node : farm.manifest->nodes)
    object["nodes"].push_back({{"name", node.name.value}, {"state", to_string(node.state)}});
  for (const Row& row : rows) {
    Json entry = {
        {"site", row.site->name.value}, {"protocol", row.want->scheme}, {"port", row.want->port}};
    if (row.want->host) entry["host"] = *row.want->host;
    entry["cells"] = Json::array();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      if (cell.bindings.empty() && cell.missing.empty()) continue;
      entry["cells"].push_back({{"node", farm.manifest->nodes[i].name.value},
                                {"bindings", cell.bindings},
                                {"missing", cell.missing}});
    }
    object["rows"].push_back(std::move(entry));
  }
  return object;
}

std::string for_people(const Farm& farm, const std::vector<Row>& rows, std::string_view format,
                       const Palette& palette) {
  const std::vector<Line> table = table_of(farm, rows);
  const std::string drawn = format == "markdown" ? as_markdown(table) : as_text(table, palette);
  return fmt::format("{}\n{}", drawn, legend(rows));
}

}  // namespace

std::string render_matrix(std::span<const Farm* const> farms, std::string_view format, bool color) {
  Json document = {{"format", "farmlint/1"}, {"version", version}, {"farms", Json::array()}};
  std::string out;
  for (const Farm* farm : farms) {
    const std::vector<NodeCoverage> covered = coverage(*farm);
    const std::vector<Row> rows = rows_of(covered, farm->manifest->nodes.size());
    if (format == "json") {
      document["farms"].push_back(as_json(*farm, rows));
      continue;
    }
    if (!out.empty()) out += '\n';
    if (farms.size() > 1)
      out += fmt::format("{}Farm {}\n\n", format == "markdown" ? "## " : "", printable(farm->name));
    out += for_people(*farm, rows, format, Palette(color));
  }
  if (format != "json") return out;
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace farmlint::reporters
