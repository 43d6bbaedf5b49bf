#include "lint/engine.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "lint/gaps.h"
#include "lint/limits.h"
#include "lint/parallel.h"
#include "lint/suppress.h"
#include "lint/text.h"

namespace farmlint {
namespace {

auto order(const Finding& finding) {
  return std::tie(finding.at.file, finding.at.begin, finding.at.end, finding.rule->name,
                  finding.message);
}

void sort_and_unite(std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings,
                           [](const Finding& a, const Finding& b) { return order(a) < order(b); });
  const auto same = [](const Finding& a, const Finding& b) { return order(a) == order(b); };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

// The level that somebody gave to a rule: the command line's, else the policy's.
struct Levels {
  const Farm& farm;
  const Selection& selection;

  struct Choice {
    bool made = false;
    std::optional<Severity> level;  // none: off
  };
  Choice of(std::string_view rule) const {
    const auto given = selection.levels.find(std::string(rule));
    if (given != selection.levels.end()) return {true, given->second};
    if (!farm.manifest) return {};
    for (const RuleLevel& level : farm.manifest->policy.rules)
      if (iequals(level.rule.value, rule)) return {true, level.level};
    return {};
  }
  bool all_by_policy() const {
    return farm.manifest && farm.manifest->policy.profile.value == "all";
  }
};

// Whether somebody asked for all that a rule has to say.
bool demanded(const Selection& selection, const Levels& levels, const Rule& rule) {
  return levels.of(rule.name).made || !selection.select.empty() || selection.all ||
         levels.all_by_policy();
}

bool selected(const Selection& selection, const Levels& levels, const Rule& rule) {
  const auto names = [&rule](const std::vector<std::string>& list) {
    return std::ranges::find(list, rule.name) != list.end();
  };
  if (!selection.select.empty() && !names(selection.select)) return false;
  if (names(selection.ignore)) return false;
  const auto choice = levels.of(rule.name);
  if (choice.made) return choice.level.has_value();
  return rule.runs == Runs::ByDefault || demanded(selection, levels, rule);
}

bool suits(const Farm& farm, const Rule& rule) {
  if (rule.suits == Suits::AnyFile || !farm.config_readable()) return true;
  if (farm.config.iis_express) return false;
  return rule.suits == Suits::Servers || !farm.config.per_pool();
}

// Something to point at when a finding has no place of its own.
Location start_of(const Farm& farm) {
  const FileId file =
      farm.manifest_document ? farm.manifest_document->file : farm.configuration().xml.file;
  return {file, 0, 0};
}

void record_gaps(const Farm& farm, const Selection& selection, const Rule& rule,
                 const std::vector<Gap>& gaps, FarmReport& report) {
  const bool required =
      selection.require_evidence || (farm.manifest && farm.manifest->policy.require_evidence);
  for (const Gap& gap : gaps) {
    const std::string node = gap.node == nullptr ? "" : std::string(gap.node->name.value);
    report.not_checked.push_back({.rule = std::string(rule.name),
                                  .node = node,
                                  .reason = gap.reason,
                                  .command = std::string(gap.command)});
    if (!required) continue;
    Findings findings(rule, report.findings);
    const Location at = gap.node == nullptr ? start_of(farm) : gap.node->element->at();
    findings
        .add(at, "{} is not checked{}{}: {}", rule.name, node.empty() ? "" : " on ", node,
             gap.reason)
        .as(Severity::Error)
        .subject.node = node;
  }
}

void record_left_out(const Rule& rule, std::size_t left_out, FarmReport& report) {
  report.not_checked.push_back(
      {.rule = std::string(rule.name),
       .node = {},
       .reason = fmt::format("only the first {} of its {} findings are kept", limits::findings,
                             limits::findings + left_out)});
}

// Findings that name a draining node are notes: it is on its way out.
void calm_draining_nodes(const Farm& farm, std::vector<Finding>& findings) {
  if (!farm.manifest) return;
  for (Finding& finding : findings) {
    const Node* node =
        finding.subject.node.empty() ? nullptr : farm.manifest->node(finding.subject.node);
    if (node != nullptr && node->state == NodeState::Draining) finding.level = Severity::Note;
  }
}

void set_levels(const Levels& levels, std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    const auto choice = levels.of(finding.rule->name);
    if (choice.made && choice.level) finding.level = *choice.level;
  }
}

// The attribute value that the place is in, or the text of the place.
std::string_view value_around(const SourceSet& sources, const Location& at) {
  const std::string_view all = sources.text(at.file);
  const std::string_view text = sources.text(at);
  if (text.find_first_of("\"'<>") != std::string_view::npos) return text;
  const std::size_t open = all.find_last_of("\"'<>", at.begin == 0 ? 0 : at.begin - 1);
  const std::size_t close = all.find_first_of("\"'<>", at.end);
  if (open == std::string_view::npos || close == std::string_view::npos || all[open] != all[close])
    return text;
  return all.substr(open + 1, close - open - 1);
}

// Complaints about values that a template will replace are not about the configuration.
void drop_placeholders(const Farm& farm, const SourceSet& sources, std::vector<Finding>& findings) {
  if (!farm.manifest || farm.manifest->policy.template_markers.empty()) return;
  std::erase_if(findings, [&](const Finding& finding) {
    return is_placeholder(farm, value_around(sources, finding.at));
  });
}

void drop_on_demand(std::vector<Finding>& findings) {
  std::erase_if(findings, [](const Finding& finding) { return finding.on_demand; });
}

}  // namespace

void run_rules(const Farm& farm, const SourceSet& sources, std::span<const Rule* const> all,
               const Selection& selection, FarmReport& report, std::size_t threads) {
  const Levels levels{farm, selection};
  Gaps gaps(farm, report);
  std::vector<const Rule*> ran;
  for (const Rule* rule : all) {
    if (!selected(selection, levels, *rule) || !suits(farm, *rule)) continue;
    ++report.rules;
    const std::vector<Gap>& missing = gaps.of(rule->evidence);
    record_gaps(farm, selection, *rule, missing, report);
    if (!nowhere(missing)) ran.push_back(rule);
  }
  std::vector<std::vector<Finding>> found(ran.size());
  std::vector<std::size_t> left_out(ran.size());
  in_parallel(ran.size(), threads, [&](std::size_t i) {
    Findings findings(*ran[i], found[i]);
    ran[i]->check(farm, findings);
    left_out[i] = findings.left_out();
    if (!demanded(selection, levels, *ran[i])) drop_on_demand(found[i]);
  });
  for (std::size_t i = 0; i < ran.size(); ++i)
    if (left_out[i] != 0) record_left_out(*ran[i], left_out[i], report);
  for (std::vector<Finding>& of_rule : found)
    std::ranges::move(of_rule, std::back_inserter(report.findings));
  drop_placeholders(farm, sources, report.findings);
  calm_draining_nodes(farm, report.findings);
  sort_and_unite(report.findings);
  apply_ignores(farm, all, ran, report);
  set_levels(levels, report.findings);
  sort_and_unite(report.findings);
}

}  // namespace farmlint
