#include <algorithm>

#include <fmt/format.h>

#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

struct Gap {
  const XmlElement* element;
  std::string what;
  Command mend;
};

constexpr std::string_view folder = "<folder>";

std::optional<Gap> gap_of(const Site& site, const Application& application) {
  const std::string_view name = site.name().value;
  const std::string_view path = application.path().value;
  const auto root =
      std::ranges::find(application.virtual_directories, "/",
                        [](const VirtualDirectory& each) { return each.path().value; });
  if (root == application.virtual_directories.end())
    return Gap{.element = application.element,
               .what = fmt::format("application {} has no virtual directory \"/\"", path),
               .mend = appcmd_add_virtual_directory(name, path, folder)};
  if (root->physical_path().value.empty())
    return Gap{.element = root->element,
               .what = fmt::format("application {} has no physicalPath", path),
               .mend = appcmd_set_physical_path(name, path, folder)};
  return {};
}

std::vector<Gap> gaps_of(const Site& site) {
  std::vector<Gap> gaps;
  const bool has_root = std::ranges::any_of(
      site.applications, [](const Application& each) { return each.path().value == "/"; });
  if (!has_root)
    gaps.push_back({.element = site.element,
                    .what = "there is no root application",
                    .mend = appcmd_add_application(site.name().value, "/", folder)});
  for (const Application& application : site.applications)
    if (auto gap = gap_of(site, application)) gaps.push_back(std::move(*gap));
  return gaps;
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (farm.doubts.of_applications(site)) continue;
    const std::vector<Gap> gaps = gaps_of(site);
    if (gaps.empty()) continue;
    std::vector<std::string> words;
    Fix fix{.description = "add what is missing"};
    for (const Gap& gap : gaps) {
      words.push_back(gap.what);
      fix.commands.push_back(gap.mend);
    }
    Finding& finding = findings
                           .add(gaps.front().element->at(), "site \"{}\" cannot serve: {}",
                                site.name().value, fmt::join(words, ", "))
                           .about(about(site));
    for (std::size_t i = 1; i < gaps.size(); ++i)
      finding.note(gaps[i].element->at(), "{}", gaps[i].what);
    finding.note(gaps.front().element->at(),
                 "IIS answers \"Unrecognized configuration path MACHINE/WEBROOT/APPHOST/{}\"",
                 site.name().value);
    finding.fix(std::move(fix));
  }
}

}  // namespace

extern constinit const Rule site_missing_root_application{
    .name = "site-missing-root-application",
    .severity = Severity::Error,
    .subject = Subjects::Structure,
    .summary =
        "A site has no application \"/\", or an application no virtual directory \"/\" with a "
        "path.",
    .rationale =
        "The root application and the root virtual directory map requests to a folder; "
        "without them the configuration path of the site does not exist, also for a site that"
        " serves FTP only.",
    .remediation =
        "Add the application or the virtual directory \"/\" with its physicalPath, in any order"
        " with the others.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
