#include "rules/registry.h"

#include <algorithm>
#include <array>

namespace farmlint::rules {

// Alphabetical. A name without a file does not link; a file without a name fails the house test.
extern const Rule binding_asymmetric_across_nodes;
extern const Rule binding_ip_decommissioned;
extern const Rule binding_ip_of_other_site;
extern const Rule binding_ip_unknown;
extern const Rule collection_directive_unsupported;
extern const Rule config_sections_misplaced;
extern const Rule duplicate_collection_key;
extern const Rule invalid_attribute_value;
extern const Rule location_duplicate_section;
extern const Rule manifest_address_conflict;
extern const Rule manifest_site_not_in_config;
extern const Rule missing_required_attribute;
extern const Rule site_missing_node_binding;
extern const Rule site_not_in_manifest;
extern const Rule suppression_expired;
extern const Rule suppression_unused;
extern const Rule unknown_element_or_attribute;
extern const Rule unknown_section;
extern const Rule xml_not_well_formed;

namespace {

constexpr std::array every_rule{
    &binding_asymmetric_across_nodes,
    &binding_ip_decommissioned,
    &binding_ip_of_other_site,
    &binding_ip_unknown,
    &collection_directive_unsupported,
    &config_sections_misplaced,
    &duplicate_collection_key,
    &invalid_attribute_value,
    &location_duplicate_section,
    &manifest_address_conflict,
    &manifest_site_not_in_config,
    &missing_required_attribute,
    &site_missing_node_binding,
    &site_not_in_manifest,
    &suppression_expired,
    &suppression_unused,
    &unknown_element_or_attribute,
    &unknown_section,
    &xml_not_well_formed,
};

}  // namespace

std::span<const Rule* const> all() { return every_rule; }

const Rule* find(std::string_view name) {
  const auto* const found =
      std::ranges::find(every_rule, name, [](const Rule* rule) { return rule->name; });
  return found == every_rule.end() ? nullptr : *found;
}

}  // namespace farmlint::rules
