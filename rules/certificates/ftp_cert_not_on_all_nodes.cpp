#include <algorithm>
#include <set>

#include "lint/commands.h"
#include "lint/farm/ftp_certificate.h"
#include "lint/farm/tls_fix.h"
#include "lint/farm/tls_nodes.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

using Nodes = std::vector<std::size_t>;

struct Holders {
  Nodes with;
  Nodes without;
};

Holders holders(const Farm& farm, const Site& site, const FtpCertificate& wanted) {
  std::set<std::size_t> nodes;
  for (const Binding& binding : site.bindings) {
    if (binding.scheme != Scheme::Ftp) continue;
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

void note_other_stores(Finding& finding, const Farm& farm, const FtpCertificate& wanted,
                       const Nodes& nodes) {
  for (const std::size_t n : nodes) {
    const Certificate* const elsewhere = farm.evidence[n].certificate(wanted.thumbprint);
    if (elsewhere != nullptr && !elsewhere->store.empty())
      finding.note(elsewhere->at, "{} has it in the store {}", farm.manifest->nodes[n].name.value,
                   elsewhere->store);
  }
}

std::string label(const Farm& farm, const FtpCertificate& wanted, const Nodes& nodes) {
  if (nodes.empty()) return short_thumbprint(wanted.thumbprint);
  return farm.evidence[nodes.front()].certificate(wanted.thumbprint, wanted.store)->label();
}

void report(const Farm& farm, const Site& site, const FtpCertificate& wanted, const Holders& nodes,
            Findings& findings) {
  Finding& finding = findings.add(
      wanted.hash.at, "{}: {} {} not have its certificate ({}) in {}: FTP over TLS fails there",
      site.name().value, node_words(farm, nodes.without), nodes.without.size() == 1 ? "does" : "do",
      label(farm, wanted, nodes.with), wanted.store);
  finding.about(about(site));
  if (nodes.with.empty())
    finding.note(wanted.hash.at, "no node whose certificates are known has it there");
  else
    finding.note(wanted.hash.at, "{} {} it", node_words(farm, nodes.with),
                 nodes.with.size() == 1 ? "has" : "have");
  note_other_stores(finding, farm, wanted, nodes.without);
  Fix fix{.description = "import the certificate"};
  const std::size_t any = nodes.with.empty() ? nodes.without.front() : nodes.with.front();
  const RightCertificate right = certificate_on(farm, any, wanted.thumbprint);
  if (right.from != nullptr)
    fix.commands.push_back(
        certutil_export(right.store, right.thumbprint, right.file, right.from->name.value));
  for (const std::size_t n : nodes.without)
    fix.commands.push_back(
        certutil_import(wanted.store, right.file, farm.manifest->nodes[n].name.value));
  finding.fix(std::move(fix));
  name_nodes(finding, farm, nodes.without);
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    const FtpCertificate wanted = ftp_certificate(site);
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
