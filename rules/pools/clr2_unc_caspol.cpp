#include "lint/config/identity.h"
#include "lint/config/paths.h"
#include "lint/config/setting.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  Told told;
  Setting runtime("managedRuntimeVersion");
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      const ApplicationPool* const pool = pool_of(farm.config, application);
      for (const VirtualDirectory& directory : application.virtual_directories) {
        const Effective& path = directory.physical_path();
        if (!is_unc(path.value) || pool == nullptr || !runtime.of(*pool).is("v2.0")) continue;
        if (!told.first(path.at)) continue;
        findings
            .add(path.at,
                 "application {}{} runs .NET 2.0 code from {}: on a node that does not trust this "
                 "share it fails with a SecurityException",
                 site.name().value, application.path().value, path.value)
            .about(about(site, application))
            .note(path.at, "each node needs a code group for the share (CasPol.exe)");
      }
    }
  }
}

}  // namespace

extern constinit const Rule clr2_unc_caspol{
    .name = "clr2-unc-caspol",
    .severity = Severity::Note,
    .subject = Subjects::Pools,
    .summary = "An application of .NET 2.0 to 3.5 runs from a share.",
    .rationale =
        "Before .NET 4 code from a share has few rights until CasPol grants full trust to it, and "
        "that is set on each node by itself. A new node fails with a SecurityException.",
    .remediation = "Grant full trust to the share with CasPol.exe on each node, or use .NET 4.",
    .evidence = Evidence::Config,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
