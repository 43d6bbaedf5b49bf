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
extern const Rule binding_host_wildcard_unsupported;
extern const Rule binding_ip_decommissioned;
extern const Rule binding_ip_invalid;
extern const Rule binding_ip_of_other_site;
extern const Rule binding_ip_unknown;
extern const Rule binding_ipv6_unbracketed;
extern const Rule binding_malformed;
extern const Rule binding_port_invalid;
extern const Rule binding_scheme_port_conflict;
extern const Rule ccs_file_missing;
extern const Rule ccs_provider_drift;
extern const Rule ccs_record_missing;
extern const Rule ccs_without_host;
extern const Rule collection_directive_unsupported;
extern const Rule config_enc_key_missing;
extern const Rule config_sections_misplaced;
extern const Rule config_source_in_apphost;
extern const Rule duplicate_collection_key;
extern const Rule ftp_cert_not_on_all_nodes;
extern const Rule ftp_ssl_required_no_cert;
extern const Rule https_shared_endpoint_without_sni;
extern const Rule invalid_attribute_value;
extern const Rule ip_not_in_listen_list;
extern const Rule legacy_ssl_hash_metadata;
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
extern const Rule require_ssl_without_https_binding;
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
extern const Rule sni_host_two_certificates;
extern const Rule sni_shadowed_by_ip_binding;
extern const Rule sni_without_host;
extern const Rule ssl_cert_differs_between_nodes;
extern const Rule ssl_cert_eku;
extern const Rule ssl_cert_expired;
extern const Rule ssl_cert_expiring;
extern const Rule ssl_cert_host_mismatch;
extern const Rule ssl_cert_no_private_key;
extern const Rule ssl_cert_not_yet_valid;
extern const Rule ssl_cert_weak;
extern const Rule ssl_no_default_record;
extern const Rule ssl_record_broken;
extern const Rule ssl_record_cert_not_installed;
extern const Rule ssl_record_foreign_appid;
extern const Rule ssl_record_missing;
extern const Rule ssl_record_orphan;
extern const Rule ssl_record_settings_drift;
extern const Rule ssl_record_shadows_sni;
extern const Rule ssl_record_unexpected_cert;
extern const Rule sslflags_ineffective;
extern const Rule sslflags_record_drift;
extern const Rule sslflags_unsupported_on_node;
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
    &binding_host_wildcard_unsupported,
    &binding_ip_decommissioned,
    &binding_ip_invalid,
    &binding_ip_of_other_site,
    &binding_ip_unknown,
    &binding_ipv6_unbracketed,
    &binding_malformed,
    &binding_port_invalid,
    &binding_scheme_port_conflict,
    &ccs_file_missing,
    &ccs_provider_drift,
    &ccs_record_missing,
    &ccs_without_host,
    &collection_directive_unsupported,
    &config_enc_key_missing,
    &config_sections_misplaced,
    &config_source_in_apphost,
    &duplicate_collection_key,
    &ftp_cert_not_on_all_nodes,
    &ftp_ssl_required_no_cert,
    &https_shared_endpoint_without_sni,
    &invalid_attribute_value,
    &ip_not_in_listen_list,
    &legacy_ssl_hash_metadata,
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
    &require_ssl_without_https_binding,
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
    &sni_host_two_certificates,
    &sni_shadowed_by_ip_binding,
    &sni_without_host,
    &ssl_cert_differs_between_nodes,
    &ssl_cert_eku,
    &ssl_cert_expired,
    &ssl_cert_expiring,
    &ssl_cert_host_mismatch,
    &ssl_cert_no_private_key,
    &ssl_cert_not_yet_valid,
    &ssl_cert_weak,
    &ssl_no_default_record,
    &ssl_record_broken,
    &ssl_record_cert_not_installed,
    &ssl_record_foreign_appid,
    &ssl_record_missing,
    &ssl_record_orphan,
    &ssl_record_settings_drift,
    &ssl_record_shadows_sni,
    &ssl_record_unexpected_cert,
    &sslflags_ineffective,
    &sslflags_record_drift,
    &sslflags_unsupported_on_node,
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
