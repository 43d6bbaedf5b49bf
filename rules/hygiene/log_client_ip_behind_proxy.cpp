#include <algorithm>
#include <array>

#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool names_client(const XmlElement& field) {
  constexpr std::array<std::string_view, 4> words{"forwarded", "client-ip", "real-ip",
                                                  "connecting-ip"};
  const std::string source = lower(field.value("sourceName").value);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return source.find(word) != std::string::npos; });
}

// Whether <logFile><customFields> below the element logs a header with the client's address.
bool logs_client(const XmlElement* element) {
  const XmlElement* const log = element == nullptr ? nullptr : element->child("logFile");
  const XmlElement* const fields = log == nullptr ? nullptr : log->child("customFields");
  if (fields == nullptr) return false;
  const auto children = fields->children();
  return std::any_of(children.begin(), children.end(), names_client);
}

// Custom fields came with IIS 8.5, and only the W3C logs of single sites have them.
bool can_log(const Farm& farm) {
  const Effective mode = farm.sections.value(
      "", {.section = "system.applicationHost/log", .attribute = "centralLogFileMode"});
  return mode.is("Site") && std::ranges::none_of(active_nodes(farm), [](const Node* node) {
           return node->os_build && *node->os_build < 9600;
         });
}

bool is_web(const Binding& binding) {
  return binding.scheme == Scheme::Http || binding.https();
}

// Whether the site's log has addresses of clients that come through the proxy, and no other field
// for them.
bool lacks_client(const Farm& farm, const Site& site) {
  const ManifestSite* const wanted = declared(farm, site);
  return site.starts && !(wanted != nullptr && wanted->internal) &&
         std::ranges::any_of(site.bindings, is_web) &&
         !site.layers().value("enabled", "logFile").is("false") &&
         site.layers().value("logFormat", "logFile").is("W3C") && !logs_client(site.element);
}

void check(const Farm& farm, Findings& findings) {
  const auto& front_ends = farm.manifest->front_ends;
  const auto proxy = std::ranges::find(front_ends, FrontEndType::Proxy, &FrontEnd::type);
  if (proxy == front_ends.end() || logs_client(farm.config.site_defaults) || !can_log(farm)) return;
  std::vector<const Site*> sites;
  for (const Site& site : farm.config.sites)
    if (lacks_client(farm, site)) sites.push_back(&site);
  if (sites.empty()) return;
  const Site& first = *sites.front();
  const std::size_t more = sites.size() - 1;
  const std::string whose = more == 0 ? fmt::format("the log of {} shows", first.name().value)
                                      : fmt::format("the logs of {} and {} more site{} show",
                                                    first.name().value, more, more == 1 ? "" : "s");
  findings
      .add(first.element->at(), "{} the address of {} in every line, not the client's", whose,
           proxy->name.value)
      .about(more == 0 ? about(first) : Subject{.object = "sites"})
      .note(proxy->name.at, "requests come from this proxy")
      .fix({.description = "log the header in which the proxy passes the address on",
            .commands = {appcmd_log_header("X-Forwarded-For")}});
}

}  // namespace

extern constinit const Rule log_client_ip_behind_proxy{
    .name = "log-client-ip-behind-proxy",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "Behind a proxy the logs do not show the addresses of clients.",
    .rationale =
        "A proxy opens its own connection, so c-ip is the proxy in every line. Attacks and "
        "complaints cannot be traced.",
    .remediation =
        "Log the header in which the proxy passes the address on, in "
        "siteDefaults/logFile/customFields.",
    .evidence = Evidence::Manifest,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
