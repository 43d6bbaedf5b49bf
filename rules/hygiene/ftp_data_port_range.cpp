#include <charconv>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return {};
  return value;
}

// A started binding whose port lies in the range.
const Binding* inside(const Farm& farm, int low, int high) {
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Binding& binding : site.bindings)
        if (const EndPoint* end_point = binding.end_point();
            end_point != nullptr && end_point->port >= low && end_point->port <= high)
          return &binding;
  return nullptr;
}

void check_range(const Farm& farm, const XmlElement& section, int low, int high,
                 Findings& findings) {
  const Subject subject{.object = "system.ftpServer/firewallSupport"};
  if ((low == 0) != (high == 0)) {
    findings.add(section.at, "only one end of the FTP data ports is set ({}-{})", low, high)
        .about(subject);
  } else if (low > high) {
    findings.add(section.at, "the FTP data ports end before they begin ({}-{})", low, high)
        .about(subject);
  } else if (const Binding* binding = low == 0 ? nullptr : inside(farm, low, high)) {
    findings
        .add(section.at, "port {} of a binding is one of the FTP data ports ({}-{})",
             binding->end_point()->port, low, high)
        .about(subject)
        .note(binding->information.at, "the binding is here");
  }
}

void check(const Farm& farm, Findings& findings) {
  for (const SectionPlace& place : farm.sections.everywhere("system.ftpServer/firewallSupport")) {
    const XmlElement& section = *place.section;
    const Text low = section.value("lowDataChannelPort");
    const Text high = section.value("highDataChannelPort");
    const auto from = low.value.empty() ? std::optional(0) : number(low.value);
    const auto to = high.value.empty() ? std::optional(0) : number(high.value);
    if (from && to) check_range(farm, section, *from, *to, findings);
  }
}

}  // namespace

extern constinit const Rule ftp_data_port_range{
    .name = "ftp-data-port-range",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "The range of FTP data ports makes no sense.",
    .rationale =
        "Passive FTP opens a port of this range for each transfer, and the firewall opens the same "
        "range. With half a range or a port that a site has, transfers fail now and then.",
    .remediation = "Set both ends, the lower one first, to ports that no binding has.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
