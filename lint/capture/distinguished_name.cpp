#include "lint/capture/distinguished_name.h"

#include <algorithm>
#include <utility>

#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view separators = ",;+";

struct Attribute {
  std::string_view type;
  std::string value;
};

// Windows doubles a quote between quotes; a backslash is a backslash there.
std::string take_quoted(std::string_view& rest) {
  std::string value;
  while (!rest.empty()) {
    const auto quote = rest.find('"');
    value += rest.substr(0, quote);
    rest.remove_prefix(quote == std::string_view::npos ? rest.size() : quote + 1);
    if (!rest.starts_with('"')) break;
    value += '"';
    rest.remove_prefix(1);
  }
  rest.remove_prefix(std::min(rest.find_first_of(separators), rest.size()));
  return value;
}

std::string take_plain(std::string_view& rest) {
  std::string value;
  std::size_t i = 0;
  for (; i < rest.size() && separators.find(rest[i]) == std::string_view::npos; ++i) {
    const bool escape = rest[i] == '\\' && i + 1 < rest.size() &&
                        std::string_view(" \"#+,;<=>\\").find(rest[i + 1]) != std::string::npos;
    if (escape) ++i;
    value += rest[i];
  }
  rest.remove_prefix(i);
  return std::string(trim(value));
}

// Up to the separator, and past it.
Attribute take_attribute(std::string_view& rest) {
  const auto equals = rest.find('=');
  Attribute attribute{.type = trim(rest.substr(0, equals)), .value = {}};
  rest.remove_prefix(equals == std::string_view::npos ? rest.size() : equals + 1);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  const bool quoted = rest.starts_with('"');
  if (quoted) rest.remove_prefix(1);
  attribute.value = quoted ? take_quoted(rest) : take_plain(rest);
  if (!rest.empty()) rest.remove_prefix(1);
  return attribute;
}

}  // namespace

std::optional<std::string> common_name(std::string_view subject) {
  while (!subject.empty()) {
    Attribute attribute = take_attribute(subject);
    const bool names = iequals(attribute.type, "CN") || iequals(attribute.type, "OID.2.5.4.3");
    if (names && !attribute.value.empty()) return std::move(attribute.value);
  }
  return {};
}

std::string name_value(std::string_view value) {
  const bool plain = !value.empty() && trim(value) == value &&
                     value.find_first_of(",+=\"\n<>#;") == std::string_view::npos;
  if (plain) return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace farmlint
