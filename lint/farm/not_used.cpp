#include "lint/farm/not_used.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace farmlint {
namespace {

struct Kind {
  std::string_view parent;  // element
  std::string_view name;    // of a child element, or "@" and an attribute
};

// In the order in which reports name them.
constexpr std::array kinds{
    Kind{"policy", "setting"},
    Kind{"frontEnd", "@tls"},
    Kind{"policy", "@disableLegacyTls"},
};

void count(const XmlElement& element, std::array<std::size_t, kinds.size()>& counts) {
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (kinds.at(k).parent != element.name()) continue;
    const std::string_view name = kinds.at(k).name;
    if (name.starts_with('@')) {
      if (element.has(name.substr(1))) ++counts.at(k);
      continue;
    }
    for (const XmlElement& child : element.children()) {
      if (child.name() == name) ++counts.at(k);
    }
  }
  for (const XmlElement& child : element.children()) count(child, counts);
}

}  // namespace

std::vector<NotUsed> not_used(const Manifest& manifest) {
  std::vector<NotUsed> found;
  if (manifest.root == nullptr) return found;
  std::array<std::size_t, kinds.size()> counts{};
  count(*manifest.root, counts);
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (counts.at(k) == 0) continue;
    // "farm/share", "site/@stateless"
    found.push_back({.element = fmt::format("{}/{}", kinds.at(k).parent, kinds.at(k).name),
                     .count = counts.at(k)});
  }
  return found;
}

}  // namespace farmlint
