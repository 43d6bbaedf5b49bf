#include "reporters/rule_list.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/gaps.h"
#include "lint/report.h"
#include "lint/text.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

constexpr std::array<SubjectWords, every_subject.size()> subjects{{
    {"The file itself",
     "What IIS's own schema and its reading of the file forbid. One mistake of this kind and every "
     "node that shares the file stops serving, all at once."},
    {"Bindings",
     "What sites answer on, as far as the one file shows it: texts that IIS does not understand, "
     "two sites on one end point, SNI and the Central Certificate Store used in vain."},
    {"Addresses of the farm",
     "Each node answers only on addresses that it has. What works on the node where the admin sits "
     "is silent on another, and nobody sees it there until users do."},
    {"Certificates",
     "Certificates are not in the shared file: every node has its own records in HTTP.sys. These "
     "rules find out which certificate each node really presents."},
    {"Sharing",
     "The configuration, its keys and its modules must fit every node that reads it: where the "
     "share is, who may decrypt the passwords, which Windows and which modules are there."},
    {"Application pools and paths",
     "Accounts, paths and pools that exist on one node only: content that another node cannot "
     "read, a drive that it lacks, a worker process that does not start there."},
    {"ASP.NET on a farm",
     "Keys, sessions and recycling: what a single server gets right by itself breaks when the next "
     "request of a user reaches another node."},
    {"Hygiene",
     "What still works and costs time later: logs that nodes overwrite for each other, leftovers, "
     "names that are taken for one another."},
    {"Suppressions", "Ignored findings that are found no more, or whose time is over."},
}};

std::string wrapped(std::string_view text) {
  constexpr std::size_t line_length = 80;
  constexpr std::string_view indent = "  ";
  std::string out;
  std::string line(indent);
  for (const std::string_view word : words(text)) {
    if (line.size() > indent.size() && line.size() + 1 + word.size() > line_length) {
      out += line + "\n";
      line = indent;
    }
    if (line.size() > indent.size()) line += ' ';
    line += word;
  }
  return out + line + "\n";
}

std::string as_json(std::span<const Rule* const> rules) {
  nlohmann::ordered_json document = {{"format", "farmlint/1"}, {"version", version}};
  document["rules"] = nlohmann::ordered_json::array();
  for (const Rule* rule : rules)
    document["rules"].push_back({{"name", rule->name},
                                 {"level", to_string(rule->severity)},
                                 {"subject", to_string(rule->subject)},
                                 {"evidence", evidence_name(rule->evidence)},
                                 {"default", rule->runs == Runs::ByDefault},
                                 {"summary", rule->summary},
                                 {"rationale", rule->rationale},
                                 {"remediation", rule->remediation}});
  return document.dump(2) + "\n";
}

std::string list_as_markdown(std::span<const Rule* const> rules) {
  std::string out = "| rule | level | subject | what is wrong |\n| --- | --- | --- | --- |\n";
  for (const Rule* rule : rules)
    out += fmt::format("| {} | {} | {} | {} |\n", rule->name, to_string(rule->severity),
                       to_string(rule->subject), in_markdown(rule->summary));
  return out;
}

std::string list_as_text(std::span<const Rule* const> rules) {
  std::size_t longest = 0;
  std::map<Subjects, std::vector<const Rule*>> by_subject;
  for (const Rule* rule : rules) {
    longest = std::max(longest, rule->name.size());
    by_subject[rule->subject].push_back(rule);
  }
  std::string out;
  for (const auto& [subject, members] : by_subject) {
    out += fmt::format("{}\n", words_of(subject).title);
    for (const Rule* rule : members)
      out += fmt::format("  {:{}}  {:7}  {}\n", rule->name, longest, to_string(rule->severity),
                         rule->summary);
    out += '\n';
  }
  return out +
         fmt::format("{}. 'farmlint rules NAME' explains one.\n", counted(rules.size(), "rule"));
}

std::string_view runs_words(const Rule& rule) {
  return rule.runs == Runs::ByDefault
             ? ""
             : " Runs on demand: with --profile all, --select, or a level of its own.";
}

std::string explained_as_text(const Rule& rule) {
  return fmt::format(
      "{} ({}, {})\n{}\n{}\n{}\n{}", rule.name, to_string(rule.severity), to_string(rule.subject),
      wrapped(rule.summary), wrapped(rule.rationale),
      wrapped(fmt::format("To fix: {}", rule.remediation)),
      wrapped(fmt::format("Needs {}.{}", evidence_words(rule.evidence), runs_words(rule))));
}

std::string explained_as_markdown(const Rule& rule) {
  return fmt::format("## {}\n\n*{}, {}. Needs {}.{}* {}\n\n{}\n\n**To fix:** {}\n", rule.name,
                     to_string(rule.severity), to_string(rule.subject),
                     evidence_words(rule.evidence), runs_words(rule), in_markdown(rule.summary),
                     in_markdown(rule.rationale), in_markdown(rule.remediation));
}

}  // namespace

SubjectWords words_of(Subjects subject) {
  return subjects.at(static_cast<std::size_t>(subject));
}

std::string list_rules(std::span<const Rule* const> rules, std::string_view format) {
  if (format == "json") return as_json(rules);
  return format == "markdown" ? list_as_markdown(rules) : list_as_text(rules);
}

std::string explain_rules(std::span<const Rule* const> rules, std::string_view format) {
  if (format == "json") return as_json(rules);
  std::string out;
  for (const Rule* rule : rules) {
    if (!out.empty()) out += '\n';
    out += format == "markdown" ? explained_as_markdown(*rule) : explained_as_text(*rule);
  }
  return out;
}

}  // namespace farmlint::reporters
