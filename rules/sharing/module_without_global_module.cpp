#include <algorithm>
#include <set>

#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// Module names compare with letter case.
using Names = std::set<std::string_view>;

Names names_of(const std::vector<const XmlElement*>& items) {
  Names names;
  for (const XmlElement* item : items) names.insert(item->value("name").value);
  return names;
}

std::string hint(const std::optional<std::string_view>& nearest) {
  return nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : std::string();
}

void offer(Finding& finding, const std::optional<std::string_view>& nearest, const Location& at,
           std::string_view wrong) {
  if (nearest && wrong.size() == at.end - at.begin)
    finding.fix({.description = fmt::format("write {}", *nearest),
                 .edits = {{.at = at, .text = std::string(*nearest)}},
                 .commands = {}});
}

void check_modules(const std::vector<const XmlElement*>& modules, const Names& global,
                   Findings& findings) {
  for (const XmlElement* module : modules) {
    const Text name = module->value("name");
    if (!module->value("type").value.empty() || global.contains(name.value)) continue;
    const auto nearest = nearest_name(name.value, global);
    Finding& finding =
        findings.add(name.at, "module \"{}\" is native, but globalModules does not load it{}",
                     name.value, hint(nearest));
    finding.about({.object = object_path(*module)})
        .note(name.at, "requests fail with 500.19 or 500.21 on every node");
    offer(finding, nearest, name.at, name.value);
  }
}

void check_handlers(const ConfigModel& config, const std::vector<const XmlElement*>& handlers,
                    const Names& known, Findings& findings) {
  for (const XmlElement* handler : handlers) {
    const Text modules = handler->value("modules");
    for (const std::string_view name : comma_list(modules.value)) {
      if (known.contains(name) || name == "ManagedPipelineHandler") continue;
      const auto nearest = nearest_name(name, known);
      const Location at = place_of(name, modules);
      Finding& finding =
          findings.add(at, "handler \"{}\" runs module \"{}\", which is not loaded{}",
                       handler->value("name").value, name, hint(nearest));
      finding.about({.object = object_path(*handler)})
          .note(at, "requests for {} fail with 500.21 on every node", handler->value("path").value);
      offer(finding, nearest, at, name);
      // A program that hosts IIS and brings its sites may do without the handler.
      if (config.sites.empty()) finding.as(Severity::Warning);
    }
  }
}

void check(const Farm& farm, Findings& findings) {
  const auto loaded = server_items(farm.sections, "system.webServer/globalModules");
  if (loaded.empty()) return;
  const auto modules = server_items(farm.sections, "system.webServer/modules");
  const Names global = names_of(loaded);
  check_modules(modules, global, findings);
  Names known = global;
  known.merge(names_of(modules));
  check_handlers(farm.config, server_items(farm.sections, "system.webServer/handlers"), known,
                 findings);
}

}  // namespace

extern constinit const Rule module_without_global_module{
    .name = "module-without-global-module",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "A module or handler names a native module that is not loaded.",
    .rationale =
        "A native module works only if globalModules loads it under exactly the same name. "
        "Requests that need it fail with 500.19 or 500.21, on every node that reads this file.",
    .remediation =
        "Add the module to globalModules (and install it on every node), or remove the entry that "
        "names it.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
