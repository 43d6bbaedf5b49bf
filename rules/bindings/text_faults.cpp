#include "rules/bindings/text_faults.h"

#include <algorithm>

#include "lint/commands.h"
#include "lint/edits.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

bool has_binding(const Site& site, Scheme scheme, std::string_view information) {
  return std::ranges::any_of(site.bindings, [&](const Binding& other) {
    return other.scheme == scheme && iequals(other.information().value, information);
  });
}

// The part at fault as it is written, also where the problem is one character of it.
std::string_view written_part(const Binding& binding, const BindingProblem& problem) {
  const WrittenParts written = binding.written();
  switch (problem.fault) {
    case BindingFault::AddressInvalid:
      return written.address;
    case BindingFault::PortInvalid:
      return written.port;
    case BindingFault::HostInvalid:
    case BindingFault::HostStar:
    case BindingFault::HostQuestionable:
      return written.host;
    case BindingFault::Malformed:
    case BindingFault::Ipv6Unbracketed:
      break;
  }
  return binding.information().value.substr(problem.begin, problem.end - problem.begin);
}

std::string describe(const Binding& binding, const BindingProblem& problem, std::string_view part) {
  if (part.empty()) return problem.reason;
  const std::string_view written = written_part(binding, problem);
  if (written.empty()) return fmt::format("has no {}", part);
  return fmt::format("has the {} \"{}\", which {}", part, written, problem.reason);
}

// Tools write "*" for net.tcp where nothing activates it; such files work.
bool is_idle_placeholder(const Binding& binding) {
  return binding.scheme == Scheme::NetTcp && binding.information().value == "*";
}

void offer_empty_host(Finding& finding, const Site& site, const Binding& binding) {
  if (binding.end_point() == nullptr) return;
  const std::string_view text = binding.information().value;
  offer_information(finding, site, binding,
                    text.substr(0, text.size() - binding.written().host.size()));
}

void report(const Site& site, const Binding& binding, const BindingProblem& problem,
            std::string_view part, Findings& findings) {
  const BindingProposal* const proposal = binding.text.proposal();
  Finding& finding =
      findings
          .add(binding.part(problem.begin, problem.end), "{}: {} binding \"{}\" {}{}",
               site.name().value, binding.scheme_name(), binding.information().value,
               describe(binding, problem, part),
               proposal != nullptr ? fmt::format("; did you mean \"{}\"?", proposal->information)
                                   : "")
          .about(about(site, binding));
  if (problem.fault == BindingFault::HostQuestionable || is_idle_placeholder(binding)) {
    finding.as(Severity::Note);
  } else if (problem.fault == BindingFault::HostStar) {
    offer_empty_host(finding, site, binding);
  } else {
    note_deactivation(finding, site, binding);
  }
  if (proposal != nullptr) offer_information(finding, site, binding, proposal->information);
}

}  // namespace

void report_text_faults(const Farm& farm, BindingFault fault, std::string_view part,
                        Findings& findings) {
  if (!farm.config.binding_store.has_details()) return;
  for (const Site& site : farm.config.sites)
    for (const Binding& binding : site.bindings)
      for (const BindingProblem& problem : binding.text.problems())
        if (problem.fault == fault) report(site, binding, problem, part, findings);
}

void offer_information(Finding& finding, const Site& site, const Binding& binding,
                       std::string_view information) {
  if (has_binding(site, binding.scheme, information)) return;
  Fix fix{.description = fmt::format("write \"{}\"", information)};
  fix.edits.push_back({.at = binding.information().at, .text = attribute_text(information)});
  if (!binding.inherited)
    fix.commands.push_back(appcmd_set_binding(
        {site.name().value, binding.protocol().value, binding.information().value},
        "bindingInformation", information));
  finding.fix(std::move(fix));
}

void note_deactivation(Finding& finding, const Site& site, const Binding& binding) {
  if (!site.starts || !binding.web()) return;
  if (binding.scheme == Scheme::Ftp) {
    finding.note(finding.at, "the FTP service cannot listen on it, on any node");
    return;
  }
  finding.note(finding.at,
               "W3SVC cannot register it and deactivates {} on every node (System log, events "
               "1003, 1004 and 1007)",
               site.name().value);
}

}  // namespace farmlint::rules
