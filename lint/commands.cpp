#include "lint/commands.h"

#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace farmlint {
namespace {

Command appcmd(std::string arguments) {
  return {.tool = "appcmd", .node = {}, .text = "appcmd.exe " + std::move(arguments)};
}

// As the C run-time of Windows takes an argument apart again.
std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  std::size_t backslashes = 0;
  for (const char c : text) {
    if (c == '"') result.append(backslashes + 1, '\\');
    backslashes = c == '\\' ? backslashes + 1 : 0;
    result += c;
  }
  result.append(backslashes, '\\');
  return result + '"';
}

// Inside [...] appcmd wants values in single quotes; one within them is written twice.
std::string key_value(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') result += c;
    result += c;
  }
  return result + "'";
}

std::string key(const BindingKey& binding) {
  return fmt::format("protocol={},bindingInformation={}", key_value(binding.protocol),
                     key_value(binding.information));
}

// An argument with blanks must be quoted as a whole.
std::string argument(std::string text) {
  return text.find_first_of(" \t\"") == std::string::npos ? std::move(text) : in_quotes(text);
}

Command set_site(std::string_view site, std::string change) {
  return appcmd(
      fmt::format("set site /site.name:{} {}", in_quotes(site), argument(std::move(change))));
}

std::string application_name(std::string_view site, std::string_view path) {
  return in_quotes(fmt::format("{}{}", site, path));
}

Command netsh(std::string arguments, std::string_view node) {
  return {.tool = "netsh", .node = std::string(node), .text = "netsh http " + std::move(arguments)};
}

std::string_view or_placeholder(std::string_view thumbprint) {
  return thumbprint.empty() ? "<thumbprint>" : thumbprint;
}

// Asks for the passwords of the account that may read the share and of the exported keys.
Command powershell(std::string_view cmdlet, std::string_view share, std::string_view node) {
  return {.tool = "powershell",
          .node = std::string(node),
          .text = fmt::format("{} -PhysicalPath '{}' -UserName '<account>' -Password (Read-Host "
                              "-AsSecureString) -KeyEncryptionPassword (Read-Host -AsSecureString)",
                              cmdlet, share.empty() ? "<share>" : share)};
}

std::string add_sslcert(const RecordKey& key, const RecordCertificate& certificate) {
  std::string text = fmt::format("add sslcert {}", key.selector());
  if (!key.central_store())
    text += fmt::format(" certhash={}", or_placeholder(certificate.thumbprint));
  text += fmt::format(" appid={}", certificate.app_id);
  if (!key.central_store()) text += fmt::format(" certstorename={}", certificate.store);
  return text.append(certificate.parameters);
}

struct Parameter {
  std::string_view name;
  std::string_view normal;  // what a record gets without it
};

// In the order of RecordSetting.
constexpr std::array<Parameter, record_setting_count> parameters{
    {{"verifyclientcertrevocation", "on"},
     {"verifyrevocationwithcachedclientcertonly", "off"},
     {"usagecheck", "on"},
     {"revocationfreshnesstime", "0"},
     {"urlretrievaltimeout", "0"},
     {"sslctlidentifier", ""},
     {"sslctlstorename", ""},
     {"dsmapperusage", "off"},
     {"clientcertnegotiation", "off"},
     {"reject", "off"},
     {"disablehttp2", "off"},
     {"disablequic", "off"},
     {"disabletls12", "off"},
     {"disabletls13", "off"},
     {"disableocspstapling", "off"},
     {"disablelegacytls", "off"}}};

bool is_switch(std::string_view value) {
  return value == "on" || value == "off";
}

// None if there is no need to say it, or the value is in a language of its own.
std::optional<std::string> parameter_value(const Parameter& parameter, std::string_view setting) {
  if (setting == parameter.normal) return {};
  if (is_switch(setting)) return setting == "on" ? "enable" : "disable";
  return is_switch(parameter.normal) ? std::nullopt : std::optional(argument(std::string(setting)));
}

}  // namespace

Command appcmd_add_site(std::string_view name) {
  return appcmd(fmt::format("add site /name:{}", in_quotes(name)));
}

Command appcmd_set_site(std::string_view site, std::string_view attribute, std::string_view value) {
  return set_site(site, fmt::format("/{}:{}", attribute, value));
}

Command appcmd_add_binding(const BindingKey& binding, std::uint32_t ssl_flags) {
  const std::string flags = ssl_flags == 0 ? "" : fmt::format(",sslFlags='{}'", ssl_flags);
  return set_site(binding.site, fmt::format("/+bindings.[{}{}]", key(binding), flags));
}

Command appcmd_remove_binding(const BindingKey& binding) {
  return set_site(binding.site, fmt::format("/-bindings.[{}]", key(binding)));
}

Command appcmd_set_binding(const BindingKey& binding, std::string_view attribute,
                           std::string_view value) {
  return set_site(binding.site,
                  fmt::format("/bindings.[{}].{}:{}", key(binding), attribute, value));
}

Command appcmd_remove_default_binding(std::string_view protocol, std::string_view information) {
  const std::string change =
      fmt::format("/-siteDefaults.bindings.[{}]",
                  key({.site = {}, .protocol = protocol, .information = information}));
  return appcmd(fmt::format("set config /section:system.applicationHost/sites {} /commit:apphost",
                            argument(change)));
}

Command appcmd_add_application(std::string_view site, std::string_view path,
                               std::string_view physical_path) {
  return appcmd(fmt::format("add app /site.name:{} {} {}", in_quotes(site),
                            argument(fmt::format("/path:{}", path)),
                            argument(fmt::format("/physicalPath:{}", physical_path))));
}

Command appcmd_add_virtual_directory(std::string_view site, std::string_view application,
                                     std::string_view physical_path) {
  return appcmd(fmt::format("add vdir /app.name:{} /path:/ {}", application_name(site, application),
                            argument(fmt::format("/physicalPath:{}", physical_path))));
}

Command appcmd_set_physical_path(std::string_view site, std::string_view application,
                                 std::string_view physical_path) {
  return appcmd_set_vdir(site, application, "physicalPath", physical_path);
}

Command appcmd_set_application_pool(std::string_view site, std::string_view path,
                                    std::string_view pool) {
  return appcmd(
      fmt::format("set app {} /applicationPool:{}", application_name(site, path), in_quotes(pool)));
}

Command appcmd_set_ftp_certificate(std::string_view site, std::string_view thumbprint) {
  return appcmd_set_site(site, "ftpServer.security.ssl.serverCertHash", or_placeholder(thumbprint));
}

Command appcmd_set_pool(std::string_view pool, std::string_view attribute, std::string_view value) {
  return appcmd(fmt::format("set apppool {} {}", in_quotes(pool),
                            argument(fmt::format("/{}:{}", attribute, value))));
}

Command appcmd_remove_recycling(std::string_view pool, std::string_view time) {
  return appcmd(fmt::format(
      "set apppool {} {}", in_quotes(pool),
      argument(fmt::format("/-recycling.periodicRestart.schedule.[value={}]", key_value(time)))));
}

Command appcmd_set_application(std::string_view site, std::string_view path,
                               std::string_view attribute, std::string_view value) {
  return appcmd(fmt::format("set app {} {}", application_name(site, path),
                            argument(fmt::format("/{}:{}", attribute, value))));
}

Command appcmd_set_vdir(std::string_view site, std::string_view application,
                        std::string_view attribute, std::string_view value) {
  const std::string_view path = application == "/" ? std::string_view() : application;
  return appcmd(fmt::format("set vdir {} {}", application_name(site, fmt::format("{}/", path)),
                            argument(fmt::format("/{}:{}", attribute, value))));
}

Command appcmd_add_pool(std::string_view name) {
  return appcmd(fmt::format("add apppool /name:{}", in_quotes(name)));
}

Command appcmd_delete_pool(std::string_view name) {
  return appcmd(fmt::format("delete apppool {}", in_quotes(name)));
}

Command appcmd_set_pool_password(std::string_view pool) {
  return appcmd(fmt::format("set apppool {} /processModel.password:<password>", in_quotes(pool)));
}

Command appcmd_set_directory_password(std::string_view site, std::string_view application,
                                      std::string_view directory) {
  const std::string_view before = application == "/" ? "" : application;
  return appcmd(fmt::format("set vdir {} /password:<password>",
                            application_name(site, fmt::format("{}{}", before, directory))));
}

Command appcmd_set_anonymous_password(std::string_view location) {
  const std::string where = location.empty() ? "" : in_quotes(location) + ' ';
  return appcmd(
      fmt::format("set config {}/section:system.webServer/security/authentication/"
                  "anonymousAuthentication /password:<password> /commit:apphost",
                  where));
}

Command export_configuration(std::string_view share, std::string_view node) {
  return powershell("Export-IISConfiguration", share, node);
}

Command enable_shared_configuration(std::string_view share, std::string_view node) {
  return powershell("Enable-IISSharedConfig", share, node);
}

Command appcmd_clear_location(std::string_view location, std::string_view section) {
  return appcmd(
      fmt::format("clear config {} /section:{} /commit:apphost", in_quotes(location), section));
}

Command appcmd_set_section(std::string_view location, std::string_view section,
                           std::string_view attribute, std::string_view value) {
  const std::string where = location.empty() ? "" : in_quotes(location) + ' ';
  return appcmd(fmt::format("set config {}/section:{} {} /commit:apphost", where, section,
                            argument(fmt::format("/{}:{}", attribute, value))));
}

Command appcmd_add_fast_cgi(std::string_view path, std::string_view arguments) {
  const std::string more =
      arguments.empty() ? "" : fmt::format(",arguments={}", key_value(arguments));
  return appcmd(fmt::format("set config /section:system.webServer/fastCgi {} /commit:apphost",
                            argument(fmt::format("/+[fullPath={}{}]", key_value(path), more))));
}

Command appcmd_log_header(std::string_view header) {
  const std::string name = key_value(header);
  return appcmd(fmt::format(
      "set config /section:system.applicationHost/sites {} /commit:apphost",
      argument(fmt::format("/+siteDefaults.logFile.customFields.[logFieldName={},sourceName={},"
                           "sourceType='RequestHeader']",
                           name, name))));
}

Command appcmd_add_backup(std::string_view name) {
  return appcmd(fmt::format("add backup {}", in_quotes(name)));
}

Command appcmd_clear_custom_metadata(std::string_view path) {
  return appcmd(fmt::format("clear config /section:system.applicationHost/customMetadata {}",
                            argument(fmt::format("/[path={}]", key_value(path)))));
}

std::string netsh_parameters(const SslRecord& record) {
  std::string text;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto& setting = record.settings.at(i);
    const auto value = setting ? parameter_value(parameters.at(i), setting->value) : std::nullopt;
    if (value) text += fmt::format(" {}={}", parameters.at(i).name, *value);
  }
  return text;
}

Command netsh_add_sslcert(const RecordKey& key, const RecordCertificate& certificate,
                          std::string_view node) {
  return netsh(add_sslcert(key, certificate), node);
}

Command netsh_delete_sslcert(const RecordKey& key, std::string_view node) {
  return netsh(fmt::format("delete sslcert {}", key.selector()), node);
}

Command certutil_export(std::string_view store, std::string_view thumbprint, std::string_view file,
                        std::string_view node) {
  return {
      .tool = "certutil",
      .node = std::string(node),
      .text = fmt::format("certutil -p <password> -exportPFX {} {} {}", store, thumbprint, file)};
}

Command certutil_import(std::string_view store, std::string_view file, std::string_view node) {
  return {.tool = "certutil",
          .node = std::string(node),
          .text = fmt::format("certutil -f -p <password> -importpfx {} {}", store, file)};
}

Command certutil_repair(std::string_view store, std::string_view id, std::string_view node) {
  return {.tool = "certutil",
          .node = std::string(node),
          .text = fmt::format("certutil -repairstore {} {}", store, id)};
}

Command netsh_add_iplisten(std::string_view address, std::string_view node) {
  return netsh(fmt::format("add iplisten ipaddress={}", address), node);
}

Command netsh_delete_iplisten(std::string_view address, std::string_view node) {
  return netsh(fmt::format("delete iplisten ipaddress={}", address), node);
}

}  // namespace farmlint
