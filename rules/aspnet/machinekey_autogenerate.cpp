#include <set>

#include "lint/rule.h"
#include "lint/text.h"
#include "rules/aspnet/asp_net.h"

namespace farmlint::rules {
namespace {

constexpr SectionAttribute validation_key{.section = "system.web/machineKey",
                                          .attribute = "validationKey"};
constexpr SectionAttribute decryption_key{.section = "system.web/machineKey",
                                          .attribute = "decryptionKey"};

bool generated(const Effective& key) {
  return lower(key.value).find("autogenerate") != std::string::npos;
}

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2) return;
  const std::vector<ManagedApplication> applications = stateful_applications(farm);
  std::set<Location> told;
  for (const SectionAttribute& what : {validation_key, decryption_key}) {
    for (const SettingGroup& group : group_by_place(farm, applications, what)) {
      if (!generated(group.value) || !told.insert(group.value.at).second) continue;
      const ManagedApplication& first = *group.applications.front();
      Finding& finding = findings.add(group.value.at,
                                      "{} use{} a generated machine key: each node has another one",
                                      group.words(), group.applications.size() == 1 ? "s" : "");
      finding.about(about(*first.site, *first.application))
          .note(group.value.at,
                "users are logged off and \"Validation of viewstate MAC failed\" when the next "
                "request goes to another node");
      if (has_affinity(farm)) finding.as(Severity::Warning);
    }
  }
}

}  // namespace

extern constinit const Rule machinekey_autogenerate{
    .name = "machinekey-autogenerate",
    .severity = Severity::Error,
    .subject = Subjects::AspNet,
    .summary = "Applications on several nodes use generated machine keys.",
    .rationale =
        "ASP.NET signs view state and log-on cookies with the machine key. AutoGenerate, the "
        "default, makes another key on each node, so what one node wrote the next one refuses: "
        "log-offs and failed forms at random.",
    .remediation =
        "Generate keys for the site in IIS Manager (Machine Key, Generate Keys), which writes them "
        "to its web.config, or put the same machineKey into the root web.config of every node.",
    .evidence = Evidence::RootWebConfig,
    .check = check,
};

}  // namespace farmlint::rules
