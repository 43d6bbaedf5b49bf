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
  explicit Explained(const SchemaReport& report) {
    for (const SchemaProblem& problem : report.problems)
      if (problem.element != nullptr) positions_.push_back(problem.element->position());
    for (const XmlElement* skipped : report.skipped) positions_.push_back(skipped->position());
    std::ranges::sort(positions_);
  }

  bool contains(const XmlElement& element) const {
    const auto inside = std::ranges::lower_bound(positions_, element.position());
    if (inside != positions_.end() && *inside < element.position() + element.extent()) return true;
    for (const XmlElement* at = &element; at != nullptr; at = at->parent())
      if (std::ranges::binary_search(positions_, at->position())) return true;
    return false;
  }

 private:
  std::vector<std::uint32_t> positions_;
};

}  // namespace

void add_unexplained(const XmlDocument& document, SchemaReport& report) {
  // What was left out may explain them.
  if (document.invalid.empty() || !report.left_out.empty()) return;
  const Explained explained(report);
  for (const std::uint32_t position : document.invalid) {
    const XmlElement& element = document.tree.at(position);
    if (explained.contains(element) || only_letter_case(element)) continue;
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
