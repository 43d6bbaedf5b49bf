#include <algorithm>
#include <charconv>

#include "lint/commands.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::string_view section = "system.ftpServer/firewallSupport";
constexpr std::string_view low_name = "lowDataChannelPort";
constexpr std::string_view high_name = "highDataChannelPort";

struct Ports {
  Effective low;
  Effective high;
  int from = 0;
  int to = 0;
};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end) return {};
  return value;
}

// What is no number is said by the check against the schema.
std::optional<Ports> read_ports(const Farm& farm) {
  Ports ports;
  ports.low = farm.sections.value("", {.section = section, .attribute = low_name});
  ports.high = farm.sections.value("", {.section = section, .attribute = high_name});
  const auto from = number(ports.low.value);
  const auto to = number(ports.high.value);
  if (!from || !to) return {};
  ports.from = *from;
  ports.to = *to;
  return ports;
}

bool serves_ftp(const Farm& farm) {
  return std::ranges::any_of(farm.config.sites, [](const Site& site) {
    return site.starts && std::ranges::any_of(site.bindings, [](const Binding& binding) {
             return binding.scheme == Scheme::Ftp;
           });
  });
}

void report_half(const Ports& ports, Findings& findings) {
  const bool no_low = ports.from == 0;
  findings
      .add(no_low ? ports.high.at : ports.low.at,
           "{} is {}, but {} is not set: the firewall cannot know the ports of passive FTP",
           no_low ? high_name : low_name, no_low ? ports.to : ports.from,
           no_low ? low_name : high_name)
      .about({.object = std::string(section)})
      .fix(
          {.description = "set the other end, too",
           .edits = {},
           .commands = {appcmd_set_section("", section, no_low ? low_name : high_name, "<port>")}});
}

void report_order(const Ports& ports, Findings& findings) {
  const std::string low(ports.low.value);
  const std::string high(ports.high.value);
  findings
      .add(ports.low.at,
           "the ports of passive FTP end before they begin ({} to {}), so none is left for a "
           "transfer",
           low, high)
      .about({.object = std::string(section)})
      .note(ports.high.at, "the end is here")
      .fix({.description = "swap them",
            .edits = {{.at = ports.low.at, .text = high}, {.at = ports.high.at, .text = low}},
            .commands = {appcmd_set_section("", section, low_name, high),
                         appcmd_set_section("", section, high_name, low)}});
}

void report_bindings(const Farm& farm, const Ports& ports, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point == nullptr || end_point->port < ports.from || end_point->port > ports.to)
        continue;
      findings
          .add(ports.low.at,
               "port {} of {} is one of the ports of passive FTP ({} to {}): a transfer that is "
               "given this port fails",
               end_point->port, site.name().value, ports.from, ports.to)
          .about(about(site, binding))
          .note(binding.information().at, "the binding is here");
    }
  }
}

void check(const Farm& farm, Findings& findings) {
  const std::optional<Ports> ports = read_ports(farm);
  if (!ports || !serves_ftp(farm)) return;
  // Both are 0: Windows chooses.
  if (ports->from == 0 && ports->to == 0) return;
  if (ports->from == 0 || ports->to == 0) return report_half(*ports, findings);
  if (ports->from > ports->to) return report_order(*ports, findings);
  report_bindings(farm, *ports, findings);
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
