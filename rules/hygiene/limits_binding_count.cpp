#include <map>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::size_t most_without_host = 200;
constexpr std::size_t most_certificates = 1000;

void check(const Farm& farm, Findings& findings) {
  std::map<std::uint16_t, std::size_t> without_host;
  std::size_t certificates = 0;
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point == nullptr || binding.scheme == "ftp") continue;
      if (binding.https() && !binding.central_store() && ++certificates == most_certificates + 1)
        findings
            .add(binding.information.at,
                 "more than {} https bindings have certificate records of their own",
                 most_certificates)
            .about(about(site, binding))
            .note(binding.information.at,
                  "each node keeps and loads all of them; the Central Certificate Store needs one "
                  "record");
      if (end_point->host.empty() && !binding.sni() &&
          ++without_host[end_point->port] == most_without_host + 1)
        findings
            .add(binding.information.at, "more than {} bindings on port {} have no host name",
                 most_without_host, end_point->port)
            .about(about(site, binding))
            .note(binding.information.at, "each needs an address of its own on every node");
    }
  }
}

}  // namespace

extern constinit const Rule limits_binding_count{
    .name = "limits-binding-count",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "There are more bindings than this kind of set-up is made for.",
    .rationale =
        "Hundreds of bindings without host names need hundreds of addresses per node, and "
        "thousands of certificate records slow down every start and every renewal.",
    .remediation =
        "Use host names with SNI, and the Central Certificate Store for many certificates.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
