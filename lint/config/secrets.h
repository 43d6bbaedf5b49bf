// The secrets of a configuration file: attributes that IIS keeps encrypted, and how they are
// written. The values themselves are for nobody to print.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

// iis.md §4.5: "[enc:Provider:base64:enc]"; anything else is taken literally.
enum class SecretForm : std::uint8_t {
  Empty,      // "", or "[enc:Provider::enc]": no secret
  Encrypted,  // by a provider
  Malformed,  // begins like an encrypted value, but IIS takes it for the password itself
  Plain,      // in clear text
};

struct SecretValue {
  SecretForm form = SecretForm::Empty;
  std::string_view provider{};  // of a value with that shape
};

SecretValue read_secret(std::string_view value);

struct Secret {
  const XmlElement* element = nullptr;
  std::optional<XmlAttribute> attribute;
  std::string section;  // "system.applicationHost/applicationPools"
  SecretValue value;
};

// Every attribute of the document that the schema marks as encrypted, in document order.
std::vector<Secret> find_secrets(const XmlDocument& document, const SchemaModel& schema);

}  // namespace farmlint
