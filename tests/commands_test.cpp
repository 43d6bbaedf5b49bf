#include "lint/commands.h"

#include <gtest/gtest.h>

namespace farmlint {
namespace {

TEST(Commands, add_a_binding_as_the_manual_writes_it) {
  const Command command =
      appcmd_add_binding({.site = "Site1", .protocol = "https", .information = "10.10.10.3:443:"});
  EXPECT_EQ(command.tool, "appcmd");
  EXPECT_EQ(command.text,
            "appcmd.exe set site /site.name:\"Site1\" "
            "/+bindings.[protocol='https',bindingInformation='10.10.10.3:443:']");
}

TEST(Commands, quote_an_argument_with_blanks_as_a_whole) {
  const Command command = appcmd_remove_binding(
      {.site = "Default Web Site", .protocol = "http", .information = "*:80: www"});
  EXPECT_EQ(command.text,
            "appcmd.exe set site /site.name:\"Default Web Site\" "
            "\"/-bindings.[protocol='http',bindingInformation='*:80: www']\"");
}

TEST(Commands, keep_backslashes_and_quotes_apart) {
  EXPECT_EQ(appcmd_add_pool("a\\\"b\\").text, "appcmd.exe add apppool /name:\"a\\\\\\\"b\\\\\"");
}

TEST(Commands, set_an_attribute_of_a_binding) {
  const BindingKey key{.site = "S", .protocol = "https", .information = "*:443:"};
  EXPECT_EQ(appcmd_set_binding(key, "sslFlags", "0").text,
            "appcmd.exe set site /site.name:\"S\" "
            "/bindings.[protocol='https',bindingInformation='*:443:'].sslFlags:0");
}

TEST(Commands, keep_ssl_flags_of_an_added_binding) {
  const BindingKey key{.site = "S", .protocol = "https", .information = "*:443:www"};
  EXPECT_EQ(appcmd_add_binding(key, 1).text,
            "appcmd.exe set site /site.name:\"S\" "
            "/+bindings.[protocol='https',bindingInformation='*:443:www',sslFlags='1']");
}

TEST(Commands, name_applications_by_site_and_path) {
  EXPECT_EQ(appcmd_set_application_pool("Shop", "/api", "Shop-Api").text,
            "appcmd.exe set app \"Shop/api\" /applicationPool:\"Shop-Api\"");
  EXPECT_EQ(appcmd_add_application("Shop", "/", "D:\\web\\shop").text,
            "appcmd.exe add app /site.name:\"Shop\" /path:/ /physicalPath:D:\\web\\shop");
}

EndPoint https_at(std::string_view address, std::string host) {
  EndPoint end_point{.scheme = "https", .address = {}, .port = 443, .host = std::move(host)};
  if (const auto ip = parse_ip(address)) {
    end_point.address.ip = *ip;
  } else {
    end_point.address.any = true;
  }
  return end_point;
}

TEST(Commands, make_certificate_records_of_each_kind) {
  EXPECT_EQ(netsh_add_sslcert(https_at("10.10.10.3", ""), SslRecord::AddressPort, "ServerB").text,
            "netsh http add sslcert ipport=10.10.10.3:443 certhash=<thumbprint> "
            "appid={4dc3e181-e14b-4a21-b022-59fc669b0914} certstorename=MY");
  EXPECT_EQ(netsh_add_sslcert(https_at("*", ""), SslRecord::AddressPort, "").text,
            "netsh http add sslcert ipport=0.0.0.0:443 certhash=<thumbprint> "
            "appid={4dc3e181-e14b-4a21-b022-59fc669b0914} certstorename=MY");
  EXPECT_EQ(netsh_add_sslcert(https_at("2001:db8::1", "www"), SslRecord::HostPort, "").text,
            "netsh http add sslcert hostnameport=www:443 certhash=<thumbprint> "
            "appid={4dc3e181-e14b-4a21-b022-59fc669b0914} certstorename=MY");
  EXPECT_EQ(netsh_add_sslcert(https_at("2001:db8::1", "www"), SslRecord::CentralStore, "").text,
            "netsh http add sslcert ccs=443 appid={4dc3e181-e14b-4a21-b022-59fc669b0914}");
  EXPECT_EQ(netsh_add_sslcert(https_at("2001:db8::1", ""), SslRecord::AddressPort, "B").node, "B");
}

}  // namespace
}  // namespace farmlint
