#include "lint/farm/asp_net.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view section = "system.web/machineKey";
constexpr SectionAttribute validation_key{.section = section, .attribute = "validationKey"};
constexpr SectionAttribute decryption_key{.section = section, .attribute = "decryptionKey"};

bool generated(const Effective& key) {
  return lower(key.value).find("autogenerate") != std::string::npos;
}

std::string remedy(const SettingGroup& group, const Subject& whom) {
  if (whom.site.empty())
    return "write one machineKey with keys of its own into this file, the same on every node";
  return fmt::format(
      "in IIS Manager open {}, Machine Key, Generate Keys, Apply: the keys go to its "
      "web.config, which every node must have",
      group.first().site->name().value);
}

void report(const Farm& farm, const SettingGroup& group, Findings& findings) {
  const bool stays = has_affinity(farm);
  const Subject whom = group.subject(section);
  findings
      .add(group.at(), "{} an auto-generated machineKey{}: each node has another one",
           group.words("use"), group.value.written() ? "" : ", the default")
      .about(whom)
      .as(stays ? Severity::Warning : Severity::Error)
      .note(group.at(),
            "when {}, users are logged off and forms fail with \"Validation of viewstate MAC "
            "failed\"",
            stays ? "the node that the front end keeps them on is taken out"
                  : "the next request goes to another node")
      .fix({.description = remedy(group, whom)});
}

void check(const Farm& farm, Findings& findings) {
  const AspNetSettings settings(farm);
  const std::vector<ManagedApplication> applications = stateful_applications(farm);
  const auto generated_key = [&](const ManagedApplication& application) {
    for (const SectionAttribute& what : {validation_key, decryption_key})
      if (auto key = settings.value(application, what); key && generated(*key)) return key;
    return std::optional<Effective>();
  };
  for (const SettingGroup& group : group_by_place(applications, generated_key))
    report(farm, group, findings);
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
        "log-offs and failed forms at random. A front end that keeps clients on one node hides "
        "this until that node is taken out.",
    .remediation =
        "Generate keys for the site in IIS Manager (Machine Key, Generate Keys), which writes them "
        "to its web.config, or put the same machineKey into the root web.config of every node. A "
        "site without view state and log-on may be marked as stateless.",
    .evidence = Evidence::AspNet,
    .check = check,
};

}  // namespace farmlint::rules
