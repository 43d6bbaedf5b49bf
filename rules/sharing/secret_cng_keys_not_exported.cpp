#include "rules/sharing/node_words.h"
#include "rules/sharing/providers.h"
#include "rules/sharing/secret_words.h"
#include "rules/sharing/share_fix.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  if (!cng_keys_missing(farm)) return;
  const std::vector<const Secret*> secrets = cng_secrets(farm);
  const std::vector<const Node*> nodes = active_nodes(farm);
  const bool by_hand = declared_keys(farm) == "manual";
  Finding& finding =
      findings.add(secrets.front()->attribute->name_at(),
                   "{} encrypted with CNG keys, {}: only one of {} can decrypt {}",
                   count_words(secrets.size()) + (secrets.size() == 1 ? " is" : " are"),
                   by_hand ? "which aspnet_regiis does not export"
                           : "but configEncKey.key does not lie beside the configuration",
                   names_of(nodes), secrets.size() == 1 ? "it" : "them");
  finding.about(about_providers()).fix(export_again(farm));
  if (by_hand)
    finding.as(Severity::Error)
        .note(farm.manifest->configuration.keys.at, "the keys are brought to the nodes by hand");
}

}  // namespace

extern constinit const Rule secret_cng_keys_not_exported{
    .name = "secret-cng-keys-not-exported",
    .severity = Severity::Warning,
    .subject = Subjects::Sharing,
    .summary = "Passwords are encrypted with CNG keys that the other nodes did not get.",
    .rationale =
        "The keys of IIS 10 are CNG keys of the machine. aspnet_regiis exports the older RSA keys "
        "only, so pools with such a password start on the node where it was saved and answer 503 "
        "on the others. The export of IIS Manager and Export-IISConfiguration write all keys, to "
        "configEncKey.key beside the configuration.",
    .remediation =
        "Export the configuration with its keys and make the nodes use it. If the keys were "
        "exported and only this copy lacks the file, say keys=\"exported\" in the manifest.",
    .evidence = Evidence::Manifest,
    .suits = Suits::WholeServers,
    .check = check,
};

}  // namespace farmlint::rules
