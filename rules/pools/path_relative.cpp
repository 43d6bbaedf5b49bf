#include "lint/commands.h"
#include "lint/config/paths.h"
#include "lint/edits.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr CharacterSet not_in_names("<>|\"?*");

// What is wrong with a physical path; empty if nothing is.
std::string_view fault_of(std::string_view path) {
  if (has_outer_blanks(path)) return "begins or ends with a blank";
  constexpr std::string_view device = R"(\\?\)";  // before a path longer than 260 characters
  const std::string_view names = path.substr(path.starts_with(device) ? device.size() : 0);
  if (not_in_names.first_in(names) != std::string_view::npos)
    return "has a character that no file name can have";
  return is_absolute(path) ? std::string_view() : "is not absolute";
}

void report(const Site& site, const Application& application, const VirtualDirectory& directory,
            std::string_view fault, Findings& findings) {
  const Effective path = directory.physical_path();
  Finding& finding = findings.add(
      path.at, "the physical path \"{}\" of {} {}: IIS finds no content there, on no node",
      path.value, name_of(site, application, directory), fault);
  finding.about(about(site, application)).note(path.at, "requests get 500.19 or 404");
  if (directory.path().value != "/" || path.origin != Origin::Own) return;
  const std::string_view trimmed = trim(path.value);
  const bool blanks = fault_of(trimmed).empty();
  Fix fix{.description = "write the whole path"};
  if (blanks) fix.edits.push_back({.at = path.at, .text = attribute_text(trimmed)});
  fix.commands.push_back(appcmd_set_physical_path(site.name().value, application.path().value,
                                                  blanks ? trimmed : "<path>"));
  finding.fix(std::move(fix));
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      for (const VirtualDirectory& directory : application.virtual_directories) {
        const Effective path = directory.physical_path();
        if (path.value.empty()) continue;
        const std::string_view fault = fault_of(path.value);
        if (!fault.empty() && told.first(path.at))
          report(site, application, directory, fault, findings);
      }
    }
  }
}

}  // namespace

extern constinit const Rule path_relative{
    .name = "path-relative",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "A physical path is not absolute, or cannot exist.",
    .rationale =
        "A path must begin with a drive and a backslash, a share, or a variable; IIS has no folder "
        "to which another path could be relative. Requests fail on every node.",
    .remediation = "Write the whole path, such as D:\\\\Sites\\\\Shop.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
