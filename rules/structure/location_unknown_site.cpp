#include <set>

#include <fmt/format.h>

#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Names = std::set<std::string_view>;

// The declared sections below an element: groups are only their frame.
void add_sections(const XmlElement& level, const std::string& path, const Names& declared,
                  std::vector<std::string>& out) {
  for (const XmlElement& child : level.children()) {
    const std::string name =
        path.empty() ? std::string(child.name()) : fmt::format("{}/{}", path, child.name());
    if (declared.contains(name)) {
      out.push_back(name);
    } else {
      add_sections(child, name, declared, out);
    }
  }
}

void report(const ConfigModel& config, const ConfigLocation& location, const Names& declared,
            Findings& findings) {
  const std::string_view written = location.site();
  const auto nearest =
      nearest_name(written, config.sites, [](const Site& site) { return site.name().value; });
  Subject subject{.object = object_path(*location.element)};
  subject.site = written;
  Finding& finding =
      findings
          .add(location.path().at, "there is no site \"{}\" for <location path=\"{}\">{}", written,
               location.path().value,
               nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : "")
          .about(std::move(subject));
  std::vector<std::string> sections;
  add_sections(*location.element, {}, declared, sections);
  if (!sections.empty())
    finding.note(location.element->at(), "a site of that name would silently start out with its {}",
                 fmt::join(sections, ", "));
  Fix clear{.description = "delete it"};
  for (const std::string& section : sections)
    clear.commands.push_back(appcmd_clear_location(location.path().value, section));
  if (!clear.commands.empty()) finding.fix(std::move(clear));
}

void check(const Farm& farm, Findings& findings) {
  if (farm.doubts.of_sites()) return;
  Names declared;
  for (const SectionDeclaration& declaration : farm.config.declarations)
    declared.insert(declaration.path);
  for (const ConfigLocation& location : farm.config.locations) {
    const std::string_view site = location.site();
    if (site.empty() && location.everywhere()) continue;
    if (farm.config.site(site) == nullptr) report(farm.config, location, declared, findings);
  }
}

}  // namespace

extern constinit const Rule location_unknown_site{
    .name = "location-unknown-site",
    .severity = Severity::Warning,
    .subject = Subjects::Structure,
    .summary = "A <location> names a site that the file does not have.",
    .rationale =
        "It does nothing today, which is seldom what its author thinks. A site that gets the "
        "name later inherits the settings without anybody having decided so.",
    .remediation = "Correct the name, or delete the element.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
