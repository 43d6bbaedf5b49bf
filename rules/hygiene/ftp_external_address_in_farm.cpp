#include <algorithm>
#include <set>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2) return;
  std::set<Location> told;
  for (const Site& site : farm.config.sites) {
    const bool ftp = std::ranges::any_of(
        site.bindings, [](const Binding& binding) { return binding.scheme == "ftp"; });
    const Effective address = site.layers.value("externalIp4Address", "ftpServer/firewallSupport");
    if (!ftp || address.value.empty() || !told.insert(address.at).second) continue;
    const auto ip = parse_ip(address.value);
    if (ip && farm.manifest->front_end(*ip) != nullptr) continue;
    findings
        .add(address.at, "{} tells FTP clients to open data connections to {}, from every node",
             site.name.value, address.value)
        .about(about(site))
        .note(address.at, "connections of the other nodes go to one that does not expect them");
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
    .check = check,
};

}  // namespace farmlint::rules
