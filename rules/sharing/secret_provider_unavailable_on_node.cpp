#include "lint/schema/versions.h"
#include "rules/sharing/node_words.h"
#include "rules/sharing/providers.h"
#include "rules/sharing/secret_words.h"

namespace farmlint::rules {
namespace {

// CNG came with IIS 10.
std::vector<const Node*> nodes_without_cng(const Farm& farm) {
  std::vector<const Node*> nodes = active_nodes(farm);
  std::erase_if(nodes, [](const Node* node) {
    return !node->os_build || iis_of_build(*node->os_build) == "IIS 10.0";
  });
  return nodes;
}

void check_cng(const Farm& farm, const ProviderUse& use, Findings& findings) {
  const std::vector<const Node*> nodes = nodes_without_cng(farm);
  if (nodes.empty()) return;
  const Secret& first = *use.secrets.front();
  const bool one = use.secrets.size() == 1;
  Finding& finding = findings.add(first.attribute->name_at(),
                                  "{} encrypted by {}, on an IIS 10 node: {} cannot decrypt {}",
                                  count_words(use.secrets.size()) + (one ? " was" : " were"),
                                  use.provider, names_of(nodes), one ? "it" : "them");
  finding.about(about_provider(use.provider));
  concern(finding, nodes);
  for (const Node* node : nodes)
    finding.note(node->element->at(), "{} is {}, with {}", node->name.value,
                 windows_of_build(*node->os_build), iis_of_build(*node->os_build));
}

void check_aes(const XmlDocument& document, const ProviderUse& use, Findings& findings) {
  const XmlElement* const provider = declared_provider(document, use.provider);
  if (provider == nullptr || !provider->value("sessionKey").value.empty()) return;
  findings
      .add(provider->at(),
           "provider \"{}\" has no sessionKey: no node can decrypt what it has encrypted ({})",
           use.provider, count_words(use.secrets.size()))
      .about(about_provider(use.provider))
      .note(use.secrets.front()->attribute->name_at(), "used here");
}

void check(const Farm& farm, Findings& findings) {
  const Document& document = farm.configuration();
  for (const ProviderUse& use : uses_of_providers(document)) {
    const Cipher cipher = cipher_of(document.xml, use.provider);
    if (cipher == Cipher::Cng) check_cng(farm, use, findings);
    if (cipher == Cipher::Aes) check_aes(document.xml, use, findings);
  }
}

}  // namespace

extern constinit const Rule secret_provider_unavailable_on_node{
    .name = "secret-provider-unavailable-on-node",
    .severity = Severity::Error,
    .subject = Subjects::Sharing,
    .summary = "A node lacks what it needs to decrypt passwords of the configuration.",
    .rationale =
        "IIS 10 encrypts with CNG keys, which IIS 8.5 and older do not know: a password saved on a "
        "new node stops the pool on the old ones. The AES providers carry their key in the file, "
        "as sessionKey; without it their values are lost on every node.",
    .remediation =
        "Save passwords on the node with the oldest IIS until all have the same; where a "
        "sessionKey is lost, restore it from the configuration history.",
    .check = check,
};

}  // namespace farmlint::rules
