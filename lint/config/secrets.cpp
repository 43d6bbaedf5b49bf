#include "lint/config/secrets.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view opening = "[enc:";
constexpr std::string_view closing = ":enc]";

bool is_base64(std::string_view data) {
  std::size_t digits = 0;
  for (const char c : data) {
    if (is_blank(c)) continue;
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '+' && c != '/' && c != '=')
      return false;
    ++digits;
  }
  return digits % 4 == 0;
}

// The last two letters of a name as one number, in lower case.
constexpr unsigned last_letters(std::string_view name) {
  const auto first = static_cast<unsigned char>(name[name.size() - 2]);
  const auto second = static_cast<unsigned char>(name.back());
  return (static_cast<unsigned>(first) << 8U | second) | 0x2020U;
}

// By the last letters of the endings below, which tell it of nearly all attributes of a file.
bool may_be_secret(std::string_view name) {
  if (name.size() < 2) return false;
  switch (last_letters(name)) {
    case last_letters("password"):
    case last_letters("secret"):
    case last_letters("encryptedvalue"):
    case last_letters("key"):
      return true;
    default:
      return false;
  }
}

// Only these are looked up in the schema.
bool is_named_like_secret(std::string_view name) {
  return iends_with(name, "password") || iends_with(name, "secret") ||
         iends_with(name, "encryptedvalue") || iends_with(name, "key");
}

struct Described {
  std::string section;
  const ElementType* type = nullptr;
};

// What the schema says of an element, and the section it is in.
Described describe(const XmlElement& element, const SchemaModel& schema) {
  std::vector<const XmlElement*> way;
  for (const XmlElement* at = &element; at->parent() != nullptr; at = at->parent())
    if (at->name() != "location") way.push_back(at);
  Described result;
  std::ranges::reverse(way);
  for (const XmlElement* step : way) {
    if (result.type != nullptr) {
      result.type = result.type->child(step->name());
      if (result.type == nullptr) return {};
      continue;
    }
    if (!result.section.empty()) result.section += '/';
    result.section += step->name();
    result.type = schema.section(result.section);
  }
  return result;
}

// A call, so that the loop over all attributes stays a small one.
[[gnu::noinline]] void add_if_secret(const XmlElement& element, const XmlAttribute& attribute,
                                     const SchemaModel& schema, std::vector<Secret>& found) {
  if (!is_named_like_secret(attribute.name())) return;
  Described described = describe(element, schema);
  const AttributeType* const type =
      described.type == nullptr ? nullptr : described.type->attribute(attribute.name());
  if (type == nullptr || !type->encrypted) return;
  found.push_back({.element = &element,
                   .attribute = attribute,
                   .section = std::move(described.section),
                   .value = read_secret(attribute.value())});
}

}  // namespace

SecretValue read_secret(std::string_view value) {
  if (value.empty()) return {};
  if (!value.starts_with(opening)) return {.form = SecretForm::Plain};
  const std::string_view inner = value.substr(opening.size());
  const auto colon = inner.find_first_of(":]");
  if (colon == 0 || colon == std::string_view::npos || inner[colon] != ':' ||
      !inner.substr(colon).ends_with(closing))
    return {.form = SecretForm::Malformed};
  const std::string_view data = inner.substr(colon);
  // "::enc]" holds nothing; with one colon, as in "[enc:Provider:enc]", a part is missing.
  if (data.size() < closing.size() + 1) return {.form = SecretForm::Malformed};
  const std::string_view base64 = data.substr(1, data.size() - 1 - closing.size());
  const std::string_view provider = inner.substr(0, colon);
  if (!is_base64(base64)) return {.form = SecretForm::Malformed, .provider = provider};
  return {.form = trim(base64).empty() ? SecretForm::Empty : SecretForm::Encrypted,
          .provider = provider};
}

std::vector<Secret> find_secrets(const XmlDocument& document, const SchemaModel& schema) {
  std::vector<Secret> found;
  for (const XmlElement& element : document.tree.elements()) {
    const XmlAttributes attributes = element.attributes();
    for (auto at = attributes.begin(), end = attributes.end(); at != end; ++at)
      if (may_be_secret(at.name())) add_if_secret(element, *at, schema, found);
  }
  return found;
}

}  // namespace farmlint
