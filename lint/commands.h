// The command lines that mend things, worded once: appcmd for the shared configuration, netsh for
// what each node keeps to itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lint/capture/record.h"
#include "lint/finding.h"

namespace farmlint {

// A binding as the configuration knows it: by its two key attributes, as they are written.
struct BindingKey {
  std::string_view site;
  std::string_view protocol;
  std::string_view information;
};

Command appcmd_add_site(std::string_view name);
// `attribute` may be "logFile.enabled".
Command appcmd_set_site(std::string_view site, std::string_view attribute, std::string_view value);
Command appcmd_add_binding(const BindingKey& binding, std::uint32_t ssl_flags = 0);
Command appcmd_remove_binding(const BindingKey& binding);
Command appcmd_set_binding(const BindingKey& binding, std::string_view attribute,
                           std::string_view value);

// A binding of siteDefaults.
Command appcmd_remove_default_binding(std::string_view protocol, std::string_view information);

// `path` and `application` start with '/'.
Command appcmd_add_application(std::string_view site, std::string_view path,
                               std::string_view physical_path);
Command appcmd_add_virtual_directory(std::string_view site, std::string_view application,
                                     std::string_view physical_path);
Command appcmd_set_physical_path(std::string_view site, std::string_view application,
                                 std::string_view physical_path);
Command appcmd_set_application_pool(std::string_view site, std::string_view path,
                                    std::string_view pool);
// `attribute` may be "processModel.userName".
Command appcmd_set_pool(std::string_view pool, std::string_view attribute, std::string_view value);
// Takes a time of day, "03:00:00", from the schedule by which a pool recycles.
Command appcmd_remove_recycling(std::string_view pool, std::string_view time);
Command appcmd_set_application(std::string_view site, std::string_view path,
                               std::string_view attribute, std::string_view value);
// Of the root virtual directory of an application.
Command appcmd_set_vdir(std::string_view site, std::string_view application,
                        std::string_view attribute, std::string_view value);
// The certificate of an FTP site, which is part of the shared configuration; an empty thumbprint is
// left to the admin.
Command appcmd_set_ftp_certificate(std::string_view site, std::string_view thumbprint);
Command appcmd_add_pool(std::string_view name);
Command appcmd_delete_pool(std::string_view name);

// The password is left to the admin; IIS encrypts what appcmd writes. `directory` starts with '/';
// an empty location is the whole server.
Command appcmd_set_pool_password(std::string_view pool);
Command appcmd_set_directory_password(std::string_view site, std::string_view application,
                                      std::string_view directory);
Command appcmd_set_anonymous_password(std::string_view location);

// Exports the configuration with all keys; makes a node use it. An empty path is left to the admin.
Command export_configuration(std::string_view share, std::string_view node);
Command enable_shared_configuration(std::string_view share, std::string_view node);

// Deletes what a <location> says about one section, "system.webServer/handlers".
Command appcmd_clear_location(std::string_view location, std::string_view section);

// Sets an attribute of a section for one path, in a <location> of the shared configuration; an
// empty location is the whole server. `attribute` may be "centralBinaryLogFile.enabled".
Command appcmd_set_section(std::string_view location, std::string_view section,
                           std::string_view attribute, std::string_view value);
// Lets handlers run a program by FastCGI.
Command appcmd_add_fast_cgi(std::string_view path, std::string_view arguments);
// Makes all sites log a header of the request.
Command appcmd_log_header(std::string_view header);
// Deletes what the IIS 6 metabase left for a path, "LM/W3SVC/3"; keeps a copy of everything first.
Command appcmd_add_backup(std::string_view name);
Command appcmd_clear_custom_metadata(std::string_view path);

// What a certificate record is to present; an empty thumbprint is left to the admin. Records of the
// Central Certificate Store name none.
struct RecordCertificate {
  std::string_view thumbprint{};
  std::string_view store = "MY";
  std::string_view parameters{};  // of netsh_parameters
  std::string_view app_id = iis_application_id;
};

// What netsh must be told for a record with the settings of this one: " reject=enable". Nothing
// about a setting that is not known, or as netsh leaves it without being told.
std::string netsh_parameters(const SslRecord& record);

// `node` is where each of these commands has to run.
Command netsh_add_sslcert(const RecordKey& key, const RecordCertificate& certificate,
                          std::string_view node);
Command netsh_delete_sslcert(const RecordKey& key, std::string_view node);
// Exports a certificate with its key (which must be exportable), and imports it; the password is
// left to the admin.
Command certutil_export(std::string_view store, std::string_view thumbprint, std::string_view file,
                        std::string_view node);
Command certutil_import(std::string_view store, std::string_view file, std::string_view node);
// Looks for the private key that belongs to a certificate; `id` is its serial number or its
// thumbprint.
Command certutil_repair(std::string_view store, std::string_view id, std::string_view node);
Command netsh_add_iplisten(std::string_view address, std::string_view node);
Command netsh_delete_iplisten(std::string_view address, std::string_view node);

}  // namespace farmlint
