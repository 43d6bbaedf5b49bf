#include <algorithm>
#include <set>

#include "lint/commands.h"
#include "lint/config/sections.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// "LM/W3SVC/3/ROOT" is about the site with id 3.
std::string_view site_id(std::string_view path) {
  constexpr std::string_view prefix = "lm/w3svc/";
  if (path.starts_with('/')) path.remove_prefix(1);
  if (lower(path.substr(0, prefix.size())) != prefix) return {};
  path.remove_prefix(prefix.size());
  const std::string_view id = path.substr(0, path.find('/'));
  const bool number = !id.empty() && std::ranges::all_of(id, is_digit);
  return number ? id : std::string_view();
}

void check(const Farm& farm, Findings& findings) {
  if (farm.config.sites_element == nullptr || farm.doubts.of_sites()) return;
  const auto sections = application_host_sections(farm.config, "customMetadata");
  if (sections.empty()) return;
  std::set<std::string_view> known;
  for (const Site& site : farm.config.sites) known.insert(site.id().value);
  for (const XmlElement* section : sections) {
    for (const XmlElement& key : section->children()) {
      const Text path = key.value("path");
      const std::string_view id = site_id(path.value);
      // One finding for a site that is gone, however many paths it left.
      if (id.empty() || !known.insert(id).second) continue;
      findings.add(path.at, "customMetadata is left of a site with id {}, which is gone", id)
          .about({.object = object_path(key)})
          .note(path.at, "a new site that gets this id inherits the old settings (KB 3202096)")
          .fix({.description = "delete it",
                .edits = {},
                .commands = {appcmd_clear_custom_metadata(path.value)}});
    }
  }
}

}  // namespace

extern constinit const Rule stale_custom_metadata{
    .name = "stale-custom-metadata",
    .severity = Severity::Note,
    .subject = Subjects::Sharing,
    .summary = "Metadata of a site that is gone is left behind.",
    .rationale =
        "Tools of the IIS 6 era store data under the id of a site. A new site that gets the same "
        "id inherits them, on every node, and behaves as nobody configured it (KB 3202096).",
    .remediation = "Delete the key from customMetadata.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
