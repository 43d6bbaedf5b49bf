#include <algorithm>
#include <functional>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lint/limits.h"
#include "reporters/glyphs.h"
#include "reporters/palette.h"
#include "reporters/reporter.h"
#include "reporters/secrets.h"
#include "reporters/snippet.h"
#include "reporters/summary.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

// What every line about one farm is printed with.
struct Page {
  const SourceSet& sources;
  const Secrets& secrets;
  const Palette& palette;
  std::string out;
};

Ink ink_of(Severity level) {
  switch (level) {
    case Severity::Error:
      return Ink::Error;
    case Severity::Warning:
      return Ink::Warning;
    case Severity::Note:
      break;
  }
  return Ink::Note;
}

// A note at the finding's own place stands behind the carets, if it is short.
const Note* label_of(const Finding& finding) {
  constexpr std::size_t longest_label = 60;
  const auto note = std::ranges::find_if(finding.notes, [&](const Note& candidate) {
    return candidate.at == finding.at && candidate.message.size() <= longest_label;
  });
  return note == finding.notes.end() ? nullptr : &*note;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 100;
  return fmt::format("'{}'", shortened(printable(text), longest));
}

std::string described(const TextEdit& edit, const Page& page) {
  const std::string old = page.secrets.shown(edit.at);
  if (old.empty())
    return fmt::format("insert {} at {}", in_quotes(edit.text), place(page.sources, edit.at));
  if (edit.text.empty()) return fmt::format("remove {}", in_quotes(old));
  return fmt::format("replace {} by {}", in_quotes(old), in_quotes(edit.text));
}

void append_commands(const Fix& fix, std::string_view opening, Page& page) {
  std::string_view lead = opening;
  for (const Command& command : fix.commands) {
    const std::string where = command.node.empty() ? "" : fmt::format(", on {}", command.node);
    page.out +=
        fmt::format("  {} {}\n", page.palette.paint(Ink::Fix, fmt::format("{}{}:", lead, where)),
                    printable(command.text));
    lead = "then";
  }
}

void append_fix(const Fix& fix, std::string_view opening, Page& page) {
  if (!fix.commands.empty()) return append_commands(fix, opening, page);
  std::string what;
  for (const TextEdit& edit : fix.edits) {
    if (!what.empty()) what += "; ";
    what += described(edit, page);
  }
  if (what.empty()) what = printable(fix.description);
  if (what.empty()) return;
  page.out +=
      fmt::format("  {} {}\n", page.palette.paint(Ink::Fix, fmt::format("{}:", opening)), what);
}

void append_note(const Note& note, const Finding& finding, Page& page) {
  const std::string level = page.palette.paint(Ink::Note, "note:");
  if (note.at == finding.at) {
    page.out += fmt::format("  {} {}\n", level, printable(note.message));
    return;
  }
  page.out +=
      fmt::format("  {} {} {}\n", page.palette.paint(Ink::Path, place(page.sources, note.at) + ":"),
                  level, printable(note.message));
}

void append_finding(const Finding& original, Page& page) {
  const Finding finding = page.secrets.without_secrets(original);
  if (!page.out.empty()) page.out += '\n';
  page.out += fmt::format(
      "{} {} {}", page.palette.paint(Ink::Path, place(page.sources, finding.at) + ":"),
      page.palette.paint(ink_of(finding.level), fmt::format("{}:", to_string(finding.level))),
      printable(finding.message));
  if (finding.rule != nullptr) page.out += fmt::format(" [{}]", finding.rule->name);
  page.out += '\n';
  const Note* const label = label_of(finding);
  const std::string lines =
      snippet(page.sources, page.secrets, finding.at,
              label == nullptr ? "" : printable(label->message), page.palette);
  page.out += lines;
  for (const Note& note : finding.notes)
    if (&note != label || lines.empty()) append_note(note, finding, page);
  std::string_view opening = "fix";
  for (const Fix& fix : finding.fixes) {
    append_fix(fix, opening, page);
    opening = "or";
  }
}

std::string heading(const FarmReport& farm) {
  const std::string& file = farm.manifest.empty() ? farm.configuration : farm.manifest;
  return farm.name.empty() ? file : fmt::format("Farm {} ({})", farm.name, file);
}

std::string rest(std::string_view rule, std::size_t count) {
  if (rule.empty()) return fmt::format("\n{} more are not shown\n", count);
  return fmt::format("\n{} more of {} are not shown: --format concise shows all\n", count, rule);
}

std::string listing(const FarmReport& farm, const std::vector<Finding>& findings,
                    const Palette& palette) {
  const SourceSet& sources = sources_of(farm);
  const Secrets secrets(sources);
  Page page{.sources = sources, .secrets = secrets, .palette = palette, .out = {}};
  std::map<std::string_view, std::size_t> counts;
  for (const Finding& finding : findings) {
    const std::string_view rule = finding.rule == nullptr ? "" : finding.rule->name;
    if (++counts[rule] <= limits::findings_shown) append_finding(finding, page);
  }
  for (const auto& [rule, count] : counts)
    if (count > limits::findings_shown) page.out += rest(rule, count - limits::findings_shown);
  return page.out;
}

std::string statistics(const Report& report) {
  using Row = std::tuple<Severity, std::string_view>;
  std::map<Row, std::size_t> counts;
  for (const FarmReport& farm : report.farms)
    for (const Finding& finding : farm.findings)
      ++counts[{finding.level, finding.rule == nullptr ? "" : finding.rule->name}];
  std::vector<std::pair<Row, std::size_t>> rows(counts.begin(), counts.end());
  // Most frequent first, then the gravest; by name where both are the same.
  std::ranges::stable_sort(rows, std::greater{}, [](const auto& row) {
    return std::pair(row.second, std::get<0>(row.first));
  });
  std::string table = fmt::format("{:>7}  {:7}  {}\n", "count", "level", "rule");
  for (const auto& [row, count] : rows)
    table += fmt::format("{:>7}  {:7}  {}\n", count, to_string(std::get<0>(row)), std::get<1>(row));
  return table;
}

std::string render(const Report& report, const RenderOptions& options) {
  const Palette palette(options.color);
  std::string out;
  const auto append_block = [&](std::string_view block) {
    if (block.empty()) return;
    if (!out.empty()) out += '\n';
    out += block;
  };
  for (const FarmReport& farm : report.farms) {
    const std::string findings = listing(farm, farm.findings, palette);
    if (report.farms.size() > 1 && !findings.empty())
      append_block(palette.paint(Ink::Path, heading(farm)) + "\n");
    append_block(findings);
  }
  if (!options.quiet) append_block(summary(report));
  if (options.statistics) append_block(statistics(report));
  return out;
}

}  // namespace

std::string render_errors(const Report& report, bool color) {
  const Palette palette(color);
  std::string out;
  for (const FarmReport& farm : report.farms) out += listing(farm, farm.errors, palette);
  return out;
}

extern constinit const Reporter text{
    .name = "text",
    .summary = "findings with the lines they are about, for people",
    .render = render,
};

}  // namespace farmlint::reporters
