#include <algorithm>
#include <array>

#include "lint/farm/wording.h"
#include "lint/text.h"
#include "rules/sharing/providers.h"
#include "rules/sharing/secret_words.h"

namespace farmlint::rules {
namespace {

// Declared in every machine.config of the .NET Framework.
constexpr std::array<std::string_view, 2> framework{"RsaProtectedConfigurationProvider",
                                                    "DataProtectionConfigurationProvider"};

// Files that declare their own providers, and are there as a whole. A web.config inherits them.
bool declares_providers(const Document& document) {
  const bool own = document.kind == ConfigKind::ApplicationHost ||
                   document.kind == ConfigKind::Administration ||
                   document.kind == ConfigKind::Redirection;
  return own && document.xml.readable() && document.xml.root().child("configSections") != nullptr;
}

std::vector<std::string_view> known_providers(const Farm& farm, const Document& document) {
  std::vector<std::string_view> known(framework.begin(), framework.end());
  if (farm.manifest)
    for (const std::string_view name : words(farm.manifest->configuration.providers.value))
      known.push_back(name);
  for (const Document& one : farm.documents) {
    const bool counts = &one == &document || one.kind == ConfigKind::MachineConfig;
    if (!counts || !one.xml.readable()) continue;
    for (const XmlElement* provider : declared_providers(one.xml))
      known.push_back(provider->value("name").value);
  }
  return known;
}

std::string consequence(const Document& document, const ProviderUse& use) {
  if (document.kind == ConfigKind::Redirection)
    return "the node cannot read the shared configuration";
  if (document.kind == ConfigKind::Administration) return "IIS Manager cannot read them";
  const bool of_pools = std::ranges::any_of(use.secrets, [](const Secret* secret) {
    return secret->section.ends_with("/applicationPools");
  });
  return of_pools ? "every pool that uses one answers 503"
                  : "requests that need one fail with 500.19";
}

void note_places(Finding& finding, const Document& document, const ProviderUse& use) {
  constexpr std::size_t most = 5;
  for (std::size_t i = 1; i < use.secrets.size() && i < most; ++i)
    finding.note(use.secrets[i]->attribute->name_at(), "{} uses it, too",
                 secret_words(document, *use.secrets[i]));
  std::vector<std::string> names;
  for (const XmlElement* one : declared_providers(document.xml))
    names.emplace_back(one->value("name").value);
  const XmlElement* const section = document.xml.root().child("configProtectedData");
  if (!names.empty()) finding.note(section->at(), "declared are {}", enumeration(names));
}

void check_use(const Document& document, const ProviderUse& use,
               const std::vector<std::string_view>& known, Findings& findings) {
  if (std::ranges::find(known, use.provider) != known.end()) return;
  const auto similar =
      std::ranges::find_if(known, [&](auto name) { return iequals(name, use.provider); });
  const Location at = use.secrets.front()->attribute->name_at();
  const std::string secrets = count_words(use.secrets.size());
  if (similar != known.end()) {
    findings
        .add(at, "the provider of {} is written \"{}\" here, but declared as \"{}\"", secrets,
             use.provider, *similar)
        .as(Severity::Note)
        .about(about_provider(use.provider));
    return;
  }
  Finding& finding =
      findings.add(at, "{} encrypted by \"{}\", which <configProtectedData> does not declare: {}",
                   secrets + (use.secrets.size() == 1 ? " is" : " are"), use.provider,
                   consequence(document, use));
  finding.about(about_provider(use.provider));
  note_places(finding, document, use);
}

void check(const Farm& farm, Findings& findings) {
  for (const Document& document : farm.documents) {
    if (!declares_providers(document)) continue;
    const std::vector<std::string_view> known = known_providers(farm, document);
    for (const ProviderUse& use : uses_of_providers(document))
      check_use(document, use, known, findings);
  }
}

}  // namespace

extern constinit const Rule secret_provider_undeclared{
    .name = "secret-provider-undeclared",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "Passwords are encrypted by a provider that the file does not declare.",
    .rationale =
        "The value names its provider, and IIS looks that up in <configProtectedData> of the same "
        "file or in machine.config. Where it finds none, it cannot decrypt the password: "
        "application pools answer 503, directories 500.19. This happens when parts of another "
        "server's configuration are pasted into the file.",
    .remediation =
        "Set the passwords again with IIS Manager or appcmd, or declare the provider. Name those "
        "that machine.config declares in the manifest: <configuration providers=\"...\">.",
    .evidence = Evidence::Document,
    .check = check,
};

}  // namespace farmlint::rules
