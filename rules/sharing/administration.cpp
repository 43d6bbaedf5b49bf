#include "rules/sharing/administration.h"

#include <algorithm>

#include "lint/schema/problems.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

std::vector<std::string_view> parts(std::string_view type) {
  std::vector<std::string_view> found;
  for (std::size_t begin = 0; begin <= type.size();) {
    const std::size_t end = std::min(type.find(',', begin), type.size());
    found.push_back(trim(type.substr(begin, end - begin)));
    begin = end + 1;
  }
  return found;
}

}  // namespace

std::vector<const Document*> administration_documents(const Farm& farm) {
  std::vector<const Document*> found;
  for (const Document& document : farm.documents)
    if (document.kind == ConfigKind::Administration && document.xml.readable())
      found.push_back(&document);
  return found;
}

std::vector<AssemblyUse> assemblies(const XmlDocument& document) {
  constexpr std::string_view version = "Version=";
  std::vector<AssemblyUse> found;
  for (const XmlElement& element : document.tree.elements()) {
    const auto type = element.attribute("type");
    if (!type) continue;
    const std::vector<std::string_view> words = parts(type->value());
    if (words.size() < 2 || words[1].empty()) continue;
    AssemblyUse& use = found.emplace_back();
    use.element = &element;
    use.name = words[1];
    use.name_at = part_at(*type, use.name);
    use.version_at = use.name_at;
    for (const std::string_view word : words) {
      if (!word.starts_with(version)) continue;
      use.version = word.substr(version.size());
      use.version_at = part_at(*type, use.version);
    }
  }
  return found;
}

}  // namespace farmlint::rules
