#include <algorithm>
#include <set>

#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr SectionAttribute ssl_flags{.section = "system.webServer/security/access",
                                     .attribute = "sslFlags"};

bool has_flag(std::string_view flags, std::string_view wanted) {
  while (!flags.empty()) {
    const auto comma = flags.find(',');
    if (iequals(trim(flags.substr(0, comma)), wanted)) return true;
    flags.remove_prefix(comma == std::string_view::npos ? flags.size() : comma + 1);
  }
  return false;
}

bool demands(std::string_view flags) {
  return has_flag(flags, "Ssl") || has_flag(flags, "SslRequireCert") || has_flag(flags, "Ssl128");
}

// Whether http requests reach the site and https ones do not.
bool only_http(const Farm& farm, const Site& site) {
  const auto is = [](Scheme scheme) {
    return [scheme](const Binding& binding) { return binding.scheme == scheme; };
  };
  return !farm.doubts.of_bindings(site) && std::ranges::any_of(site.bindings, is(Scheme::Http)) &&
         std::ranges::none_of(site.bindings, is(Scheme::Https));
}

Severity level_of(const Farm& farm, const Site& site, std::string_view flags) {
  // Nobody has confirmed what the others do without Ssl.
  if (!has_flag(flags, "Ssl")) return Severity::Note;
  const ManifestSite* const wanted = declared(farm, site);
  // A module may tell IIS that the request came by TLS.
  return wanted != nullptr && wanted->tls.value == "offloaded" ? Severity::Warning
                                                               : Severity::Error;
}

// `below` is the path inside of the site: "/admin", or empty.
void report(const Farm& farm, const Site& site, std::string_view below, const Effective& flags,
            Findings& findings) {
  const std::string path = fmt::format("{}{}", site.name().value, below);
  const bool certain = has_flag(flags.value, "Ssl");
  const std::string lacks = below.empty()
                                ? "has no https binding"
                                : fmt::format("{} has no https binding", site.name().value);
  Finding& finding =
      certain
          ? findings.add(flags.at, "{} requires SSL, but {}: every request gets 403.4", path, lacks)
          : findings.add(flags.at, "{} asks for {} without Ssl, and {}: this may do nothing", path,
                         flags.value, lacks);
  Subject subject = about(site);
  subject.object = ssl_flags.section;
  subject.path = below;
  finding.about(std::move(subject)).as(level_of(farm, site, flags.value));
  finding.note(site.bindings_at(), "{} has these bindings", site.name().value);
  const ManifestSite* const wanted = declared(farm, site);
  if (certain && wanted != nullptr && wanted->tls.value == "offloaded")
    finding.note(wanted->tls.at,
                 "TLS ends before IIS: this works only if a module tells IIS that the client used "
                 "it");
  // What a web.config says is mended there.
  if (flags.at.file == farm.configuration().xml.file)
    finding.fix(
        {.description = "do not require SSL",
         .edits = {},
         .commands = {appcmd_set_section(path, ssl_flags.section, ssl_flags.attribute, "None")}});
}

// What is said for all sites, for those that do not say something else.
void check_inherited(const Farm& farm, const std::set<Location>& places, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!only_http(farm, site)) continue;
    const Effective flags = farm.sections.value(site.name().value, ssl_flags);
    if (places.contains(flags.at)) report(farm, site, {}, flags, findings);
  }
}

void check(const Farm& farm, Findings& findings) {
  std::set<Location> for_all_sites;
  for (const auto& [section, path] : farm.sections.everywhere(ssl_flags.section)) {
    const auto written = section->attribute(ssl_flags.attribute);
    if (!written || !demands(written->value())) continue;
    if (path.empty()) {
      for_all_sites.insert(written->value_at());
      continue;
    }
    const auto slash = std::min(path.find('/'), path.size());
    const Site* const site = farm.config.site(path.substr(0, slash));
    if (site == nullptr || !only_http(farm, *site)) continue;
    const Effective flags = farm.sections.value(path, ssl_flags);
    if (flags.at == written->value_at()) report(farm, *site, path.substr(slash), flags, findings);
  }
  if (!for_all_sites.empty()) check_inherited(farm, for_all_sites, findings);
}

}  // namespace

extern constinit const Rule require_ssl_without_https_binding{
    .name = "require-ssl-without-https-binding",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A site or a part of it requires SSL, but the site has no https binding.",
    .rationale =
        "IIS refuses requests that do not come by TLS (403.4), and there is no binding by which "
        "others could come: nothing of it can be reached, on no node.",
    .remediation =
        "Add an https binding and its certificate on every node, or take Ssl out of sslFlags. "
        "Where TLS ends before IIS, say so in the manifest (site tls=\"offloaded\").",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
