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

TEST(Commands, change_collections_below_pools_and_sites) {
  EXPECT_EQ(appcmd_remove_recycling("Shop", "03:00:00").text,
            "appcmd.exe set apppool \"Shop\" "
            "/-recycling.periodicRestart.schedule.[value='03:00:00']");
  EXPECT_EQ(appcmd_log_header("X-Real-IP").text,
            "appcmd.exe set config /section:system.applicationHost/sites "
            "/+siteDefaults.logFile.customFields.[logFieldName='X-Real-IP',"
            "sourceName='X-Real-IP',sourceType='RequestHeader'] /commit:apphost");
}

TEST(Commands, tell_netsh_what_is_not_as_it_does_by_itself) {
  SslRecord record;
  EXPECT_EQ(netsh_parameters(record), "");
  record.setting(RecordSetting::UsageCheck) = {"on", {}};
  record.setting(RecordSetting::CtlIdentifier) = {"", {}};
  record.setting(RecordSetting::DsMapper) = {"Aktiviert", {}};
  EXPECT_EQ(netsh_parameters(record), "");
  record.setting(RecordSetting::VerifyRevocation) = {"off", {}};
  record.setting(RecordSetting::RevocationFreshness) = {"3600", {}};
  record.setting(RecordSetting::CtlStore) = {"Our Partners", {}};
  record.setting(RecordSetting::DisableTls13) = {"on", {}};
  EXPECT_EQ(netsh_parameters(record),
            " verifyclientcertrevocation=disable revocationfreshnesstime=3600 "
            "sslctlstorename=\"Our Partners\" disabletls13=enable");
  EXPECT_EQ(netsh_add_sslcert(store_record(443), {.parameters = " reject=enable"}, "").text,
            "netsh http add sslcert ccs=443 appid={4dc3e181-e14b-4a21-b022-59fc669b0914} "
            "reject=enable");
}

TEST(Commands, leave_passwords_to_the_admin) {
  EXPECT_EQ(appcmd_set_pool_password("Shop Pool").text,
            "appcmd.exe set apppool \"Shop Pool\" /processModel.password:<password>");
  EXPECT_EQ(appcmd_set_directory_password("Shop", "/", "/").text,
            "appcmd.exe set vdir \"Shop/\" /password:<password>");
  EXPECT_EQ(appcmd_set_directory_password("Shop", "/api", "/img").text,
            "appcmd.exe set vdir \"Shop/api/img\" /password:<password>");
  EXPECT_EQ(appcmd_set_anonymous_password("Shop/admin").text,
            "appcmd.exe set config \"Shop/admin\" "
            "/section:system.webServer/security/authentication/anonymousAuthentication "
            "/password:<password> /commit:apphost");
  EXPECT_TRUE(enable_shared_configuration("", "B").text.starts_with(
      "Enable-IISSharedConfig -PhysicalPath '<share>' -UserName '<account>' -Password (Read-Host"));
  EXPECT_EQ(export_configuration("\\\\fs1\\c$", "ServerA").node, "ServerA");
}

TEST(Commands, make_certificate_records_of_each_kind) {
  const IpAddress ip = parse_ip("10.10.10.3").value();
  EXPECT_EQ(netsh_add_sslcert(address_record(ip, 443), {}, "ServerB").text,
            "netsh http add sslcert ipport=10.10.10.3:443 certhash=<thumbprint> "
            "appid={4dc3e181-e14b-4a21-b022-59fc669b0914} certstorename=MY");
  EXPECT_EQ(netsh_add_sslcert(address_record({}, 443), {.thumbprint = "ab12"}, "").text,
            "netsh http add sslcert ipport=0.0.0.0:443 certhash=ab12 "
            "appid={4dc3e181-e14b-4a21-b022-59fc669b0914} certstorename=MY");
  EXPECT_EQ(netsh_add_sslcert(host_record("www", 443), {.store = "WebHosting"}, "").text,
            "netsh http add sslcert hostnameport=www:443 certhash=<thumbprint> "
            "appid={4dc3e181-e14b-4a21-b022-59fc669b0914} certstorename=WebHosting");
  EXPECT_EQ(netsh_add_sslcert(store_record(443), {}, "").text,
            "netsh http add sslcert ccs=443 appid={4dc3e181-e14b-4a21-b022-59fc669b0914}");
  EXPECT_EQ(netsh_add_sslcert(address_record(ip, 443), {}, "B").node, "B");
}

TEST(Commands, set_what_a_location_says) {
  EXPECT_EQ(
      appcmd_set_section("Shop/api", "system.webServer/security/access", "sslFlags", "None").text,
      "appcmd.exe set config \"Shop/api\" /section:system.webServer/security/access "
      "/sslFlags:None /commit:apphost");
  EXPECT_EQ(
      appcmd_set_section("", "system.applicationHost/log", "centralW3CLogFile.enabled", "true")
          .text,
      "appcmd.exe set config /section:system.applicationHost/log "
      "/centralW3CLogFile.enabled:true /commit:apphost");
}

TEST(Commands, register_programs) {
  EXPECT_EQ(appcmd_add_fast_cgi("C:\\php\\php-cgi.exe", "").text,
            "appcmd.exe set config /section:system.webServer/fastCgi "
            "/+[fullPath='C:\\php\\php-cgi.exe'] /commit:apphost");
  EXPECT_EQ(appcmd_add_fast_cgi("C:\\php\\php-cgi.exe", "-d x=1").text,
            "appcmd.exe set config /section:system.webServer/fastCgi "
            "\"/+[fullPath='C:\\php\\php-cgi.exe',arguments='-d x=1']\" /commit:apphost");
}

TEST(Commands, set_what_a_site_says) {
  EXPECT_EQ(appcmd_set_site("My Shop", "logFile.enabled", "true").text,
            "appcmd.exe set site /site.name:\"My Shop\" /logFile.enabled:true");
}

TEST(Commands, clear_what_the_metabase_left) {
  EXPECT_EQ(appcmd_clear_custom_metadata("LM/W3SVC/3").text,
            "appcmd.exe clear config /section:system.applicationHost/customMetadata "
            "/[path='LM/W3SVC/3']");
  EXPECT_EQ(appcmd_add_backup("b").text, "appcmd.exe add backup \"b\"");
}

TEST(Commands, delete_records_by_the_same_key) {
  const IpAddress v6 = parse_ip("2001:db8::1").value();
  EXPECT_EQ(netsh_delete_sslcert(address_record(v6, 8443), "B").text,
            "netsh http delete sslcert ipport=[2001:db8::1]:8443");
  EXPECT_EQ(netsh_delete_sslcert(scoped_store_record("www.contoso.com", 443), "B").text,
            "netsh http delete sslcert scopedccs=www.contoso.com:443");
}

TEST(Commands, leave_the_certificate_of_an_ftp_site_to_the_admin_if_it_is_not_known) {
  EXPECT_EQ(appcmd_set_ftp_certificate("Files", "ab12").text,
            "appcmd.exe set site /site.name:\"Files\" "
            "/ftpServer.security.ssl.serverCertHash:ab12");
  EXPECT_EQ(appcmd_set_ftp_certificate("Files", "").text,
            "appcmd.exe set site /site.name:\"Files\" "
            "/ftpServer.security.ssl.serverCertHash:<thumbprint>");
}

TEST(Commands, look_for_a_private_key_on_the_node) {
  const Command command = certutil_repair("WebHosting", "4a0f", "ServerB");
  EXPECT_EQ(command.text, "certutil -repairstore WebHosting 4a0f");
  EXPECT_EQ(command.node, "ServerB");
}

}  // namespace
}  // namespace farmlint
