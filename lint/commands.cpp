#include "lint/commands.h"

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
  const std::string_view print =
      certificate.thumbprint.empty() ? "<thumbprint>" : certificate.thumbprint;
  if (!key.central_store()) text += fmt::format(" certhash={}", print);
  text += fmt::format(" appid={}", iis_application_id);
  if (!key.central_store()) text += fmt::format(" certstorename={}", certificate.store);
  return text;
}

}  // namespace

Command appcmd_add_site(std::string_view name) {
  return appcmd(fmt::format("add site /name:{}", in_quotes(name)));
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
  return appcmd(
      fmt::format("set vdir {} {}",
                  application_name(site, fmt::format("{}/", application == "/" ? "" : application)),
                  argument(fmt::format("/physicalPath:{}", physical_path))));
}

Command appcmd_set_application_pool(std::string_view site, std::string_view path,
                                    std::string_view pool) {
  return appcmd(
      fmt::format("set app {} /applicationPool:{}", application_name(site, path), in_quotes(pool)));
}

Command appcmd_add_pool(std::string_view name) {
  return appcmd(fmt::format("add apppool /name:{}", in_quotes(name)));
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

Command netsh_add_iplisten(std::string_view address, std::string_view node) {
  return netsh(fmt::format("add iplisten ipaddress={}", address), node);
}

Command netsh_delete_iplisten(std::string_view address, std::string_view node) {
  return netsh(fmt::format("delete iplisten ipaddress={}", address), node);
}

}  // namespace farmlint
