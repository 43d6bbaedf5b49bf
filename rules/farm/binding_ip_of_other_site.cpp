#include "lint/rule.h"

namespace farmlint::rules {
namespace {

struct Owner {
  const ManifestSite* site = nullptr;
  const Node* node = nullptr;
};

bool are_alternates(const Site& site, const ManifestSite* own, const ManifestSite& other) {
  return other.is_alternate(site.name().value) ||
         (own != nullptr && own->is_alternate(other.name.value));
}

bool is_better(const Node& node, const Owner& known) {
  return known.site == nullptr ||
         (node.state == NodeState::Active && known.node->state != NodeState::Active);
}

// To whom else the address is dedicated; an active node goes before others. Nothing if it is the
// site's own somewhere, or its alternate's.
Owner other_owner(const Manifest& manifest, const Site& site, const IpAddress& ip) {
  Owner other;
  const ManifestSite* const own = manifest.site(site.name().value);
  const auto& dedicated = manifest.index.dedicated;
  for (auto entry = dedicated.lower_bound({ip, 0});
       entry != dedicated.end() && entry->first.first == ip; ++entry) {
    const Node& node = manifest.nodes[entry->first.second];
    if (node.state == NodeState::Decommissioned) continue;
    for (const std::size_t s : entry->second) {
      const ManifestSite& owner = manifest.sites[s];
      if (&owner == own || are_alternates(site, own, owner)) return {};
      if (is_better(node, other)) other = {&owner, &node};
    }
  }
  return other;
}

Location place_of_dedication(const Owner& owner, const IpAddress& ip, const Manifest& manifest) {
  for (const DedicatedAddress& at : owner.site->at) {
    if (at.address.ip == ip && &manifest.nodes[at.node] == owner.node) return at.element->at();
  }
  return owner.site->element->at();
}

void check(const Farm& farm, Findings& findings) {
  for (const Site& site : farm.config.sites) {
    for (const Binding& binding : site.bindings) {
      const EndPoint* const end_point = binding.end_point();
      if (end_point == nullptr || !end_point->address.specific()) continue;
      const IpAddress& ip = end_point->address.ip;
      const Owner owner = other_owner(*farm.manifest, site, ip);
      if (owner.site == nullptr) continue;
      Subject subject = about(site, binding);
      subject.node = owner.node->name.value;
      findings
          .add(binding.information().at, "{} binds {}, but {} is {}'s address on {}",
               site.name().value, binding.information().value, to_string(ip),
               owner.site->name.value, owner.node->name.value)
          .about(subject)
          .note(place_of_dedication(owner, ip, *farm.manifest), "dedicated to {} here",
                owner.site->name.value);
    }
  }
}

}  // namespace

extern constinit const Rule binding_ip_of_other_site{
    .name = "binding-ip-of-other-site",
    .severity = Severity::Error,
    .subject = Subjects::Farm,
    .summary = "A site binds an address that the manifest dedicates to another site.",
    .rationale = "Requests meant for the one site reach the other, or neither of the two starts.",
    .remediation =
        "Bind the site's own address on that node instead, or declare the two sites "
        "alternates if they may share bindings.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
