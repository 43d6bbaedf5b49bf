// How findings speak of a secret: whose it is, and how it is set again. Never what it is.
#pragma once

#include <string>

#include "lint/rule.h"

namespace farmlint::rules {

// `password of application pool "Shop"`
std::string secret_words(const Document& document, const Secret& secret);
// `application pool "Shop"`, `virtual directory Shop/api/`, `the anonymous user at Shop/admin`
std::string owner_words(const Document& document, const Secret& secret);
std::string pool_words(const ApplicationPool& pool);
std::string directory_words(const XmlElement& virtual_directory);

// Whom a finding about the secret concerns.
Subject about(const Document& document, const Secret& secret);

// The command that writes it encrypted, or words where there is none.
Fix set_again(const Secret& secret);

// "1 secret", "3 secrets"
std::string count_words(std::size_t secrets);

}  // namespace farmlint::rules
