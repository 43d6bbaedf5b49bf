#include "lint/schema/unexplained.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

// The grammar lists the usual spellings of true and false; IIS takes any letter case.
bool only_letter_case(const XmlElement& element) {
  return std::ranges::any_of(element.attributes(), [](const XmlAttribute& attribute) {
    return iequals(attribute.value(), "true") || iequals(attribute.value(), "false");
  });
}

class Explained {
 public:
  Explained(const XmlTree& tree, const SchemaReport& report) : tree_(tree) {
    for (const SchemaProblem& problem : report.problems)
      if (problem.element != nullptr) indices_.push_back(tree.index(*problem.element));
    for (const XmlElement* skipped : report.skipped) indices_.push_back(tree.index(*skipped));
    std::ranges::sort(indices_);
  }

  bool contains(std::uint32_t index) const {
    const auto inside = std::ranges::lower_bound(indices_, index);
    if (inside != indices_.end() && *inside < index + tree_.elements[index].extent()) return true;
    for (const XmlElement* at = &tree_.elements[index]; at != nullptr; at = at->parent())
      if (std::ranges::binary_search(indices_, tree_.index(*at))) return true;
    return false;
  }

 private:
  const XmlTree& tree_;
  std::vector<std::uint32_t> indices_;
};

}  // namespace

void add_unexplained(const XmlDocument& document, SchemaReport& report) {
  if (document.invalid.empty()) return;
  const Explained explained(document.tree, report);
  for (const std::uint32_t index : document.invalid) {
    const XmlElement& element = document.tree.elements[index];
    if (explained.contains(index) || only_letter_case(element)) continue;
    SchemaProblem& problem = report.problems.emplace_back();
    problem.level = Severity::Note;
    problem.at = element.at();
    problem.element = &element;
    problem.message = fmt::format(
        "<{}> does not follow the schema in a way that farmlint has no words for", element.name());
  }
  std::ranges::stable_sort(report.problems, {}, &SchemaProblem::at);
}

}  // namespace farmlint
