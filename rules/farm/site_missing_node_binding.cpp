#include <algorithm>

#include "lint/commands.h"
#include "lint/edits.h"
#include "lint/farm/coverage.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

const Binding* same_key_elsewhere(const Site& site, const Want& want) {
  const auto found = std::ranges::find_if(site.bindings, [&](const Binding& binding) {
    const EndPoint* const has = binding.end_point();
    return has != nullptr && has->scheme == want.scheme && has->port == want.port &&
           (!want.host || has->host == *want.host);
  });
  return found == site.bindings.end() ? nullptr : &*found;
}

Fix add_binding(const Farm& farm, const Site& site, const Node& node, const Want& want,
                std::uint32_t ssl_flags) {
  const std::string information = want.proposal.information();
  Fix fix{.description = "add the binding", .edits = {}, .commands = {}};
  const std::string flags = ssl_flags == 0 ? "" : fmt::format(" sslFlags=\"{}\"", ssl_flags);
  if (farm.sources != nullptr && site.bindings_element != nullptr) {
    const auto edit =
        append_child(*farm.sources, *site.bindings_element,
                     fmt::format("<binding protocol=\"{}\" bindingInformation=\"{}\"{} />",
                                 to_string(want.scheme), attribute_text(information), flags));
    if (edit) fix.edits.push_back(*edit);
  }
  fix.commands.push_back(
      appcmd_add_binding({site.name().value, to_string(want.scheme), information}, ssl_flags));
  if (want.scheme != Scheme::Https) return fix;
  if (const auto record = expected_record(want.proposal, ssl_flags))
    fix.commands.push_back(netsh_add_sslcert(*record, {}, node.name.value));
  return fix;
}

void report(const Farm& farm, const NodeCoverage& where, const Want& want, Findings& findings) {
  const Site& site = *where.site;
  const Node& node = farm.manifest->nodes[where.node];
  const Binding* const elsewhere = same_key_elsewhere(site, want);
  Subject subject = about(site);
  subject.object += "/bindings";
  subject.node = node.name.value;
  subject.binding = fmt::format("{} {}", to_string(want.scheme), want.proposal.information());
  if (!want.proposal.address.any) subject.address = to_string(want.proposal.address.ip);
  const Location at = elsewhere != nullptr ? elsewhere->information().at : site.bindings_at();
  Finding& finding = findings.add_text(at, missing_binding(site, node, want));
  finding.about(subject);
  if (!site.starts) finding.as(Severity::Note);
  add_origin_notes(finding, site, node, want);
  finding.note(site.bindings_at(), "{} will answer on {} with another site or not at all{}",
               node.name.value, want.port, existing_bindings(site, want.scheme));
  finding.fix(add_binding(farm, site, node, want, elsewhere == nullptr ? 0 : elsewhere->ssl_flags));
}

void check(const Farm& farm, Findings& findings) {
  for (const NodeCoverage& where : coverage(farm)) {
    for (const CoverageCell& cell : where.cells) {
      if (cell.missing()) report(farm, where, cell.want, findings);
    }
  }
}

}  // namespace

extern constinit const Rule site_missing_node_binding{
    .name = "site-missing-node-binding",
    .severity = Severity::Error,
    .subject = Subjects::Farm,
    .summary = "A site lacks a binding that it needs on one of the nodes.",
    .rationale =
        "All nodes read the same bindings, and each answers only on addresses it has. A "
        "site that binds one node's address alone is not served by the others: requests "
        "there reach another site or none, and the load balancer sees no difference.",
    .remediation =
        "Add the binding for the node's address to the shared configuration; for https "
        "also add the certificate record on that node.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
