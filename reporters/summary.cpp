#include "reporters/summary.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reporters/secrets.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

// Rules that could not be checked on the same nodes for the same reason.
struct Gap {
  std::string_view reason;
  std::string_view command;  // goes with the reason
  std::vector<std::string_view> nodes;
  std::vector<std::string_view> rules;
};

void add_once(std::vector<std::string_view>& list, std::string_view item) {
  if (!item.empty() && std::ranges::find(list, item) == list.end()) list.push_back(item);
}

std::vector<Gap> gaps(const FarmReport& farm) {
  std::map<std::pair<std::string_view, std::string_view>, std::vector<std::string_view>> nodes;
  std::map<std::string_view, std::string_view> commands;
  for (const NotChecked& entry : farm.not_checked) {
    add_once(nodes[{entry.reason, entry.rule}], entry.node);
    commands[entry.reason] = entry.command;
  }
  std::map<std::pair<std::string_view, std::vector<std::string_view>>,
           std::vector<std::string_view>>
      rules;
  for (const auto& [key, where] : nodes) rules[{key.first, where}].push_back(key.second);
  std::vector<Gap> found;
  found.reserve(rules.size());
  for (const auto& [key, names] : rules)
    found.push_back(
        {.reason = key.first, .command = commands[key.first], .nodes = key.second, .rules = names});
  return found;
}

// "certificate " if all of the rules are about that subject.
std::string common_subject(const Gap& gap, std::span<const Rule* const> rules) {
  std::string subject;
  for (const std::string_view name : gap.rules) {
    const auto rule = std::ranges::find(rules, name, &Rule::name);
    if (rule == rules.end()) return {};
    std::string_view plural = to_string((*rule)->subject);
    if (plural.ends_with('s')) plural.remove_suffix(1);
    const std::string own = fmt::format("{} ", plural);
    if (!subject.empty() && subject != own) return {};
    subject = own;
  }
  return subject;
}

std::string described(const Gap& gap, std::span<const Rule* const> rules) {
  constexpr std::size_t few = 3;
  constexpr std::size_t few_nodes = 8;
  const std::string what = gap.rules.size() <= few ? fmt::format("{}", fmt::join(gap.rules, ", "))
                                                   : fmt::format("{} {}rules", gap.rules.size(),
                                                                 common_subject(gap, rules));
  std::string where;
  if (gap.nodes.size() > few_nodes)
    where = fmt::format(" on {}", counted(gap.nodes.size(), "node"));
  else if (!gap.nodes.empty())
    where = fmt::format(" on {}", fmt::join(gap.nodes, ", "));
  const std::string command =
      gap.command.empty() ? "" : fmt::format("; run there: {}", gap.command);
  return fmt::format("{}{} ({}{})", what, where, redacted(gap.reason), command);
}

std::string not_checked_words(const FarmReport& farm, std::span<const Rule* const> rules) {
  std::vector<std::string> parts;
  for (const Gap& gap : gaps(farm)) parts.push_back(described(gap, rules));
  return fmt::format("{}", fmt::join(parts, "; "));
}

// One line for all farms of which the same is to be said.
class LinesByFarm {
 public:
  void add(std::string words, const FarmReport& farm) {
    if (words.empty()) return;
    const auto known = std::ranges::find(lines_, words, &Line::words);
    if (known == lines_.end())
      lines_.push_back({std::move(words), {farm.name}});
    else
      known->farms.push_back(farm.name);
  }

  std::string text(std::string_view what, std::size_t all_farms) const {
    constexpr std::size_t few = 3;
    std::string text;
    for (const Line& line : lines_) {
      const bool everywhere = line.farms.size() == all_farms;
      const std::string where = everywhere ? std::string()
                                : line.farms.size() > few
                                    ? " in " + counted(line.farms.size(), "farm")
                                    : fmt::format(" in {}", fmt::join(line.farms, ", "));
      text += fmt::format("{}{}: {}.\n", what, where, line.words);
    }
    return text;
  }

 private:
  struct Line {
    std::string words;
    std::vector<std::string> farms;
  };
  std::vector<Line> lines_;
};

std::string mistakes(const FarmReport& farm) {
  const auto in_manifest =
      static_cast<std::size_t>(std::ranges::count_if(farm.errors, [&](const Finding& mistake) {
        return !farm.sources || farm.sources->path(mistake.at.file) == farm.manifest;
      }));
  const std::size_t elsewhere = farm.errors.size() - in_manifest;
  std::string text;
  if (in_manifest > 0)
    text += fmt::format("The manifest {} has {}: what depends on it could not be checked.\n",
                        farm.manifest, counted(in_manifest, "mistake"));
  if (elsewhere > 0)
    text += fmt::format("{} could not be read: farmlint's own facts stand in.\n",
                        counted(elsewhere, "schema file"));
  return text;
}

std::string checked(const Report& report) {
  std::size_t nodes = 0;
  std::size_t sites = 0;
  std::size_t bindings = 0;
  std::size_t rules = 0;
  for (const FarmReport& farm : report.farms) {
    nodes += farm.nodes;
    sites += farm.sites;
    bindings += farm.bindings;
    rules = std::max(rules, farm.rules);
  }
  const bool has_manifest = std::ranges::any_of(
      report.farms, [](const FarmReport& farm) { return !farm.manifest.empty(); });
  return fmt::format("Checked {}: {}{}, {}, {}.", counted(report.farms.size(), "farm"),
                     has_manifest ? counted(nodes, "node") + ", " : "", counted(sites, "site"),
                     counted(bindings, "binding"), counted(rules, "rule"));
}

std::string found(const Totals& totals) {
  std::vector<std::string> parts;
  if (totals.errors > 0) parts.push_back(counted(totals.errors, "error"));
  if (totals.warnings > 0) parts.push_back(counted(totals.warnings, "warning"));
  if (totals.notes > 0) parts.push_back(counted(totals.notes, "note"));
  std::string text = parts.empty() ? "No findings" : fmt::format("{}", fmt::join(parts, ", "));
  if (totals.suppressed > 0) text += fmt::format(" ({} suppressed)", totals.suppressed);
  if (totals.fixable > 0) text += fmt::format(". {} fixable", totals.fixable);
  return text + ".";
}

}  // namespace

std::string summary(const Report& report) {
  std::string text = fmt::format("{} {}\n", checked(report), found(totals(report)));
  for (const FarmReport& farm : report.farms) text += mistakes(farm);
  LinesByFarm not_checked;
  LinesByFarm not_used;
  for (const FarmReport& farm : report.farms) {
    not_checked.add(not_checked_words(farm, report.rules), farm);
    if (!farm.not_used.empty()) not_used.add(not_used_words(farm), farm);
  }
  text += not_checked.text("Not checked", report.farms.size());
  text += not_used.text("Not used yet", report.farms.size());
  return text;
}

}  // namespace farmlint::reporters
