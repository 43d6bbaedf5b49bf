#include "reporters/sarif_rules.h"

#include <fmt/format.h>

#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

using Json = nlohmann::ordered_json;

// GitHub's and GitLab's limits for the texts of a rule.
constexpr std::size_t longest_text = 1024;

constexpr std::string_view home = "https://example.com/farmlint";

struct NoticeWords {
  std::string_view id;
  std::string_view what;
  std::string_view remedy;
};

constexpr std::array notices{
    NoticeWords{"manifest-mistake", "The farm manifest has a mistake.",
                "Correct the manifest; until then the rules that need it cannot be trusted."},
    NoticeWords{"not-checked", "A rule could not be checked for want of evidence.",
                "Give farmlint what the notification says is missing."},
    NoticeWords{"not-used", "The manifest says something that no rule of this version reads.",
                "Nothing to do: later versions will use it."},
    NoticeWords{"results-left-out", "There are more results than code scanning takes.",
                "Mend the ones that are listed and run farmlint again."},
};

std::string_view problem_severity(Severity severity) {
  return severity == Severity::Note ? "recommendation" : to_string(severity);
}

Json described(std::string_view id, std::string_view summary, std::string_view rationale,
               std::string_view remedy) {
  Json entry = {{"id", id}, {"name", pascal_case(id)}};
  entry["shortDescription"]["text"] = shortened(summary, longest_text);
  entry["fullDescription"]["text"] = shortened(rationale, longest_text);
  entry["help"]["text"] = remedy;
  entry["help"]["markdown"] =
      fmt::format("# {}\n\n{}\n\n{}\n\n**To fix:** {}\n", id, in_markdown(summary),
                  in_markdown(rationale), in_markdown(remedy));
  return entry;
}

// "A site does not answer on one of its nodes: '{0}'."
std::string message_string(const Rule& rule) {
  std::string_view summary = rule.summary;
  while (summary.ends_with('.')) summary.remove_suffix(1);
  std::string text;
  for (const char c : summary) {
    text += c;
    if (c == '{' || c == '}') text += c;
  }
  return escaped(text) + ": '{0}'.";
}

Json described(const Rule& rule) {
  Json entry = described(rule.name, rule.summary, rule.rationale, rule.remediation);
  entry["helpUri"] = fmt::format("{}/rules/{}", home, rule.name);
  entry["messageStrings"]["default"]["text"] = message_string(rule);
  entry["defaultConfiguration"] = {{"level", to_string(rule.severity)}, {"enabled", true}};
  entry["properties"] = {{"tags", {to_string(rule.subject), "iis"}},
                         {"precision", "high"},
                         {"problem.severity", problem_severity(rule.severity)}};
  return entry;
}

}  // namespace

SarifRules::SarifRules(const Report& report) {
  std::map<std::string_view, const Rule*> by_name;
  const auto sign = [&](const Finding& finding) {
    if (finding.rule != nullptr) by_name.emplace(finding.rule->name, finding.rule);
  };
  for (const Rule* rule : report.rules) by_name.emplace(rule->name, rule);
  for (const FarmReport& farm : report.farms) {
    for (const Finding& finding : farm.findings) sign(finding);
    for (const Suppressed& entry : farm.suppressed) sign(entry.finding);
  }
  for (const auto& [name, rule] : by_name) {
    index_.emplace(name, rules_.size());
    rules_.push_back(rule);
  }
}

Json SarifRules::driver() const {
  Json driver = {{"name", "farmlint"},
                 {"fullName", "farmlint, static analysis of IIS shared configuration"},
                 {"version", version},
                 {"semanticVersion", version},
                 {"informationUri", home},
                 {"organization", "farmlint"}};
  driver["rules"] = Json::array();
  for (const Rule* rule : rules_) driver["rules"].push_back(described(*rule));
  driver["notifications"] = Json::array();
  for (const NoticeWords& words : notices)
    driver["notifications"].push_back(described(words.id, words.what, words.what, words.remedy));
  return driver;
}

Json SarifRules::reference(std::string_view name) const {
  Json reference = {{"id", name}};
  if (const auto found = index_.find(name); found != index_.end())
    reference["index"] = found->second;
  return reference;
}

Json reference(Notice notice) {
  const auto index = static_cast<std::size_t>(notice);
  return {{"id", notices.at(index).id}, {"index", index}};
}

}  // namespace farmlint::reporters
