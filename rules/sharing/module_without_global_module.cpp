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

std::string hint(std::string_view wrong, const Names& known) {
  const auto nearest = nearest_name(wrong, known);
  return nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : std::string();
}

void check_modules(const std::vector<const XmlElement*>& modules, const Names& global,
                   Findings& findings) {
  for (const XmlElement* module : modules) {
    const Text name = module->value("name");
    if (module->attribute("type") != nullptr || global.contains(name.value)) continue;
    findings
        .add(name.at, "module \"{}\" is native, but globalModules does not load it{}", name.value,
             hint(name.value, global))
        .about({.object = object_path(*module)})
        .note(name.at, "requests fail with 500.19 or 500.21 on every node");
  }
}

void check_handlers(const std::vector<const XmlElement*>& handlers, const Names& known,
                    Findings& findings) {
  for (const XmlElement* handler : handlers) {
    const Text modules = handler->value("modules");
    for (const std::string_view name : comma_list(modules.value)) {
      if (known.contains(name) || name == "ManagedPipelineHandler") continue;
      findings
          .add(modules.at, "handler \"{}\" has a bad module \"{}\" in its module list{}",
               handler->value("name").value, name, hint(name, known))
          .about({.object = object_path(*handler)})
          .note(modules.at, "requests for {} fail with 500.21 on every node",
                handler->value("path").value);
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
  check_handlers(server_items(farm.sections, "system.webServer/handlers"), known, findings);
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
