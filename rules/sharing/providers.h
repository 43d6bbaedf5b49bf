// Encryption providers: what a file declares, and which secrets need which.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace farmlint::rules {

// How a provider encrypts, which says where its keys are (iis.md §4.5).
enum class Cipher : std::uint8_t { Rsa, Aes, Cng, Other };

// The <add> elements of <configProtectedData>.
std::vector<const XmlElement*> declared_providers(const XmlDocument& document);
// The one of that name, ignoring case; nullptr if the file declares none.
const XmlElement* declared_provider(const XmlDocument& document, std::string_view name);

Cipher cipher_of(const XmlDocument& document, std::string_view provider);

struct ProviderUse {
  std::string_view provider;  // as the secrets write it
  std::vector<const Secret*> secrets;
};

// In the order in which the file first uses them.
std::vector<ProviderUse> uses_of_providers(const Document& document);

// The secrets of the configuration that are encrypted with CNG keys.
std::vector<const Secret*> cng_secrets(const Farm& farm);

// How the nodes get the keys: manifest's "exported" or "manual"; empty if it does not say.
std::string_view declared_keys(const Farm& farm);

// Whether the nodes lack the keys of these secrets, as far as the manifest and the folder tell.
bool cng_keys_missing(const Farm& farm);

// The subject of findings about a provider, or about all of them.
Subject about_provider(std::string_view provider);
Subject about_providers();

}  // namespace farmlint::rules
