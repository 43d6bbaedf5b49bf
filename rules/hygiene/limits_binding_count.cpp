#include <map>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

constexpr std::size_t most_without_host = 200;
constexpr std::size_t most_certificates = 1000;

// Bindings of one kind, and the first one that is too many.
struct Count {
  std::size_t bindings = 0;
  const Site* site = nullptr;
  const Binding* binding = nullptr;

  void add(const Site& of, const Binding& one, std::size_t most) {
    if (++bindings != most + 1) return;
    site = &of;
    binding = &one;
  }
};

struct Counts {
  std::map<std::uint16_t, Count> without_host;  // by port
  Count certificates;
};

void add(const Site& site, const Binding& binding, Counts& counts) {
  const EndPoint* const end_point = binding.end_point();
  if (end_point == nullptr || (binding.scheme != Scheme::Http && !binding.https())) return;
  if (end_point->host.empty() && !binding.sni())
    counts.without_host[end_point->port].add(site, binding, most_without_host);
  if (binding.https() && !binding.central_store())
    counts.certificates.add(site, binding, most_certificates);
}

Counts count(const Farm& farm) {
  Counts counts;
  for (const Site& site : farm.config.sites)
    if (site.starts)
      for (const Binding& binding : site.bindings) add(site, binding, counts);
  return counts;
}

void check(const Farm& farm, Findings& findings) {
  const Counts counts = count(farm);
  for (const auto& [port, without] : counts.without_host)
    if (without.binding != nullptr)
      findings
          .add(without.binding->information().at,
               "{} bindings on port {} have no host name: each needs an address of its own on "
               "every node",
               without.bindings, port)
          .about(about(*without.site, *without.binding));
  const Count& certificates = counts.certificates;
  if (certificates.binding != nullptr)
    findings
        .add(certificates.binding->information().at,
             "{} https bindings have certificate records of their own, which every node keeps and "
             "loads: the Central Certificate Store needs one",
             certificates.bindings)
        .about(about(*certificates.site, *certificates.binding));
}

}  // namespace

extern constinit const Rule limits_binding_count{
    .name = "limits-binding-count",
    .severity = Severity::Note,
    .subject = Subjects::Hygiene,
    .summary = "There are more bindings than this kind of set-up is made for.",
    .rationale =
        "More than 200 bindings of one port without host names need as many addresses per node, "
        "and more than 1000 certificate records slow down every start and every renewal.",
    .remediation =
        "Use host names with SNI, and the Central Certificate Store for many certificates.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
