#include <algorithm>

#include "lint/commands.h"
#include "lint/farm/tls_fix.h"
#include "lint/farm/tls_words.h"
#include "lint/rule.h"
#include "rules/certificates/grouped_uses.h"

namespace farmlint::rules {
namespace {

// SNI bindings to addresses of one node, by the node and the record that they share.
using Sharing = GroupedUses<std::pair<std::size_t, RecordKey>>::Group;

const IpAddress& address(const TlsUse& use) {
  return use.end_point().address.ip;
}

const WantedEndpoint* endpoint(const Farm& farm, const TlsUse& use) {
  return wanted_endpoint(farm, *use.site, *use.binding, use.node);
}

const CertificateEntry* pin(const Farm& farm, const TlsUse& use) {
  return pinned_certificate(farm, endpoint(farm, use));
}

// Whether one certificate can satisfy both.
bool compatible(const CertificateEntry& one, const CertificateEntry& other) {
  return &one == &other || std::ranges::any_of(one.thumbprints, [&](const Text& a) {
    return std::ranges::any_of(other.thumbprints,
                               [&](const Text& b) { return iequals(a.value, b.value); });
  });
}

// The records first: they answer as soon as they are there.
Fix separate(const Farm& farm, const TlsUse& one, const TlsUse& other) {
  Fix fix{.description = "give each address a record of its own"};
  std::vector<Command> flags;
  for (const TlsUse* use : {&one, &other}) {
    const Binding& binding = *use->binding;
    const RecordKey key = address_record(address(*use), use->end_point().port);
    for (Command& command : set_record(farm, *use, key).commands)
      fix.commands.push_back(std::move(command));
    flags.push_back(appcmd_set_binding(
        {use->site->name().value, binding.protocol().value, binding.information().value},
        "sslFlags", std::to_string(binding.ssl_flags & ~1U)));
  }
  fix.commands.insert(fix.commands.end(), flags.begin(), flags.end());
  return fix;
}

Finding& report(const Farm& farm, const TlsUse& one, const TlsUse& other,
                const std::string& consequence, Findings& findings) {
  return findings
      .add(other.binding->information().at, "{} on {} is one record for {} ({}) and {} ({}); {}",
           one.expected.text(), farm.manifest->nodes[one.node].name.value, to_string(address(one)),
           one.site->name().value, to_string(address(other)), other.site->name().value, consequence)
      .about(about(farm, other))
      .note(one.binding->information().at, "the binding to {}", to_string(address(one)))
      .note(other.expected_record->at, "the record of both")
      .fix(separate(farm, one, other));
}

void report_pins(const Farm& farm, const TlsUse& one, const TlsUse& other, Findings& findings) {
  const Text& a = endpoint(farm, one)->certificate;
  const Text& b = endpoint(farm, other)->certificate;
  report(farm, one, other,
         fmt::format("the manifest wants '{}' there and '{}' here, and clients of one of them get "
                     "the wrong certificate",
                     a.value, b.value),
         findings)
      .note(a.at, "wanted for {}", to_string(address(one)))
      .note(b.at, "wanted for {}", to_string(address(other)));
}

void judge(const Farm& farm, const Sharing& group, Findings& findings) {
  const TlsUse* first_pinned = nullptr;
  bool all_pinned = true;
  for (const TlsUse* use : group.uses) {
    const CertificateEntry* const wanted = pin(farm, *use);
    if (wanted == nullptr) {
      all_pinned = false;
    } else if (first_pinned == nullptr) {
      first_pinned = use;
    } else if (address(*use) != address(*first_pinned) &&
               !compatible(*pin(farm, *first_pinned), *wanted)) {
      return report_pins(farm, *first_pinned, *use, findings);
    }
  }
  if (all_pinned) return;
  const TlsUse& first = *group.uses.front();
  const auto other = std::ranges::find_if(
      group.uses, [&](const TlsUse* use) { return address(*use) != address(first); });
  if (other != group.uses.end())
    report(farm, first, **other, "they share one certificate", findings).as(Severity::Note);
}

void check(const Farm& farm, Findings& findings) {
  GroupedUses<std::pair<std::size_t, RecordKey>> sharing;
  for (const TlsUse& use : farm.tls) {
    const bool by_host = use.binding->sni() && !use.binding->central_store();
    if (judged(use) && by_host && farm.manifest->nodes[use.node].has(address(use)))
      sharing.add({use.node, use.expected}, use);
  }
  for (const Sharing& group : sharing.all()) judge(farm, group, findings);
}

}  // namespace

extern constinit const Rule sni_host_two_certificates{
    .name = "sni-host-two-certificates",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "Two addresses of a node are to present different certificates for one SNI host.",
    .rationale =
        "The record of an SNI binding is host name and port: the address of the binding is not "
        "part of it. HTTP.sys therefore holds one certificate for the name, whichever address "
        "clients connect to, and setting it for one site changes it for the other.",
    .remediation =
        "Use one certificate for both. Or take SNI out of both bindings, so that each address has "
        "a record of its own, which then answers for every site there.",
    .evidence = Evidence::Records,
    .check = check,
};

}  // namespace farmlint::rules
