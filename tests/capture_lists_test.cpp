// The smaller captures of a node: where HTTP.sys listens, and its Central Certificate Store.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/capture_sample.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

// "10.0.0.1@3:5 ", and the problems.
std::string listen_list(std::string text) {
  const auto read = read_as(read_listen_list, std::move(text));
  std::string all;
  for (const auto& item : read.capture.items)
    all += fmt::format("{}@{} ", to_string(item.value), read.place(item.at));
  return all + read.problems();
}

TEST(CaptureLists, ListenListsAreInAnyLanguage) {
  EXPECT_EQ(listen_list(read("testdata/captures/lists/iplisten-english.txt")),
            "10.10.10.1@5:5 2001:db8::1@6:5 ");
  EXPECT_EQ(listen_list(read("testdata/captures/lists/iplisten-french-utf16.txt")),
            "10.10.10.3@5:5 ");
  EXPECT_EQ(listen_list(read("testdata/captures/lists/iplisten-japanese-empty.txt")), "");
  EXPECT_EQ(listen_list("10.0.0.1\r\n  ::1\r\n"), "10.0.0.1@1:1 ::1@2:3 ");
}

TEST(CaptureLists, AListenListHasAddressesOnly) {
  EXPECT_EQ(listen_list("IP:\n---\n10.0.0.1\n10.0.0.300\nC:\\>\n"),
            "10.0.0.1@3:1 4:1: '10.0.0.300' is no address\n");
  EXPECT_EQ(listen_list("10.0.0.1 # old\n"), "1:1: '10.0.0.1 # old' is no address\n");
  EXPECT_EQ(listen_list("SSL IP bindings:\n---\n"),
            "1:1: this is no output of netsh http show iplisten\n");
  EXPECT_EQ(listen_list("C:\\> netsh http show iplisten\n"),
            "1:1: this is no output of netsh http show iplisten\n");
  EXPECT_EQ(listen_list(" \n"), "1:1: the capture is empty\n");
}

// "a.pfx|b.pfx|", and the problems.
std::string store_files(std::string text) {
  const auto read = read_as(read_store_files, std::move(text));
  std::string all;
  for (const auto& item : read.capture.items) {
    EXPECT_EQ(read.text(item.at), item.value);
    all += item.value + "|";
  }
  return all + read.problems();
}

TEST(CaptureLists, StoreFilesAreNamesOfPfxFiles) {
  EXPECT_EQ(store_files("www.contoso.com.pfx\r\n_.contoso.com.PFX\r\n\r\nreadme.txt\r\n"),
            "www.contoso.com.pfx|_.contoso.com.PFX|");
  EXPECT_EQ(store_files("\\\\certs\\store\\www.contoso.com.pfx\nC:\\my certs\\a b.pfx\nx/y.pfx"),
            "www.contoso.com.pfx|a b.pfx|y.pfx|");
  EXPECT_EQ(store_files("10 15 a.pfx\n1,2.pfx\n"), "10 15 a.pfx|1,2.pfx|");
  EXPECT_EQ(store_files(""), "");
  EXPECT_EQ(store_files("\r\n"), "");
  EXPECT_EQ(store_files("a.pem\n.pfx\n"), "1:1: no line is the name of a .pfx file\n");
}

TEST(CaptureLists, StoreFilesMayBeWhatDirPrints) {
  EXPECT_EQ(store_files(read("testdata/captures/lists/dir-english.txt")),
            "_.contoso.com.pfx|2024 old.pfx|www.contoso.com.pfx|");
  EXPECT_EQ(store_files(read("testdata/captures/lists/dir-french-oem.txt")),
            "www.contoso.com.pfx|");
  EXPECT_EQ(store_files("12.03.2026 10:15.pfx\n12.03.2026  10:15  3,214.pfx"),
            "12.03.2026 10:15.pfx|3,214.pfx|");
  for (const std::string columns :
       {"12.03.2026  10:15             3.214 ", "2026/03/12  10:15             3,214 ",
        "03/12/2026  10:15 AM             3,214 ",
        "2026-03-12  \xEC\x98\xA4\xEC\xA0\x84 10:15    3,214 ",
        "12/03/2026  10:15 a. m.             3,214 ", "12.03.2026  10:15             3'214 ",
        "-a----        12.03.2026     10:15           3214 ", "12/03/2026  10:15     3\u202F214 "})
    EXPECT_EQ(store_files(columns + "1 my shop.pfx\n"), "1 my shop.pfx|") << columns;
}

std::string store_settings(std::string text) {
  const auto read = read_as(read_store_settings, std::move(text));
  std::string all;
  for (const CentralStoreSettings& settings : read.capture.items)
    all += fmt::format("{} {} '{}' '{}' {}\n", read.place(settings.at),
                       settings.enabled ? "on" : "off", settings.location, settings.user_name,
                       settings.polling_interval);
  return all + read.problems();
}

TEST(CaptureLists, StoreSettingsAreARegistryExport) {
  EXPECT_EQ(store_settings(read("testdata/captures/lists/central-store-utf16.reg")),
            "3:2 on '\\\\certs\\store' 'CONTOSO\\pfx' 600\n");
  EXPECT_EQ(store_settings("REGEDIT4\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\IIS\\"
                           "CentralCertProvider]\n"),
            "3:2 off '' '' 300\n");
}

TEST(CaptureLists, StoreSettingsTellWhatIsWrong) {
  const std::string key = "REGEDIT4\n[HKLM\\Software\\Microsoft\\IIS\\CentralCertProvider]\n";
  EXPECT_EQ(store_settings(key + "\"Enabled\"=\"1\"\n\"UserName\"=dword:1\n"),
            "2:2 off '' '' 300\n"
            "3:12: the type of Enabled is another one here\n"
            "4:18: the type of UserName is another one here\n");
  EXPECT_EQ(store_settings("REGEDIT4\n[HKLM\\Software]\n"),
            "1:1: the key IIS\\CentralCertProvider is not here\n");
  EXPECT_EQ(store_settings("Enabled : 1\n"), "1:1: this is no registry export\n");
  EXPECT_EQ(store_settings(""), "1:1: the capture is empty\n");
}

TEST(CaptureLists, NoMessageQuotesAPassword) {
  const std::string key = "REGEDIT4\n[HKLM\\Software\\Microsoft\\IIS\\CentralCertProvider]\n";
  for (const std::string line : {"\"Password\"=secret", "\"Password\"=\"secret", "secret",
                                 "\"Password\"=hex:secret", "[secret"})
    EXPECT_EQ(store_settings(key + line).find("secret"), std::string::npos) << line;
}

TEST(CaptureLists, RegistryExportsAreKnownByTheirFirstLine) {
  const auto is_export = [](std::string text) {
    SourceSet sources;
    const FileId file = sources.add_capture("f", std::move(text));
    return is_registry_export(sources, file);
  };
  EXPECT_TRUE(is_export("Windows Registry Editor Version 5.00\r\n"));
  EXPECT_TRUE(is_export("\r\nREGEDIT4\r\n"));
  EXPECT_TRUE(is_export(read("testdata/captures/lists/central-store-utf16.reg")));
  EXPECT_FALSE(is_export("www.contoso.com.pfx\n"));
  EXPECT_FALSE(is_export(""));
}

}  // namespace
}  // namespace farmlint::testing
