#include "rules/registry.h"

#include <algorithm>
#include <array>

namespace farmlint::rules {

// Alphabetical. A name without a file does not link; a file without a name fails the house test.
extern const Rule administration_config_module_unregistered;
extern const Rule administration_config_version_mismatch;
extern const Rule app_pool_autostart_off;
extern const Rule app_pool_clr_unavailable;
extern const Rule app_pool_identity_unc_content;
extern const Rule app_pool_local_account;
extern const Rule app_pool_specific_user_incomplete;
extern const Rule app_pool_undefined;
extern const Rule app_pool_unused;
extern const Rule app_pool_username_ignored;
extern const Rule aspnetcore_module_shared_config;
extern const Rule aspnetcore_shared_pool;
extern const Rule binding_any_on_dedicated;
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
extern const Rule binding_port_foreign_listener;
extern const Rule binding_port_invalid;
extern const Rule binding_protocol_not_enabled;
extern const Rule binding_protocol_without_adapter;
extern const Rule binding_scheme_port_conflict;
extern const Rule ccs_file_missing;
extern const Rule ccs_provider_drift;
extern const Rule ccs_record_missing;
extern const Rule ccs_without_host;
extern const Rule central_log_file_mode;
extern const Rule clr2_unc_caspol;
extern const Rule collection_directive_unsupported;
extern const Rule comment_secret;
extern const Rule config_enc_key_missing;
extern const Rule config_history_path;
extern const Rule config_sections_misplaced;
extern const Rule config_source_in_apphost;
extern const Rule cpu_affinity_in_farm;
extern const Rule data_protection_keys;
extern const Rule default_pool_in_use;
extern const Rule default_web_site_catch_all;
extern const Rule duplicate_collection_key;
extern const Rule duplicate_physical_config;
extern const Rule enabled_protocols_https;
extern const Rule fastcgi_handler_unregistered;
extern const Rule ftp_cert_not_on_all_nodes;
extern const Rule ftp_data_port_range;
extern const Rule ftp_external_address_in_farm;
extern const Rule ftp_ssl_required_no_cert;
extern const Rule global_modules_empty;
extern const Rule https_shared_endpoint_without_sni;
extern const Rule idle_timeout_with_always_running;
extern const Rule invalid_attribute_value;
extern const Rule ip_binding_shadowed_by_host_binding;
extern const Rule ip_not_in_listen_list;
extern const Rule lb_capabilities;
extern const Rule legacy_ssl_hash_metadata;
extern const Rule limits_binding_count;
extern const Rule location_duplicate_section;
extern const Rule location_empty;
extern const Rule location_override_conflict;
extern const Rule location_unknown_site;
extern const Rule lock_unknown_name;
extern const Rule locked_setting_overridden;
extern const Rule log_client_ip_behind_proxy;
extern const Rule log_directory_shared_unc;
extern const Rule log_disabled;
extern const Rule machinekey_autogenerate;
extern const Rule manifest_address_conflict;
extern const Rule manifest_site_not_in_config;
extern const Rule missing_required_attribute;
extern const Rule mixed_iis_versions;
extern const Rule module_missing_on_node;
extern const Rule module_precondition_invalid;
extern const Rule module_without_global_module;
extern const Rule name_characters;
extern const Rule name_confusable;
extern const Rule path_drive_missing;
extern const Rule path_overlap;
extern const Rule path_relative;
extern const Rule path_user_profile;
extern const Rule pool_recycle_synchronised;
extern const Rule preload_without_always_running;
extern const Rule rapid_fail_disabled;
extern const Rule redirection_credentials;
extern const Rule redirection_disabled_on_node;
extern const Rule redirection_element_case;
extern const Rule redirection_path_differs;
extern const Rule redirection_path_not_unc;
extern const Rule redirection_unc_polling_off;
extern const Rule require_ssl_without_https_binding;
extern const Rule rewrite_rule_unknown_farm;
extern const Rule secret_account_inconsistent;
extern const Rule secret_cng_keys_not_exported;
extern const Rule secret_malformed;
extern const Rule secret_plaintext;
extern const Rule secret_provider_unavailable_on_node;
extern const Rule secret_provider_undeclared;
extern const Rule section_not_allowed_here;
extern const Rule service_auto_start_provider_undefined;
extern const Rule session_inproc;
extern const Rule session_state_loopback;
extern const Rule site_autostart_off;
extern const Rule site_defaults_binding_inherited;
extern const Rule site_exposed_on_unlisted_node;
extern const Rule site_id_missing_or_huge;
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
extern const Rule stale_custom_metadata;
extern const Rule suppression_expired;
extern const Rule suppression_unused;
extern const Rule unc_content_drive_mapped;
extern const Rule unknown_element_or_attribute;
extern const Rule unknown_protocol_name;
extern const Rule unknown_section;
extern const Rule vip_not_bound;
extern const Rule wcf_multiple_site_bindings;
extern const Rule web_garden;
extern const Rule webfarm_server_unknown;
extern const Rule xml_not_well_formed;

namespace {

constexpr std::array every_rule{
    &administration_config_module_unregistered,
    &administration_config_version_mismatch,
    &app_pool_autostart_off,
    &app_pool_clr_unavailable,
    &app_pool_identity_unc_content,
    &app_pool_local_account,
    &app_pool_specific_user_incomplete,
    &app_pool_undefined,
    &app_pool_unused,
    &app_pool_username_ignored,
    &aspnetcore_module_shared_config,
    &aspnetcore_shared_pool,
    &binding_any_on_dedicated,
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
    &binding_port_foreign_listener,
    &binding_port_invalid,
    &binding_protocol_not_enabled,
    &binding_protocol_without_adapter,
    &binding_scheme_port_conflict,
    &ccs_file_missing,
    &ccs_provider_drift,
    &ccs_record_missing,
    &ccs_without_host,
    &central_log_file_mode,
    &clr2_unc_caspol,
    &collection_directive_unsupported,
    &comment_secret,
    &config_enc_key_missing,
    &config_history_path,
    &config_sections_misplaced,
    &config_source_in_apphost,
    &cpu_affinity_in_farm,
    &data_protection_keys,
    &default_pool_in_use,
    &default_web_site_catch_all,
    &duplicate_collection_key,
    &duplicate_physical_config,
    &enabled_protocols_https,
    &fastcgi_handler_unregistered,
    &ftp_cert_not_on_all_nodes,
    &ftp_data_port_range,
    &ftp_external_address_in_farm,
    &ftp_ssl_required_no_cert,
    &global_modules_empty,
    &https_shared_endpoint_without_sni,
    &idle_timeout_with_always_running,
    &invalid_attribute_value,
    &ip_binding_shadowed_by_host_binding,
    &ip_not_in_listen_list,
    &lb_capabilities,
    &legacy_ssl_hash_metadata,
    &limits_binding_count,
    &location_duplicate_section,
    &location_empty,
    &location_override_conflict,
    &location_unknown_site,
    &lock_unknown_name,
    &locked_setting_overridden,
    &log_client_ip_behind_proxy,
    &log_directory_shared_unc,
    &log_disabled,
    &machinekey_autogenerate,
    &manifest_address_conflict,
    &manifest_site_not_in_config,
    &missing_required_attribute,
    &mixed_iis_versions,
    &module_missing_on_node,
    &module_precondition_invalid,
    &module_without_global_module,
    &name_characters,
    &name_confusable,
    &path_drive_missing,
    &path_overlap,
    &path_relative,
    &path_user_profile,
    &pool_recycle_synchronised,
    &preload_without_always_running,
    &rapid_fail_disabled,
    &redirection_credentials,
    &redirection_disabled_on_node,
    &redirection_element_case,
    &redirection_path_differs,
    &redirection_path_not_unc,
    &redirection_unc_polling_off,
    &require_ssl_without_https_binding,
    &rewrite_rule_unknown_farm,
    &secret_account_inconsistent,
    &secret_cng_keys_not_exported,
    &secret_malformed,
    &secret_plaintext,
    &secret_provider_unavailable_on_node,
    &secret_provider_undeclared,
    &section_not_allowed_here,
    &service_auto_start_provider_undefined,
    &session_inproc,
    &session_state_loopback,
    &site_autostart_off,
    &site_defaults_binding_inherited,
    &site_exposed_on_unlisted_node,
    &site_id_missing_or_huge,
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
    &stale_custom_metadata,
    &suppression_expired,
    &suppression_unused,
    &unc_content_drive_mapped,
    &unknown_element_or_attribute,
    &unknown_protocol_name,
    &unknown_section,
    &vip_not_bound,
    &wcf_multiple_site_bindings,
    &web_garden,
    &webfarm_server_unknown,
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
