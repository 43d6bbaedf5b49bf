#include "rules/certificates/roles.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace farmlint::rules {
namespace {

void add(const Farm& farm, const Presenter& presenter, Role& role) {
  const TlsUse& use = *presenter.use;
  const std::string_view thumbprint = presenter.handshake->answer.record->thumbprint;
  auto found = std::ranges::find(role.certificates, thumbprint, &PresentedCertificate::thumbprint);
  if (found == role.certificates.end()) {
    found = role.certificates.emplace(found);
    found->thumbprint = thumbprint;
  }
  if (found->known == nullptr) found->known = presented(farm, use, *presenter.handshake);
  // A binding may answer on many addresses.
  if (found->by.empty() || found->by.back().use != &use) found->by.push_back(presenter);
  found->nodes.push_back(use.node);
}

void add_all(const Farm& farm, const TlsUse& use, Role& role) {
  for (const Handshake& handshake : use.handshakes) {
    const SslRecord* const record = handshake.answer.record;
    if (record != nullptr && !record->thumbprint.empty()) add(farm, {&use, &handshake}, role);
  }
}

void sort_nodes(Role& role) {
  for (PresentedCertificate& certificate : role.certificates) {
    std::vector<std::size_t>& nodes = certificate.nodes;
    std::ranges::sort(nodes);
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  }
}

}  // namespace

std::vector<Role> roles(const Farm& farm) {
  using Key = std::tuple<std::uint16_t, std::string_view, const CertificateEntry*>;
  std::vector<Role> all;
  std::map<Key, std::size_t> of_site;
  for (const TlsUse& use : farm.tls) {
    if (!judged(use)) continue;
    if (!all.empty() && all.back().site != use.site) of_site.clear();
    const CertificateEntry* const pinned =
        pinned_certificate(farm, wanted_endpoint(farm, *use.site, *use.binding, use.node));
    const auto [known, is_new] =
        of_site.try_emplace({use.end_point().port, use.end_point().host, pinned}, all.size());
    if (is_new) all.push_back({.site = use.site, .pinned = pinned, .certificates = {}});
    add_all(farm, use, all[known->second]);
  }
  for (Role& role : all) sort_nodes(role);
  return all;
}

bool differs(const Role& role) {
  return std::ranges::any_of(role.certificates, [&](const PresentedCertificate& certificate) {
    return certificate.nodes != role.certificates.front().nodes;
  });
}

Role without_draining(const Farm& farm, Role role) {
  const auto draining = [&](std::size_t node) {
    return farm.manifest->nodes[node].state == NodeState::Draining;
  };
  for (PresentedCertificate& certificate : role.certificates) {
    std::erase_if(certificate.nodes, draining);
    std::erase_if(certificate.by, [&](const Presenter& by) { return draining(by.use->node); });
  }
  std::erase_if(role.certificates,
                [](const PresentedCertificate& certificate) { return certificate.by.empty(); });
  return role;
}

}  // namespace farmlint::rules
