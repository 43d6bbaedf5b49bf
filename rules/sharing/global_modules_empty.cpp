#include <algorithm>

#include "lint/config/items.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view section = "system.webServer/globalModules";

void check(const Farm& farm, Findings& findings) {
  const auto& declarations = farm.config.declarations;
  const auto declared = std::ranges::find(declarations, section, &SectionDeclaration::path);
  if (declared == declarations.end() || !server_items(farm.sections, section).empty()) return;
  Location at = declared->element->at();
  for (const SectionPlace& place : farm.sections.everywhere(section)) at = place.section->at();
  findings.add(at, "globalModules is empty: no node serves any request")
      .about({.object = std::string(section)})
      .note(at, "this is how a server looks whose installation was not finished");
}

}  // namespace

extern constinit const Rule global_modules_empty{
    .name = "global-modules-empty",
    .severity = Severity::Warning,
    .subject = Subjects::Sharing,
    .summary = "No native module is loaded.",
    .rationale =
        "Worker processes without modules answer no request (\"The globalModules list is empty\"). "
        "On a farm the empty list reaches every node.",
    .remediation = "Finish the installation of IIS, or take the list from a server that works.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
