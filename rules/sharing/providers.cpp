#include "rules/sharing/providers.h"

#include <algorithm>
#include <array>

#include "lint/text.h"

namespace farmlint::rules {
namespace {

struct Known {
  std::string_view name;
  Cipher cipher;
};
constexpr std::array names{Known{"IISRsaProvider", Cipher::Rsa},
                           Known{"IISWASOnlyRsaProvider", Cipher::Rsa},
                           Known{"AesProvider", Cipher::Aes},
                           Known{"IISWASOnlyAesProvider", Cipher::Aes},
                           Known{"IISCngProvider", Cipher::Cng},
                           Known{"IISWASOnlyCngProvider", Cipher::Cng},
                           Known{"RsaProtectedConfigurationProvider", Cipher::Rsa}};
constexpr std::array types{Known{"RsaProtectedConfigurationProvider", Cipher::Rsa},
                           Known{"AesProtectedConfigurationProvider", Cipher::Aes},
                           Known{"CngProtectedConfigurationProvider", Cipher::Cng}};

}  // namespace

std::vector<const XmlElement*> declared_providers(const XmlDocument& document) {
  std::vector<const XmlElement*> found;
  const XmlElement* const section = document.root().child("configProtectedData");
  const XmlElement* const list = section == nullptr ? nullptr : section->child("providers");
  if (list == nullptr) return found;
  for (const XmlElement& child : list->children())
    if (child.name() == "add") found.push_back(&child);
  return found;
}

const XmlElement* declared_provider(const XmlDocument& document, std::string_view name) {
  const auto all = declared_providers(document);
  const auto found = std::ranges::find_if(
      all, [&](const XmlElement* one) { return iequals(one->value("name").value, name); });
  return found == all.end() ? nullptr : *found;
}

Cipher cipher_of(const XmlDocument& document, std::string_view provider) {
  const XmlElement* const declared = declared_provider(document, provider);
  std::string_view type = declared == nullptr ? "" : declared->value("type").value;
  type = trim(type.substr(0, type.find(',')));
  // The RSA providers of IIS are declared with an empty type.
  if (type.empty()) {
    const auto* const known =
        std::ranges::find_if(names, [&](auto& one) { return iequals(one.name, provider); });
    return known == names.end() ? Cipher::Other : known->cipher;
  }
  const auto* const known =
      std::ranges::find_if(types, [&](auto& one) { return type.ends_with(one.name); });
  return known == types.end() ? Cipher::Other : known->cipher;
}

std::vector<ProviderUse> uses_of_providers(const Document& document) {
  std::vector<ProviderUse> uses;
  for (const Secret& secret : document.secrets) {
    if (secret.value.form != SecretForm::Encrypted) continue;
    auto use = std::ranges::find(uses, secret.value.provider, &ProviderUse::provider);
    if (use == uses.end()) use = uses.insert(use, {secret.value.provider, {}});
    use->secrets.push_back(&secret);
  }
  return uses;
}

std::vector<const Secret*> cng_secrets(const Farm& farm) {
  std::vector<const Secret*> found;
  for (const ProviderUse& use : uses_of_providers(farm.configuration()))
    if (cipher_of(farm.configuration().xml, use.provider) == Cipher::Cng)
      found.insert(found.end(), use.secrets.begin(), use.secrets.end());
  return found;
}

std::string_view declared_keys(const Farm& farm) {
  return farm.manifest ? farm.manifest->configuration.keys.value : std::string_view{};
}

bool cng_keys_missing(const Farm& farm) {
  if (active_nodes(farm).size() < 2 || cng_secrets(farm).empty()) return false;
  const std::string_view keys = declared_keys(farm);
  return keys.empty() ? farm.beside.administration && !farm.beside.keys : keys == "manual";
}

Subject about_provider(std::string_view provider) {
  return {.object = fmt::format("configProtectedData/providers/add[{}]", provider)};
}

Subject about_providers() {
  return {.object = "configProtectedData"};
}

}  // namespace farmlint::rules
