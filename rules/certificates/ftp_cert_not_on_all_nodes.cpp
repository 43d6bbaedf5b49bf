#include <algorithm>
#include <set>

#include "lint/commands.h"
#include "lint/farm/tls_nodes.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

using Nodes = std::vector<std::size_t>;

constexpr std::string_view ssl = "ftpServer/security/ssl";

// Like the inventories write it. Certificate dialogs show it with blanks.
std::string thumbprint_of(std::string_view written) {
  std::string result = lower(written);
  std::erase_if(result, is_blank);
  return result;
}

struct Wanted {
  Effective hash;
  std::string thumbprint;
  std::string_view store;
};

Wanted wanted_by(const Site& site) {
  Wanted wanted;
  wanted.hash = site.layers.value("serverCertHash", ssl);
  wanted.thumbprint = thumbprint_of(wanted.hash.value);
  wanted.store = site.layers.filled_value("serverCertStoreName", ssl).value;
  if (wanted.store.empty()) wanted.store = "MY";
  return wanted;
}

struct Holders {
  Nodes with;
  Nodes without;
};

Holders holders(const Farm& farm, const Site& site, const Wanted& wanted) {
  std::set<std::size_t> nodes;
  for (const Binding& binding : site.bindings) {
    if (binding.scheme != "ftp") continue;
    const Nodes live = live_nodes(farm, site, binding);
    nodes.insert(live.begin(), live.end());
  }
  Holders found;
  for (const std::size_t n : nodes) {
    const auto installed = farm.evidence[n].installed(wanted.thumbprint, wanted.store);
    if (installed) (*installed ? found.with : found.without).push_back(n);
  }
  return found;
}

void note_other_stores(Finding& finding, const Farm& farm, const Wanted& wanted,
                       const Nodes& nodes) {
  for (const std::size_t n : nodes) {
    const Certificate* const elsewhere = farm.evidence[n].certificate(wanted.thumbprint);
    if (elsewhere != nullptr && !elsewhere->store.empty())
      finding.note(elsewhere->at, "{} has it in the store {}", farm.manifest->nodes[n].name.value,
                   elsewhere->store);
  }
}

std::string label(const Farm& farm, const Wanted& wanted, const Nodes& nodes) {
  if (nodes.empty()) return short_thumbprint(wanted.thumbprint);
  return farm.evidence[nodes.front()].certificate(wanted.thumbprint, wanted.store)->label();
}

void report(const Farm& farm, const Site& site, const Wanted& wanted, const Holders& nodes,
            Findings& findings) {
  Finding& finding = findings.add(
      wanted.hash.at, "{}: {} {} not have its certificate ({}) in {}: FTP over TLS fails there",
      site.name.value, node_words(farm, nodes.without), nodes.without.size() == 1 ? "does" : "do",
      label(farm, wanted, nodes.with), wanted.store);
  finding.about(about(site));
  if (nodes.with.empty())
    finding.note(wanted.hash.at, "no node whose certificates are known has it");
  else
    finding.note(wanted.hash.at, "{} {} it", node_words(farm, nodes.with),
                 nodes.with.size() == 1 ? "has" : "have");
  note_other_stores(finding, farm, wanted, nodes.without);
  Fix fix{.description = "import the certificate"};
  for (const std::size_t n : nodes.without)
    fix.commands.push_back(
        certutil_import(wanted.store, "<file>.pfx", farm.manifest->nodes[n].name.value));
  finding.fix(std::move(fix));
  name_nodes(finding, farm, nodes.without);
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    const Wanted wanted = wanted_by(site);
    if (wanted.thumbprint.empty()) continue;
    const Holders nodes = holders(farm, site, wanted);
    if (!nodes.without.empty()) report(farm, site, wanted, nodes, findings);
  }
}

}  // namespace

extern constinit const Rule ftp_cert_not_on_all_nodes{
    .name = "ftp-cert-not-on-all-nodes",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "The certificate of an FTP site is missing on a node.",
    .rationale =
        "FTP is the one place where the shared configuration names a certificate by its "
        "thumbprint, so every node needs that very certificate with its private key in that "
        "store. A node without it refuses TLS, and where TLS is required nobody logs on there.",
    .remediation =
        "Import the same certificate, with its private key, on every node, or have the site use "
        "one that all of them have.",
    .evidence = Evidence::Inventory,
    .check = check,
};

}  // namespace farmlint::rules
