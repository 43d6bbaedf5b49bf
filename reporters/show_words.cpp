#include "reporters/show_words.h"

#include <fmt/format.h>

namespace farmlint::reporters {
namespace {

std::string text_at(const Secrets& secrets, const Location& at, std::string_view value) {
  return secrets.touches(at) ? secrets.shown(at) : std::string(value);
}

}  // namespace

std::string text_of(const Secrets& secrets, const ShownValue& value) {
  return value.secret || !value.written() ? value.value : text_at(secrets, value.at, value.value);
}

std::string text_of(const Secrets& secrets, const Effective& value) {
  return value.written() ? text_at(secrets, value.at, value.value) : std::string(value.value);
}

std::string origin_words(Origin origin, std::string_view from) {
  switch (origin) {
    case Origin::Own:
      return "here";
    case Origin::NestedDefaults:
    case Origin::SectionDefaults:
      return std::string(from);
    case Origin::Inherited:
      return fmt::format("inherited from {}", from);
    case Origin::Schema:
    case Origin::None:
      break;
  }
  return {};
}

std::string title_of(const Shown& object) {
  switch (object.kind) {
    case ObjectKind::Site:
      return fmt::format("site {}", object.name);
    case ObjectKind::Application:
      return fmt::format("application {}", object.name);
    case ObjectKind::Pool:
      return fmt::format("application pool {}", object.name);
    case ObjectKind::Section:
      break;
  }
  return fmt::format("section {} for {}", object.name,
                     object.path.empty() ? "all sites" : object.path);
}

}  // namespace farmlint::reporters
