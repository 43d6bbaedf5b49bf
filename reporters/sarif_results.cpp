#include "reporters/sarif_results.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "lint/limits.h"
#include "reporters/digest.h"
#include "reporters/order.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

// GitLab drops results with longer texts.
constexpr std::size_t longest_message = 2000;

// Main text first, then one linked sentence for each note: GitHub shows no others.
std::string message_of(const Finding& finding) {
  std::string text = shortened(escaped(sentence(finding.message)), longest_message);
  std::size_t id = 1;
  for (const Note& note : finding.notes) {
    std::string words = escaped(sentence(note.message));
    if (words.ends_with('.')) words.pop_back();
    const std::string link = fmt::format(" [{}]({}).", words, id++);
    if (text.size() + link.size() <= longest_message) text += link;
  }
  return text;
}

// Identifies the finding wherever it stands in its file.
std::string object_key(const Finding& finding) {
  constexpr std::size_t digits = 32;
  const Subject& subject = finding.subject;
  const std::string key =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}", finding.rule->name, subject.object, subject.site,
                  subject.node, subject.binding, subject.pool, subject.path);
  return sha256(key).substr(0, digits);
}

Json fingerprints(const Finding& finding, const SarifPlaces& places) {
  Json prints = Json::object();
  const std::string hash = places.line_hash(finding.at);
  if (!hash.empty()) prints["primaryLocationLineHash"] = hash;
  prints["farmlintObjectKey/v1"] = object_key(finding);
  return prints;
}

// Where the last step of an object's path starts: a '/' within a key separates nothing.
std::size_t last_step(std::string_view object) {
  std::size_t start = 0;
  int depth = 0;
  for (std::size_t i = 0; i < object.size(); ++i) {
    if (object[i] == '[') ++depth;
    if (object[i] == ']') --depth;
    if (object[i] == '/' && depth == 0) start = i + 1;
  }
  return start;
}

Json logical_location(const Subject& subject) {
  const std::string name = subject.object.substr(last_step(subject.object));
  return {{"fullyQualifiedName", subject.object},
          {"name", name},
          {"kind", name.starts_with('@') ? "attribute" : "element"}};
}

Json location_of(const Finding& finding, const SarifPlaces& places) {
  Json location = {{"physicalLocation", places.physical_in_context(finding.at)}};
  if (!finding.subject.object.empty())
    location["logicalLocations"].push_back(logical_location(finding.subject));
  return location;
}

Json related_locations(const Finding& finding, const SarifPlaces& places) {
  Json related = Json::array();
  for (const Note& note : finding.notes) {
    Json location = {{"id", related.size() + 1}, {"physicalLocation", places.physical(note.at)}};
    location["message"]["text"] = shortened(escaped(sentence(note.message)), longest_message);
    related.push_back(std::move(location));
  }
  return related;
}

Json replacement(const TextEdit& edit, const SarifPlaces& places) {
  Json change = {{"deletedRegion", places.range(edit.at)}};
  if (!edit.text.empty()) change["insertedContent"]["text"] = edit.text;
  return change;
}

Json fix_of(const Fix& fix, const SarifPlaces& places) {
  std::map<FileId, Json> by_file;
  for (const TextEdit& edit : fix.edits) by_file[edit.at.file].push_back(replacement(edit, places));
  Json object = Json::object();
  if (!fix.description.empty()) object["description"]["text"] = escaped(sentence(fix.description));
  for (auto& [file, replacements] : by_file)
    object["artifactChanges"].push_back(
        {{"artifactLocation", places.files.artifact_location(places.sources.path(file))},
         {"replacements", std::move(replacements)}});
  return object;
}

Json suppressions(const Suppressed* suppressed) {
  Json list = Json::array();
  if (suppressed == nullptr) return list;
  list.push_back({{"kind", suppressed->in_source ? "inSource" : "external"},
                  {"status", "accepted"},
                  {"justification", redacted(suppressed->reason)}});
  return list;
}

Json result_of(const Finding& original, const SarifRules& rules, const SarifPlaces& places) {
  const Finding finding = places.secrets.without_secrets(original);
  Json result = {{"ruleId", finding.rule->name},
                 {"ruleIndex", rules.index(*finding.rule)},
                 {"level", to_string(finding.level)},
                 {"kind", "fail"}};
  result["message"] = {{"text", message_of(finding)},
                       {"id", "default"},
                       {"arguments", {shortened(escaped(finding.message), longest_message)}}};
  result["locations"].push_back(location_of(finding, places));
  if (!finding.notes.empty()) result["relatedLocations"] = related_locations(finding, places);
  result["partialFingerprints"] = fingerprints(finding, places);
  for (const Fix& fix : finding.fixes)
    if (!fix.edits.empty()) result["fixes"].push_back(fix_of(fix, places));
  return result;
}

struct Entry {
  Listed what;
  std::size_t farm = 0;
};

std::vector<Entry> entries(const Report& report, const RenderOptions& options) {
  std::vector<Entry> all;
  for (std::size_t farm = 0; farm < report.farms.size(); ++farm)
    for (const Listed& what : listed(report.farms[farm], options)) all.push_back({what, farm});
  return all;
}

// Ignored findings go first, then the mildest; what stays keeps its order.
void keep_worst(std::vector<Entry>& entries) {
  if (entries.size() <= limits::sarif_results) return;
  const auto weight = [&](std::size_t i) {
    const Listed& what = entries[i].what;
    return what.suppressed != nullptr ? -1 : static_cast<int>(what.finding->level);
  };
  std::vector<std::size_t> order(entries.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, std::greater{}, weight);
  order.resize(limits::sarif_results);
  std::ranges::sort(order);
  std::vector<Entry> kept;
  kept.reserve(order.size());
  for (const std::size_t i : order) kept.push_back(entries[i]);
  entries = std::move(kept);
}

}  // namespace

Json results(const Report& report, const RenderOptions& options, const SarifRules& rules,
             SarifFiles& files) {
  std::vector<Entry> kept = entries(report, options);
  keep_worst(kept);
  std::vector<Secrets> secrets;
  for (const FarmReport& farm : report.farms) secrets.emplace_back(sources_of(farm));
  Json list = Json::array();
  for (const Entry& entry : kept) {
    const SarifPlaces places{.files = files,
                             .sources = sources_of(report.farms[entry.farm]),
                             .secrets = secrets[entry.farm]};
    Json result = result_of(*entry.what.finding, rules, places);
    if (options.include_suppressed) result["suppressions"] = suppressions(entry.what.suppressed);
    list.push_back(std::move(result));
  }
  return list;
}

std::size_t result_count(const Report& report, const RenderOptions& options) {
  return entries(report, options).size();
}

}  // namespace farmlint::reporters
