#include <algorithm>

#include "lint/commands.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

bool serves_ftp(const Site& site) {
  return site.starts && std::ranges::any_of(site.bindings, [](const Binding& binding) {
           return binding.scheme == Scheme::Ftp;
         });
}

// A virtual address, or what a router in front of one may have: right for all nodes.
bool is_common(const Manifest& manifest, const IpAddress& ip) {
  if (manifest.front_end(ip) != nullptr) return true;
  return !manifest.index.nodes_of.contains(ip) &&
         std::ranges::any_of(manifest.front_ends,
                             [](const FrontEnd& front_end) { return !front_end.vips.empty(); });
}

void report(const Farm& farm, const Site& site, const Effective& address, const IpAddress& ip,
            const std::vector<std::size_t>& nodes, Findings& findings) {
  Finding& finding = findings.add(
      address.at,
      "{} sends FTP clients to {} for their data, whichever of {} they are logged on to: transfers "
      "reach the right one at best by chance",
      site.name().value, address.value, node_words(farm, nodes));
  finding.about(about(site));
  name_nodes(finding, farm, nodes);
  const auto owners = farm.manifest->index.nodes_of.find(ip);
  if (owners != farm.manifest->index.nodes_of.end()) {
    const Node& owner = farm.manifest->nodes[owners->second.front()];
    finding.note(owner.element->at(), "it is an address of {}", owner.name.value);
  }
  constexpr std::string_view attribute = "ftpServer.firewallSupport.externalIp4Address";
  finding.fix({.description = "name a virtual address of the farm",
               .edits = {},
               .commands = {address.origin == Origin::Own
                                ? appcmd_set_site(site.name().value, attribute, "<address>")
                                : appcmd_set_section("", "system.applicationHost/sites",
                                                     fmt::format("siteDefaults.{}", attribute),
                                                     "<address>")}});
}

void check(const Farm& farm, Findings& findings) {
  Told told;
  for (const Site& site : farm.config.sites) {
    const Effective address =
        site.layers().value("externalIp4Address", "ftpServer/firewallSupport");
    const auto ip = parse_ip(address.value);
    if (!ip || ip->unspecified() || !serves_ftp(site) || is_common(*farm.manifest, *ip)) continue;
    const std::vector<std::size_t> nodes = nodes_of(farm, site);
    if (nodes.size() > 1 && told.first(address.at))
      report(farm, site, address, *ip, nodes, findings);
  }
}

}  // namespace

extern constinit const Rule ftp_external_address_in_farm{
    .name = "ftp-external-address-in-farm",
    .severity = Severity::Warning,
    .subject = Subjects::Hygiene,
    .summary = "FTP names one external address for all nodes.",
    .rationale =
        "In passive mode the server tells the client where to open the data connection. One "
        "address in a shared file is right for one node; transfers from the others fail unless a "
        "front end keeps the client on its node.",
    .remediation =
        "Let clients reach the nodes through a virtual address and declare it as a vip, or keep "
        "FTP on one node.",
    .evidence = Evidence::Manifest,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
