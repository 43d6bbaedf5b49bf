#include <nlohmann/json.hpp>

#include "reporters/order.h"
#include "reporters/reporter.h"
#include "reporters/secrets.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

using Json = nlohmann::ordered_json;

void put_start(Json& object, const SourceSet& sources, const Location& at) {
  const Position start = sources.start_of(at);
  object["file"] = sources.path(at.file);
  object["line"] = start.line;
  object["column"] = start.column;
}

void put_place(Json& object, const SourceSet& sources, const Location& at) {
  const Position end = sources.end_of(at);
  put_start(object, sources, at);
  object["endLine"] = end.line;
  object["endColumn"] = end.column;
}

void put_if_any(Json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}

void put_subject(Json& object, const Subject& subject) {
  put_if_any(object, "object", subject.object);
  put_if_any(object, "site", subject.site);
  put_if_any(object, "node", subject.node);
  put_if_any(object, "binding", subject.binding);
  put_if_any(object, "pool", subject.pool);
  put_if_any(object, "path", subject.path);
}

Json related(const Note& note, const SourceSet& sources) {
  Json object = Json::object();
  put_start(object, sources, note.at);
  object["message"] = note.message;
  return object;
}

Json command_of(const Command& command) {
  Json object = {{"tool", command.tool}};
  put_if_any(object, "node", command.node);
  object["text"] = command.text;
  return object;
}

Json fix_of(const Fix& fix, const SourceSet& sources) {
  Json object = {{"description", fix.description}};
  object["edits"] = Json::array();
  object["commands"] = Json::array();
  for (const TextEdit& edit : fix.edits) {
    Json change = Json::object();
    put_place(change, sources, edit.at);
    change["text"] = edit.text;
    object["edits"].push_back(std::move(change));
  }
  for (const Command& command : fix.commands) object["commands"].push_back(command_of(command));
  return object;
}

void put_details(Json& object, const Finding& finding, const SourceSet& sources) {
  put_subject(object, finding.subject);
  object["related"] = Json::array();
  object["fixes"] = Json::array();
  for (const Note& note : finding.notes) object["related"].push_back(related(note, sources));
  for (const Fix& fix : finding.fixes) object["fixes"].push_back(fix_of(fix, sources));
}

Json suppression_of(const Suppressed* suppressed) {
  if (suppressed == nullptr) return nullptr;
  return {{"reason", redacted(suppressed->reason)}, {"inSource", suppressed->in_source}};
}

Json finding_of(const Listed& entry, const SourceSet& sources, const Secrets& secrets) {
  const Finding finding = secrets.without_secrets(*entry.finding);
  Json object = Json::object();
  object["rule"] = finding.rule == nullptr ? "" : finding.rule->name;
  object["level"] = to_string(finding.level);
  object["message"] = finding.message;
  put_place(object, sources, finding.at);
  put_details(object, finding, sources);
  object["suppressed"] = suppression_of(entry.suppressed);
  return object;
}

Json error_of(const Finding& error, const SourceSet& sources, const Secrets& secrets) {
  const Finding finding = secrets.without_secrets(error);
  Json object = {{"message", finding.message}};
  put_place(object, sources, finding.at);
  put_details(object, finding, sources);
  return object;
}

Json not_checked_of(const NotChecked& entry) {
  Json object = {{"rule", entry.rule}};
  put_if_any(object, "node", entry.node);
  object["reason"] = redacted(entry.reason);
  put_if_any(object, "command", entry.command);
  return object;
}

Json farm_of(const FarmReport& farm, const RenderOptions& options) {
  const SourceSet& sources = sources_of(farm);
  const Secrets secrets(sources);
  Json object = {{"name", farm.name}};
  put_if_any(object, "manifest", farm.manifest);
  put_if_any(object, "configuration", farm.configuration);
  object["nodes"] = farm.nodes;
  object["sites"] = farm.sites;
  object["bindings"] = farm.bindings;
  for (const Finding& error : farm.errors)
    object["errors"].push_back(error_of(error, sources, secrets));
  object["findings"] = Json::array();
  for (const Listed& entry : listed(farm, options))
    object["findings"].push_back(finding_of(entry, sources, secrets));
  object["notChecked"] = Json::array();
  for (const NotChecked& entry : farm.not_checked)
    object["notChecked"].push_back(not_checked_of(entry));
  object["notUsed"] = Json::array();
  for (const NotUsed& entry : farm.not_used)
    object["notUsed"].push_back({{"element", entry.element}, {"count", entry.count}});
  return object;
}

Json summary_of(const Report& report) {
  const Totals sum = totals(report);
  return {{"farms", report.farms.size()}, {"errors", sum.errors},
          {"warnings", sum.warnings},     {"notes", sum.notes},
          {"suppressed", sum.suppressed}, {"fixable", sum.fixable},
          {"notChecked", sum.not_checked}};
}

std::string render(const Report& report, const RenderOptions& options) {
  Json document = {{"format", "farmlint/1"}, {"version", version}};
  document["farms"] = Json::array();
  for (const FarmReport& farm : report.farms) document["farms"].push_back(farm_of(farm, options));
  document["summary"] = summary_of(report);
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

extern constinit const Reporter json{
    .name = "json",
    .summary = "everything, for programs",
    .render = render,
};

}  // namespace farmlint::reporters
