#include "rules/sharing/providers.h"
#include "rules/sharing/secret_words.h"
#include "rules/sharing/share_fix.h"

namespace farmlint::rules {
namespace {

// The administration.config may lie somewhere else in the repository.
bool administration_missing(const Farm& farm) {
  return !farm.beside.administration &&
         (!farm.manifest || farm.manifest->configuration.administration.value.empty());
}

void check(const Farm& farm, Findings& findings) {
  if (!farm.beside.administration && !farm.beside.keys) return;
  const std::vector<ProviderUse> uses = uses_of_providers(farm.configuration());
  if (uses.empty()) return;
  if (administration_missing(farm)) {
    findings
        .add(farm.config.root->at(),
             "configEncKey.key lies beside this file, administration.config does not: IIS Manager "
             "does not open on nodes that read this folder")
        .as(Severity::Error)
        .fix(export_again(farm));
  }
  if (farm.beside.keys || !declared_keys(farm).empty() || cng_keys_missing(farm)) return;
  std::size_t count = 0;
  for (const ProviderUse& use : uses) count += use.secrets.size();
  findings
      .add(uses.front().secrets.front()->attribute->name_at(),
           "administration.config lies beside this file, configEncKey.key does not: a node that "
           "joins the farm cannot decrypt {}",
           count_words(count))
      .about(about_providers())
      .fix(export_again(farm));
}

}  // namespace

extern constinit const Rule config_enc_key_missing{
    .name = "config-enc-key-missing",
    .severity = Severity::Warning,
    .subject = Subjects::Sharing,
    .summary = "The folder of the shared configuration lacks a file that belongs to it.",
    .rationale =
        "An export writes three files: applicationHost.config, administration.config, and "
        "configEncKey.key with the keys of the passwords. A node that is pointed to a folder "
        "without the keys reads the configuration and cannot decrypt it, so pools with a password "
        "answer 503 there; without administration.config IIS Manager does not open.",
    .remediation =
        "Export the configuration again, with its keys. If the keys were brought to the nodes with "
        "aspnet_regiis, or this copy of the share just lacks them, say keys=\"manual\" or "
        "keys=\"exported\" in the manifest.",
    .suits = Suits::WholeServers,
    .check = check,
};

}  // namespace farmlint::rules
