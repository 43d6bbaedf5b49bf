#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

// The token `https` as it is written, or an empty view.
std::string_view https_token(std::string_view protocols) {
  while (!protocols.empty()) {
    const auto comma = protocols.find(',');
    const std::string_view token = trim(protocols.substr(0, comma));
    if (iequals(token, "https")) return token;
    protocols.remove_prefix(comma == std::string_view::npos ? protocols.size() : comma + 1);
  }
  return {};
}

// The list without https, with http in its place if that is missing.
std::string mended(std::string_view protocols) {
  std::string result;
  bool has_http = false;
  while (!protocols.empty()) {
    const auto comma = protocols.find(',');
    const std::string_view token = trim(protocols.substr(0, comma));
    protocols.remove_prefix(comma == std::string_view::npos ? protocols.size() : comma + 1);
    if (token.empty() || iequals(token, "https")) continue;
    has_http = has_http || iequals(token, "http");
    result += (result.empty() ? "" : ",") + std::string(token);
  }
  if (has_http) return result;
  return result.empty() ? "http" : "http," + result;
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const Site& site : farm.config.sites) {
    for (const Application& application : site.applications) {
      const Effective protocols = application.layers.value("enabledProtocols");
      if (https_token(protocols.value).empty() || !told.first(protocols.at)) continue;
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
        fix.commands.push_back(appcmd_set_application(site.name.value, application.path.value,
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
