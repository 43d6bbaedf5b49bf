#include <algorithm>

#include <fmt/format.h>

#include "lint/commands.h"
#include "lint/config/items.h"
#include "lint/config/setting.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

// The list with http in the place of https, unless it has that, too.
std::string mended(std::string_view list) {
  std::vector<std::string_view> protocols = comma_list(list);
  const auto https =
      std::ranges::find_if(protocols, [](std::string_view name) { return iequals(name, "https"); });
  if (lists(list, "http"))
    protocols.erase(https);
  else
    *https = "http";
  return fmt::format("{}", fmt::join(protocols, ","));
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  Setting enabled("enabledProtocols");
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      const Effective protocols = enabled.of(application);
      if (!protocols.written() || !lists(protocols.value, "https")) continue;
      if (!told.first(protocols.at)) continue;
      const std::string right = mended(protocols.value);
      Finding& finding = findings.add(
          protocols.at, "{} enables the protocol \"https\", which is none: http stands for both",
          whose(site, application, protocols));
      finding.about(about(site, application))
          .note(protocols.at,
                "WAS logs event 5181 and may leave the protocol out, so requests get 503");
      Fix fix{.description = fmt::format("enable {}", right)};
      fix.edits.push_back({.at = protocols.at, .text = right});
      if (protocols.origin == Origin::Own)
        fix.commands.push_back(appcmd_set_application(site.name().value, application.path().value,
                                                      "enabledProtocols", right));
      finding.fix(std::move(fix));
    }
  }
}

}  // namespace

extern constinit const Rule enabled_protocols_https{
    .name = "enabled-protocols-https",
    .severity = Severity::Warning,
    .subject = Subjects::Pools,
    .summary = "An application enables the protocol https by name.",
    .rationale =
        "WAS refuses the word (event 5181): to serve https an application must enable http. "
        "Whether requests still arrive depends on the bindings of the site.",
    .remediation = "Write http instead of https.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
