#include <algorithm>
#include <map>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

struct Bound {
  const Site* site;
  const Binding* binding;
};

void report(const Bound& first, const Bound& last, Findings& findings) {
  const std::string_view one = first.site->name().value;
  const std::string_view other = last.site->name().value;
  const auto port = last.binding->end_point()->port;
  const std::string where = one == other
                                ? fmt::format("both http and https in {}", one)
                                : fmt::format("{} in {} and {} in {}", first.binding->scheme_name(),
                                              one, last.binding->scheme_name(), other);
  findings.add(last.binding->information().at, "port {} is {}", port, where)
      .about(about(*last.site, *last.binding))
      .note(first.binding->information().at, "{} binds {} {} here", one,
            first.binding->scheme_name(), first.binding->information().value)
      .note(last.binding->information().at,
            "HTTP.sys refuses the second scheme on a port, whatever the address, and the site that "
            "asks for it is deactivated (W3SVC, event 1007)");
}

// The last binding whose scheme differs from that of `first` where both are live.
const Bound* counterpart(const Farm& farm, const std::vector<Bound>& all, const Bound& first) {
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Bound& other) {
    return other.binding->scheme != first.binding->scheme &&
           live_together(farm, *first.binding, *other.binding);
  });
  return found == all.rend() ? nullptr : &*found;
}

void check_port(const Farm& farm, const std::vector<Bound>& all, Findings& findings) {
  for (const Bound& first : all) {
    const Bound* const last = counterpart(farm, all, first);
    if (last == nullptr) continue;
    report(first, *last, findings);
    return;
  }
}

// Calls `take` with each http and https binding of the sites that start.
template <typename Take>
void each_binding(const Farm& farm, const Take& take) {
  for (const Site& site : farm.config.sites) {
    if (!site.starts) continue;
    for (const Binding& binding : site.bindings)
      if (binding.end_point() != nullptr && binding.scheme != Scheme::Ftp)
        take(Bound{&site, &binding});
  }
}

void check(const Farm& farm, Findings& findings) {
  std::map<std::uint16_t, Scheme> schemes;
  std::map<std::uint16_t, std::vector<Bound>> mixed;
  each_binding(farm, [&](const Bound& bound) {
    const Scheme scheme = bound.binding->scheme;
    const auto [known, is_new] = schemes.try_emplace(bound.binding->end_point()->port, scheme);
    if (known->second != scheme) mixed[known->first];
  });
  if (mixed.empty()) return;
  each_binding(farm, [&](const Bound& bound) {
    const auto found = mixed.find(bound.binding->end_point()->port);
    if (found != mixed.end()) found->second.push_back(bound);
  });
  for (const auto& [port, bindings] : mixed) check_port(farm, bindings, findings);
}

}  // namespace

extern constinit const Rule binding_scheme_port_conflict{
    .name = "binding-scheme-port-conflict",
    .severity = Severity::Error,
    .subject = Subjects::Bindings,
    .summary = "One port is http in one binding and https in another.",
    .rationale =
        "A port speaks one scheme in HTTP.sys, on every address and for every host. The "
        "second registration fails and its site is deactivated (W3SVC, event 1007); an IP "
        "listen list does not help.",
    .remediation = "Move one of the two to another port.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
