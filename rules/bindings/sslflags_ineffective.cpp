#include "lint/commands.h"
#include "lint/farm/ssl_flags.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// A binding that cannot be read takes part in nothing but the rule that says so (decision 1).
// Protocols without end points are not taken apart.
bool readable(const Binding& binding) {
  return binding.web() ? binding.end_point() != nullptr : binding.text.problems().empty();
}

struct Flagged {
  const Site& site;
  const Binding& binding;
  XmlAttribute flags;
};

Finding& report(const Flagged& where, const std::string& fault, Findings& findings) {
  return findings
      .add(where.flags.value_at(), "{}: sslFlags={} of the {} binding \"{}\" {}",
           where.site.name().value, where.flags.value(), where.binding.scheme_name(),
           where.binding.information().value, fault)
      .about(about(where.site, where.binding));
}

void offer(Finding& finding, const Flagged& where, std::uint32_t flags) {
  const std::string value = fmt::format("{}", flags);
  Fix fix{.description = fmt::format("set sslFlags to {}", value)};
  fix.edits.push_back({.at = where.flags.value_at(), .text = value});
  if (!where.binding.inherited)
    fix.commands.push_back(appcmd_set_binding({.site = where.site.name().value,
                                               .protocol = where.binding.protocol().value,
                                               .information = where.binding.information().value},
                                              "sslFlags", value));
  finding.fix(std::move(fix));
}

void check_https(const Flagged& where, Findings& findings) {
  const std::uint32_t flags = where.binding.ssl_flags;
  const std::uint32_t unknown = flags & ~known_ssl_flags;
  if (unknown != 0) {
    Finding& finding =
        report(where, fmt::format("includes {}, which IIS does not know", ssl_flag_words(unknown)),
               findings);
    finding.as(Severity::Error)
        .note(where.flags.value_at(),
              "sslFlags is a sum of the flags 1, 2, 4, 8, 16, 32 and 64; no "
              "version of IIS does anything for another one");
    offer(finding, where, flags & known_ssl_flags);
  }
  const std::uint32_t disabling = flags & disabling_ssl_flags;
  if (!where.binding.central_store() || disabling == 0) return;
  report(where,
         fmt::format("includes {} beside the Central Certificate Store (2), which has one record "
                     "for all bindings of a port",
                     ssl_flag_words(disabling)),
         findings)
      .note(where.flags.value_at(),
            "tools leave it out here, Microsoft's own example does not; the node knows what it "
            "does: netsh http show sslcert ccs={}",
            where.binding.end_point()->port);
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      if (binding.ssl_flags == 0 || !readable(binding)) continue;
      const Flagged where{
          .site = site, .binding = binding, .flags = *binding.element->attribute("sslFlags")};
      if (binding.https()) {
        check_https(where, findings);
        continue;
      }
      Finding& finding = report(where, "does nothing", findings);
      finding.note(where.flags.value_at(), "only https bindings have a certificate to choose");
      offer(finding, where, 0);
    }
  }
}

}  // namespace

extern constinit const Rule sslflags_ineffective{
    .name = "sslflags-ineffective",
    .severity = Severity::Note,
    .subject = Subjects::Bindings,
    .summary = "A binding has sslFlags that do nothing, or that IIS does not know.",
    .rationale =
        "sslFlags choose how HTTP.sys finds the certificate of an https binding and what it "
        "switches off for it. IIS passes over them on other protocols and over flags that it does "
        "not know, and the record of the Central Certificate Store belongs to the port, not to a "
        "binding. So what somebody wanted to switch off may still be on.",
    .remediation = "Take out the flags that do nothing, or correct the protocol or the number.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
