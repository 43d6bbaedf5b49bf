#include "lint/config/paths.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

// What is wrong with a physical path; empty if nothing is.
std::string_view fault_of(std::string_view path) {
  if (trim(path).size() != path.size()) return "begins or ends with a blank";
  std::string_view names = path;
  // The prefix that switches off the limit of 260 characters.
  if (names.starts_with("\\\\?\\")) names.remove_prefix(4);
  if (names.find_first_of("<>|\"?*") != std::string_view::npos)
    return "has a character that no file name can have";
  return is_absolute(path) || names.size() != path.size() ? std::string_view() : "is not absolute";
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      for (const VirtualDirectory& directory : application.virtual_directories) {
        const Effective& path = directory.physical_path;
        if (!path.written() || path.value.empty()) continue;
        const std::string_view fault = fault_of(path.value);
        if (fault.empty() || !told.first(path.at)) continue;
        findings.add(path.at, "the physical path \"{}\" {}", path.value, fault)
            .about(about(site, application))
            .note(path.at, "IIS finds no content there: requests get 500.19 or 404 on every node");
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
