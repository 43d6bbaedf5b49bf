#include <algorithm>

#include "lint/decode.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// What the managed API refuses in the name of a site, although IIS reads it. What IIS refuses, "/",
// "?" and "\\" in it and as much in the name of a pool, is said by the check against the schema.
constexpr CharacterSet unwelcome(";:@&=+$,|\"<>");
constexpr std::size_t longest_pool = 64;

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(std::max<std::size_t>(utf8_length(text), 1));
  return count;
}

void check_sites(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const std::string_view name = site.name().value;
    const auto at = unwelcome.first_in(name);
    if (has_outer_blanks(name))
      findings
          .add(site.name().at,
               "the name of site \"{}\" begins or ends with a blank, which nobody sees: scripts do "
               "not find the site",
               name)
          .about(about(site));
    if (at != std::string_view::npos)
      findings
          .add(site.name().at,
               "the name of site \"{}\" has the character {}, which scripts and the managed API "
               "refuse",
               name, name.substr(at, 1))
          .about(about(site))
          .note(site.name().at, "whoever renames it must rename its <location> elements, too");
  }
}

void check_pools(const Farm& farm, Findings& findings) {
  for (const ApplicationPool& pool : farm.config.pools) {
    const std::string_view name = pool.name().value;
    if (has_outer_blanks(name))
      findings
          .add(pool.name().at,
               "the name of pool \"{}\" begins or ends with a blank, which nobody sees: "
               "applications and scripts that leave it out name another pool",
               name)
          .about(about(pool));
    if (name.size() <= longest_pool) continue;
    if (const std::size_t size = characters(name); size > longest_pool)
      findings
          .add(pool.name().at,
               "the name of pool \"{}\" has {} characters: WAS may refuse more than {} (event "
               "5050), and the pool does not start",
               name, size, longest_pool)
          .about(about(pool));
  }
}

void check(const Farm& farm, Findings& findings) {
  check_sites(farm, findings);
  check_pools(farm, findings);
}

}  // namespace

extern constinit const Rule name_characters{
    .name = "name-characters",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "The name of a site or pool has characters that tools do not expect.",
    .rationale =
        "Names are part of paths, queries and command lines. IIS reads such a name, but appcmd, "
        "scripts and the WMI and managed APIs refuse it or cut it in two.",
    .remediation = "Rename it with letters, digits, blanks, dots and hyphens.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
