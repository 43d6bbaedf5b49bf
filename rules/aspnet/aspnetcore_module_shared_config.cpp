#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool is_core(std::string_view name) {
  return iequals(name, "AspNetCoreModule") || iequals(name, "AspNetCoreModuleV2");
}

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2) return;
  for (const XmlElement* module : server_items(farm.sections, "system.webServer/globalModules")) {
    const Text name = module->value("name");
    if (!is_core(name.value)) continue;
    findings
        .add(name.at,
             "{} comes with the ASP.NET Core hosting bundle, whose installer fails or writes half "
             "of the configuration while that is shared",
             name.value)
        .about({.object = object_path(*module)})
        .note(name.at, "a half-written file breaks the sites of all nodes")
        .fix({.description = "when you update the bundle, on each node: Disable-IISSharedConfig, "
                             "install, Enable-IISSharedConfig"});
    return;
  }
}

}  // namespace

extern constinit const Rule aspnetcore_module_shared_config{
    .name = "aspnetcore-module-shared-config",
    .severity = Severity::Note,
    .subject = Subjects::AspNet,
    .summary = "The ASP.NET Core Module is part of a shared configuration.",
    .rationale =
        "The installer of the hosting bundle writes to applicationHost.config. While the "
        "configuration is shared it fails or writes half of it, for all nodes.",
    .remediation =
        "To update the bundle turn shared configuration off on the node, install, and turn it on "
        "again; on the first node export the configuration anew.",
    .evidence = Evidence::Manifest,
    .runs = Runs::OnDemand,
    .check = check,
};

}  // namespace farmlint::rules
