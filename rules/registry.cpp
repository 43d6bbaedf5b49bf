#include "rules/registry.h"

#include <algorithm>
#include <array>

namespace farmlint::rules {

// Alphabetical. A name without a file does not link; a file without a name fails the house test.
extern const Rule administration_config_module_unregistered;
extern const Rule administration_config_version_mismatch;
extern const Rule app_pool_undefined;
extern const Rule binding_asymmetric_across_nodes;
extern const Rule binding_conflict_between_sites;
extern const Rule binding_duplicate_in_site;
extern const Rule binding_host_invalid;
extern const Rule binding_host_star;
extern const Rule binding_ip_decommissioned;
extern const Rule binding_ip_invalid;
extern const Rule binding_ip_of_other_site;
extern const Rule binding_ip_unknown;
extern const Rule binding_ipv6_unbracketed;
extern const Rule binding_malformed;
extern const Rule binding_port_invalid;
extern const Rule binding_scheme_port_conflict;
extern const Rule ccs_without_host;
extern const Rule collection_directive_unsupported;
extern const Rule config_enc_key_missing;
extern const Rule config_sections_misplaced;
extern const Rule config_source_in_apphost;
extern const Rule duplicate_collection_key;
extern const Rule invalid_attribute_value;
extern const Rule location_duplicate_section;
extern const Rule location_override_conflict;
extern const Rule location_unknown_site;
extern const Rule lock_unknown_name;
extern const Rule locked_setting_overridden;
extern const Rule manifest_address_conflict;
extern const Rule manifest_site_not_in_config;
extern const Rule missing_required_attribute;
extern const Rule mixed_iis_versions;
extern const Rule redirection_credentials;
extern const Rule redirection_disabled_on_node;
extern const Rule redirection_element_case;
extern const Rule redirection_path_differs;
extern const Rule redirection_path_not_unc;
extern const Rule redirection_unc_polling_off;
extern const Rule secret_account_inconsistent;
extern const Rule secret_cng_keys_not_exported;
extern const Rule secret_malformed;
extern const Rule secret_plaintext;
extern const Rule secret_provider_unavailable_on_node;
extern const Rule secret_provider_undeclared;
extern const Rule section_not_allowed_here;
extern const Rule site_defaults_binding_inherited;
extern const Rule site_missing_node_binding;
extern const Rule site_missing_root_application;
extern const Rule site_not_in_manifest;
extern const Rule site_without_bindings;
extern const Rule sni_without_host;
extern const Rule ssl_record_missing;
extern const Rule suppression_expired;
extern const Rule suppression_unused;
extern const Rule unknown_element_or_attribute;
extern const Rule unknown_section;
extern const Rule xml_not_well_formed;

namespace {

constexpr std::array every_rule{
    &administration_config_module_unregistered,
    &administration_config_version_mismatch,
    &app_pool_undefined,
    &binding_asymmetric_across_nodes,
    &binding_conflict_between_sites,
    &binding_duplicate_in_site,
    &binding_host_invalid,
    &binding_host_star,
    &binding_ip_decommissioned,
    &binding_ip_invalid,
    &binding_ip_of_other_site,
    &binding_ip_unknown,
    &binding_ipv6_unbracketed,
    &binding_malformed,
    &binding_port_invalid,
    &binding_scheme_port_conflict,
    &ccs_without_host,
    &collection_directive_unsupported,
    &config_enc_key_missing,
    &config_sections_misplaced,
    &config_source_in_apphost,
    &duplicate_collection_key,
    &invalid_attribute_value,
    &location_duplicate_section,
    &location_override_conflict,
    &location_unknown_site,
    &lock_unknown_name,
    &locked_setting_overridden,
    &manifest_address_conflict,
    &manifest_site_not_in_config,
    &missing_required_attribute,
    &mixed_iis_versions,
    &redirection_credentials,
    &redirection_disabled_on_node,
    &redirection_element_case,
    &redirection_path_differs,
    &redirection_path_not_unc,
    &redirection_unc_polling_off,
    &secret_account_inconsistent,
    &secret_cng_keys_not_exported,
    &secret_malformed,
    &secret_plaintext,
    &secret_provider_unavailable_on_node,
    &secret_provider_undeclared,
    &section_not_allowed_here,
    &site_defaults_binding_inherited,
    &site_missing_node_binding,
    &site_missing_root_application,
    &site_not_in_manifest,
    &site_without_bindings,
    &sni_without_host,
    &ssl_record_missing,
    &suppression_expired,
    &suppression_unused,
    &unknown_element_or_attribute,
    &unknown_section,
    &xml_not_well_formed,
};

}  // namespace

std::span<const Rule* const> all() {
  return every_rule;
}

const Rule* find(std::string_view name) {
  const auto* const found =
      std::ranges::find_if(every_rule, [name](const Rule* rule) { return rule->name == name; });
  return found == every_rule.end() ? nullptr : *found;
}

}  // namespace farmlint::rules
