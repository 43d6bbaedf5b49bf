#include "rules/farm/bind_instead.h"

#include <algorithm>

#include "lint/commands.h"
#include "lint/farm/tls.h"

namespace farmlint::rules {

std::vector<AddressOnNode> dedicated_addresses(const Farm& farm, const Site& site) {
  std::vector<AddressOnNode> found;
  const ManifestSite* const wanted = declared(farm, site);
  if (wanted == nullptr) return found;
  for (const std::size_t n : nodes_of(farm, site))
    for (const DedicatedAddress& at : wanted->at)
      if (at.node == n && at.address.ip) found.push_back({.ip = *at.address.ip, .node = n});
  return found;
}

std::vector<AddressOnNode> addresses_to_bind(const Farm& farm, const Site& site,
                                             const Binding& binding) {
  const bool v6_only = binding.end_point()->address.any_v6();
  std::vector<AddressOnNode> found = dedicated_addresses(farm, site);
  std::erase_if(found, [&](const AddressOnNode& address) { return v6_only && !address.ip.v6; });
  for (const std::size_t n : nodes_of(farm, site)) {
    if (std::ranges::find(found, n, &AddressOnNode::node) != found.end()) continue;
    const std::vector<IpAddress>& live = farm.manifest->nodes[n].live;
    const auto own = std::ranges::find_if(live, [&](const IpAddress& ip) {
      return (ip.v6 || !v6_only) && farm.manifest->owner(ip, n) == nullptr;
    });
    if (own == live.end()) return {};
    found.push_back({.ip = *own, .node = n});
  }
  return found;
}

bool is_replaceable(const Farm& farm, const Binding& binding) {
  return !binding.inherited &&
         std::ranges::none_of(farm.manifest->front_ends, &FrontEnd::reaches_nodes);
}

void add_like(const Binding& binding, const Site& site, const EndPoint& end_point,
              const std::vector<const Node*>& nodes, Fix& fix) {
  fix.commands.push_back(appcmd_add_binding({.site = site.name().value,
                                             .protocol = binding.scheme_name(),
                                             .information = end_point.information()},
                                            binding.ssl_flags));
  const auto record =
      binding.https() ? expected_record(end_point, binding.ssl_flags) : std::nullopt;
  if (!record || record->kind != RecordKind::AddressPort) return;
  for (const Node* node : nodes)
    fix.commands.push_back(netsh_add_sslcert(*record, {}, node->name.value));
}

Fix bind_instead(const Farm& farm, const Site& site, const Binding& binding,
                 const std::vector<AddressOnNode>& addresses) {
  Fix fix{.description = "bind the site's own addresses instead"};
  for (const AddressOnNode& address : addresses) {
    EndPoint end_point = *binding.end_point();
    end_point.address = {.any = false, .ip = address.ip};
    const bool known = std::ranges::any_of(site.bindings, [&](const Binding& other) {
      return other.end_point() != nullptr && *other.end_point() == end_point;
    });
    if (known) continue;
    add_like(binding, site, end_point, {&farm.manifest->nodes[address.node]}, fix);
  }
  fix.commands.push_back(appcmd_remove_binding({.site = site.name().value,
                                                .protocol = binding.protocol().value,
                                                .information = binding.information().value}));
  return fix;
}

}  // namespace farmlint::rules
