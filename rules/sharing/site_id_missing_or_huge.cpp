#include <charconv>

#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::uint64_t largest = 2147483647;

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    const Text id = site.id();
    std::uint64_t number = 0;
    const char* const end = id.value.data() + id.value.size();
    const auto [stop, error] = std::from_chars(id.value.data(), end, number);
    if (error != std::errc() || stop != end || (number != 0 && number <= largest)) continue;
    findings
        .add(id.at, "{} has the id {}: logs and tools expect one from 1 to {}", site.name().value,
             id.value, largest)
        .about(about(site))
        .note(id.at, "the log folder of the site is W3SVC{}", id.value)
        .fix({.description = "give the site another id",
              .edits = {},
              .commands = {appcmd_set_site(site.name().value, "id", "<id>")}});
  }
}

}  // namespace

extern constinit const Rule site_id_missing_or_huge{
    .name = "site-id-missing-or-huge",
    .severity = Severity::Note,
    .subject = Subjects::Sharing,
    .summary = "The id of a site is 0 or larger than tools expect.",
    .rationale =
        "The folder of logs (W3SVC with the id), metadata and many scripts are made from the id of "
        "a site; 0 and values above 2147483647 are not handled by all of them.",
    .remediation = "Give the site another id. Its logs then go to another folder.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
