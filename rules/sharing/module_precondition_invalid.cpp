#include <algorithm>
#include <array>

#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// The last one is in no documentation, but in the files of recent servers.
constexpr std::array<std::string_view, 10> known{
    "bitness32",          "bitness64",      "runtimeVersionv1.1", "runtimeVersionv2.0",
    "runtimeVersionv4.0", "managedHandler", "integratedMode",     "classicMode",
    "ISAPIMode",          "winx86_64"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> exclusive{
    {{"bitness32", "bitness64"},
     {"integratedMode", "classicMode"},
     {"runtimeVersionv2.0", "runtimeVersionv4.0"}}};

bool is_known(std::string_view token) {
  const std::string folded = lower(token);
  if (folded.starts_with("apppoolname=") || folded.starts_with("apppoolname!=")) return true;
  return std::ranges::any_of(known, [&](std::string_view name) { return iequals(name, token); });
}

bool has(const std::vector<std::string_view>& tokens, std::string_view wanted) {
  return std::ranges::any_of(tokens,
                             [&](std::string_view token) { return iequals(token, wanted); });
}

void report_unknown(const XmlElement& item, const Text& condition, std::string_view token,
                    Findings& findings) {
  const auto nearest = nearest_name(token, known);
  const Location at = place_of(token, condition);
  Finding& finding =
      findings.add(at, "IIS does not know the precondition \"{}\" of \"{}\" and does not load it{}",
                   token, item.value("name").value,
                   nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : std::string());
  finding.about({.object = object_path(item)});
  if (nearest && token.size() == at.end - at.begin)
    finding.fix({.description = fmt::format("write {}", *nearest),
                 .edits = {{.at = at, .text = std::string(*nearest)}},
                 .commands = {}});
}

void check_item(const XmlElement& item, Findings& findings) {
  const Text condition = item.value("preCondition");
  const std::vector<std::string_view> tokens = comma_list(condition.value);
  for (const std::string_view token : tokens)
    if (!is_known(token)) report_unknown(item, condition, token, findings);
  for (const auto& [one, other] : exclusive) {
    if (!has(tokens, one) || !has(tokens, other)) continue;
    findings
        .add(condition.at, "\"{}\" is never loaded: {} and {} exclude each other",
             item.value("name").value, one, other)
        .about({.object = object_path(item)});
  }
}

void check(const Farm& farm, Findings& findings) {
  for (const std::string_view section :
       {"system.webServer/globalModules", "system.webServer/modules", "system.webServer/handlers"})
    for (const XmlElement* item : written_items(farm.sections, section))
      check_item(*item, findings);
  for (const XmlElement* item :
       written_items(farm.sections, "system.webServer/isapiFilters", "filter"))
    check_item(*item, findings);
}

}  // namespace

extern constinit const Rule module_precondition_invalid{
    .name = "module-precondition-invalid",
    .severity = Severity::Warning,
    .subject = Subjects::Sharing,
    .summary = "The precondition of a module or handler cannot be met.",
    .rationale =
        "IIS loads a module or handler only where all of its preconditions hold. One that it does "
        "not know, or two that exclude each other, mean never; the event log says so on each node "
        "when a worker process starts.",
    .remediation = "Correct the precondition, or remove it.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
