#include <algorithm>
#include <array>

#include "lint/commands.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

constexpr std::array<std::string_view, 7> known{
    "http", "https", "ftp", "net.tcp", "net.pipe", "net.msmq", "msmq.formatname"};

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      const std::string_view written = binding.protocol.value;
      const std::string meant = lower(trim(written));
      if (written == meant || std::ranges::find(known, meant) == known.end()) continue;
      Finding& finding = findings.add(binding.protocol.at, "{} writes the protocol {} as \"{}\"",
                                      site.name.value, meant, written);
      finding.about(about(site, binding));
      Fix fix{.description = fmt::format("write {}", meant)};
      fix.edits.push_back({.at = binding.protocol.at, .text = meant});
      if (!binding.inherited)
        fix.commands.push_back(appcmd_set_binding(
            {site.name.value, written, binding.information.value}, "protocol", meant));
      finding.fix(std::move(fix));
    }
  }
}

}  // namespace

extern constinit const Rule unknown_protocol_name{
    .name = "unknown-protocol-name",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "A protocol is written in another way than IIS does.",
    .rationale =
        "Not every part of IIS and not every script ignores letter case and blanks in the name of "
        "a protocol, so the binding may work here and be missed there.",
    .remediation = "Write it in lower case, without blanks.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
