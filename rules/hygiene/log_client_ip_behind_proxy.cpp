#include <algorithm>

#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool names_client(const XmlElement& field) {
  const std::string source = lower(field.value("sourceName").value);
  return source.find("forwarded") != std::string::npos ||
         source.find("client-ip") != std::string::npos ||
         source.find("real-ip") != std::string::npos ||
         source.find("connecting-ip") != std::string::npos;
}

// Whether <logFile><customFields> below the element logs a header with the client's address.
bool logs_client(const XmlElement* element) {
  const XmlElement* const log = element == nullptr ? nullptr : element->child("logFile");
  const XmlElement* const fields = log == nullptr ? nullptr : log->child("customFields");
  if (fields == nullptr) return false;
  const auto children = fields->children();
  return std::any_of(children.begin(), children.end(), names_client);
}

// Custom fields came with IIS 8.5.
bool can_log(const Farm& farm) {
  return std::ranges::none_of(active_nodes(farm), [](const Node* node) {
    return node->os_build && *node->os_build < 9600;
  });
}

void check(const Farm& farm, Findings& findings) {
  const auto& front_ends = farm.manifest->front_ends;
  const auto proxy = std::ranges::find(front_ends, FrontEndType::Proxy, &FrontEnd::type);
  if (proxy == front_ends.end() || farm.config.sites_element == nullptr || !can_log(farm)) return;
  if (logs_client(farm.config.site_defaults)) return;
  const Site* first = nullptr;
  std::size_t count = 0;
  for (const Site& site : farm.config.sites) {
    if (!site.starts || logs_client(site.element)) continue;
    if (first == nullptr) first = &site;
    ++count;
  }
  if (first == nullptr) return;
  findings
      .add(first->element->at, "the log of {}{} shows the address of {} instead of the client's",
           first->name.value,
           count == 1 ? std::string() : fmt::format(" and {} more sites", count - 1),
           proxy->name.value)
      .about(about(*first))
      .note(proxy->name.at, "requests come from this proxy")
      .note(first->element->at,
            "log its header: <customFields><add logFieldName=\"X-Forwarded-For\" "
            "sourceName=\"X-Forwarded-For\" sourceType=\"RequestHeader\" /></customFields>");
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
