#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "lint/limits.h"
#include "reporters/reporter.h"
#include "reporters/sarif_files.h"
#include "reporters/sarif_results.h"
#include "reporters/sarif_rules.h"
#include "reporters/secrets.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

Json notification(Notice notice, std::string_view level, const std::string& text) {
  Json object = {{"descriptor", reference(notice)}, {"level", level}};
  object["message"]["text"] = escaped(sentence(text));
  return object;
}

Json manifest_mistakes(const Report& report, SarifFiles& files) {
  Json list = Json::array();
  for (const FarmReport& farm : report.farms) {
    const SourceSet& sources = sources_of(farm);
    const Secrets secrets(sources);
    const SarifPlaces places{.files = files, .sources = sources, .secrets = secrets};
    for (const Finding& error : farm.errors) {
      const Finding mistake = secrets.without_secrets(error);
      Json object = notification(Notice::ManifestMistake, "error", mistake.message);
      object["locations"].push_back({{"physicalLocation", places.physical(mistake.at)}});
      list.push_back(std::move(object));
    }
  }
  return list;
}

void add_not_checked(Json& list, const FarmReport& farm, const SarifRules& rules) {
  std::map<std::pair<std::string_view, std::string>, std::vector<std::string_view>> nodes;
  for (const NotChecked& entry : farm.not_checked) {
    const std::string command =
        entry.command.empty() ? "" : fmt::format("; run there: {}", entry.command);
    auto& where = nodes[{entry.rule, redacted(entry.reason) + command}];
    if (!entry.node.empty()) where.push_back(entry.node);
  }
  for (const auto& [gap, where] : nodes) {
    const std::string on = where.empty() ? "" : fmt::format(" on {}", fmt::join(where, ", "));
    const std::string text = fmt::format("The rule '{}' was not checked in farm '{}'{}: {}",
                                         gap.first, farm.name, on, gap.second);
    Json object = notification(Notice::NotChecked, "note", text);
    object["associatedRule"] = rules.reference(gap.first);
    list.push_back(std::move(object));
  }
}

Json remarks(const Report& report, const RenderOptions& options, const SarifRules& rules) {
  Json list = Json::array();
  for (const FarmReport& farm : report.farms) {
    add_not_checked(list, farm, rules);
    if (!farm.not_used.empty())
      list.push_back(notification(
          Notice::NotUsed, "note",
          fmt::format("Not used yet in farm '{}': {}", farm.name, not_used_words(farm))));
  }
  const std::size_t all = result_count(report, options);
  if (all > limits::sarif_results)
    list.push_back(notification(
        Notice::ResultsLeftOut, "warning",
        fmt::format("Of {} results only the worst {} are listed", all, limits::sarif_results)));
  return list;
}

std::string_view exit_words(int status) {
  switch (status) {
    case 0:
      return "No finding at or above the level that fails.";
    case 1:
      return "There are findings at or above the level that fails.";
    case 3:
      return "Nothing to check.";
    default:
      return "farmlint could not do all of its work.";
  }
}

Json invocation(const Report& report, const RenderOptions& options, const SarifRules& rules,
                SarifFiles& files) {
  Json mistakes = manifest_mistakes(report, files);
  Json object = {{"executionSuccessful", mistakes.empty()},
                 {"exitCode", options.exit_status},
                 {"exitCodeDescription", exit_words(options.exit_status)}};
  if (!mistakes.empty()) object["toolConfigurationNotifications"] = std::move(mistakes);
  Json notes = remarks(report, options, rules);
  if (!notes.empty()) object["toolExecutionNotifications"] = std::move(notes);
  return object;
}

// GitHub takes everything up to the last '/' as the category of the run.
std::string automation_id(const Report& report, const RenderOptions& options) {
  if (!options.category.empty()) return fmt::format("farmlint/{}/", options.category);
  if (report.farms.size() != 1) return "farmlint/farms/";
  return fmt::format("farmlint/{}/", report.farms.front().name);
}

Json run_of(const Report& report, const RenderOptions& options) {
  const SarifRules rules(report);
  SarifFiles files(report);
  Json run = Json::object();
  run["tool"]["driver"] = rules.driver();
  run["automationDetails"]["id"] = automation_id(report, options);
  run["invocations"].push_back(invocation(report, options, rules, files));
  // Readers ask for it; which repository the files belong to is not ours to guess.
  run["versionControlProvenance"].push_back(
      {{"repositoryUri", "about:blank"}, {"mappedTo", {{"uriBaseId", "%SRCROOT%"}}}});
  run["originalUriBaseIds"]["%SRCROOT%"]["description"]["text"] =
      "The root of the repository, or the folder in which farmlint ran.";
  run["artifacts"] = files.artifacts();
  run["results"] = results(report, options, rules, files);
  run["columnKind"] = "utf16CodeUnits";
  run["newlineSequences"] = {"\r\n", "\n", "\r"};
  run["defaultEncoding"] = "UTF-8";
  run["defaultSourceLanguage"] = "xml";
  return run;
}

std::string render(const Report& report, const RenderOptions& options) {
  Json log = {{"$schema", schema}, {"version", "2.1.0"}};
  log["runs"].push_back(run_of(report, options));
  return log.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

extern constinit const Reporter sarif{
    .name = "sarif",
    .summary = "SARIF 2.1.0, for code scanning services and viewers",
    .render = render,
};

}  // namespace farmlint::reporters
