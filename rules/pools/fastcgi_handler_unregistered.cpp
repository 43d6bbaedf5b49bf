#include <algorithm>

#include "lint/commands.h"
#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

struct Program {
  std::string path;  // both in lower case
  std::string arguments;

  std::string_view file() const {
    return std::string_view(path).substr(path.find_last_of("\\/") + 1);
  }
  bool has_variable() const { return path.find('%') != std::string::npos; }
};

Program program(std::string_view path, std::string_view arguments) {
  path = trim(path);
  if (path.size() > 1 && path.starts_with('"') && path.ends_with('"'))
    path = path.substr(1, path.size() - 2);
  return {.path = lower(path), .arguments = lower(trim(arguments))};
}

// "path|arguments".
Program script_processor(std::string_view text) {
  const auto bar = text.find('|');
  return program(text.substr(0, bar),
                 bar == std::string_view::npos ? std::string_view() : text.substr(bar + 1));
}

// What a variable stands for is known to each node only.
bool may_be_same(const Program& one, const Program& other) {
  if (one.arguments != other.arguments) return false;
  const bool unknown = one.has_variable() || other.has_variable();
  return one.path == other.path || (unknown && one.file() == other.file());
}

std::vector<Program> registered(const Farm& farm) {
  std::vector<Program> programs;
  for (const XmlElement* item :
       written_items(farm.sections, "system.webServer/fastCgi", "application"))
    programs.push_back(program(item->value("fullPath").value, item->value("arguments").value));
  return programs;
}

// Those of the server without what it removes again, and all that places below add.
std::vector<const XmlElement*> handlers(const Farm& farm) {
  constexpr std::string_view section = "system.webServer/handlers";
  std::vector<const XmlElement*> items = server_items(farm.sections, section);
  for (const SectionPlace& place : farm.sections.everywhere(section))
    for (const XmlElement& child : place.section->children())
      if (!place.path.empty() && child.name() == "add") items.push_back(&child);
  return items;
}

bool uses_fast_cgi(const XmlElement& handler) {
  const auto modules = comma_list(handler.value("modules").value);
  return std::ranges::find(modules, "FastCgiModule") != modules.end();
}

// The program as the handler names it.
Fix register_program(std::string_view processor) {
  const auto bar = processor.find('|');
  const std::string_view arguments =
      bar == std::string_view::npos ? std::string_view() : trim(processor.substr(bar + 1));
  return {.description = "register the program",
          .edits = {},
          .commands = {appcmd_add_fast_cgi(trim(processor.substr(0, bar)), arguments)}};
}

void check(const Farm& farm, Findings& findings) {
  const std::vector<Program> known = registered(farm);
  for (const XmlElement* handler : handlers(farm)) {
    const Text processor = handler->value("scriptProcessor");
    if (!uses_fast_cgi(*handler) || processor.value.empty()) continue;
    const Program wanted = script_processor(processor.value);
    const auto same = [&](const Program& one) { return may_be_same(wanted, one); };
    if (std::ranges::any_of(known, same)) continue;
    const auto same_path = [&](const Program& one) { return one.path == wanted.path; };
    Finding& finding = findings.add(
        processor.at,
        "handler \"{}\" runs {}, but fastCgi {}: requests for {} fail with 500 on every node",
        handler->value("name").value, processor.value,
        std::ranges::any_of(known, same_path) ? "lists this program with other arguments"
                                              : "does not list this program",
        handler->value("path").value);
    finding.about({.object = object_path(*handler)});
    finding.fix(register_program(processor.value));
  }
}

}  // namespace

extern constinit const Rule fastcgi_handler_unregistered{
    .name = "fastcgi-handler-unregistered",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "A handler runs a FastCGI program that is not registered.",
    .rationale =
        "The FastCGI module starts only programs that system.webServer/fastCgi lists, with the "
        "same path and the same arguments. Requests to the handler fail on every node.",
    .remediation =
        "Add the program to fastCgi, or correct the path or the arguments in scriptProcessor.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
