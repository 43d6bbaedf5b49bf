// Captures of certificate records: whole files beside what is read from them, and the edges of the
// text form.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/capture_sample.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

std::string describe(const ReadCapture<SslRecord>& read) {
  std::string all;
  for (const SslRecord& record : read.capture.items) {
    all += fmt::format("{} '{}' is {}\n", read.place(record.at), read.text(record.at),
                       record.key.selector());
    all += fmt::format("  {} hash '{}'{}\n", read.place(record.hash_at), record.thumbprint,
                       record.raw_hash.empty() ? "" : fmt::format(" raw '{}'", record.raw_hash));
    all += fmt::format("  application '{}', store '{}'{}\n", record.app_id, record.store,
                       record.store_null ? " (null)" : "");
    for (std::size_t i = 0; i < record_setting_count; ++i) {
      const auto& setting = record.settings.at(i);
      if (!setting) continue;
      all += fmt::format("  {} '{}': {} '{}'\n", read.place(setting->at), read.text(setting->at),
                         to_string(static_cast<RecordSetting>(i)), setting->value);
    }
  }
  return all + read.problems();
}

class CaptureFiles : public ::testing::TestWithParam<fs::path> {};

TEST_P(CaptureFiles, AreRead) {
  fs::path expected = GetParam();
  expected += ".expected";
  expect_file(expected, describe(records(read(GetParam()))));
}

std::vector<fs::path> capture_files() {
  std::vector<fs::path> found = files("testdata/captures/records", "");
  std::erase_if(found, [](const fs::path& file) { return file.extension() == ".expected"; });
  return found;
}

INSTANTIATE_TEST_SUITE_P(Records, CaptureFiles, ::testing::ValuesIn(capture_files()),
                         [](const auto& each) {
                           return test_name(each.param.filename().string());
                         });

// The keys that are read, or the problem of the only line that is not.
std::string keys(std::string text) {
  const auto read = records(std::move(text));
  std::string all;
  for (const SslRecord& record : read.capture.items) all += record.key.text() + " ";
  return all + read.problems();
}

const std::string id = "  Id : {4dc3e181-e14b-4a21-b022-59fc669b0914}\n";

TEST(CaptureRecords, KeysAreKnownByTheirShape) {
  const auto key = [](const std::string& value) { return keys("  x : " + value + "\n" + id); };
  EXPECT_EQ(key("10.0.0.1:443"), "10.0.0.1:443 ");
  EXPECT_EQ(key("[::]:443"), "[::]:443 ");
  EXPECT_EQ(key("*:443"), "ccs:443 ");
  EXPECT_EQ(key("443"), "ccs:443 ");
  for (const char* broken :
       {"10.0.0.256:443", "10.0.0.1:0", "10.0.0.1:70000", "10.0.0.1:", "10.0.0.1:https", "[::1:443",
        "::1:443", "www.contoso.com:", "www contoso:443", "0", "70000"})
    EXPECT_NE(key(broken).find("1:"), std::string::npos) << broken << ": " << key(broken);
}

TEST(CaptureRecords, ColonsOfLabelsAreNoSeparators) {
  EXPECT_EQ(keys("IP:port : 10.0.0.1:443\n" + id), "10.0.0.1:443 ");
  EXPECT_EQ(keys("IP:port :       : 10.0.0.1:443\n" + id), "10.0.0.1:443 ");
  EXPECT_EQ(keys("IP:port :10.0.0.1:443\n" + id), "10.0.0.1:443 ");
  EXPECT_EQ(keys("IP:port\u00A0:\u00A010.0.0.1:443\u00A0\n" + id), "10.0.0.1:443 ");
  EXPECT_EQ(keys("IP\uFF1A端口\uFF1A10.0.0.1:443\n" + id), "10.0.0.1:443 ");
  // A label that the console has wrapped leaves its separator alone.
  EXPECT_EQ(keys("IP:port\n : 10.0.0.1:443\n" + id), "10.0.0.1:443 ");
}

TEST(CaptureRecords, BlanksBeforeTheSeparatorMayBeMissing) {
  const auto read = records("IP:port : 10.0.0.1:443\nId: {4DC3E181-E14B-4A21-B022-59FC669B0914}\n");
  EXPECT_EQ(read.problems(), "");
  EXPECT_EQ(read.capture.items.at(0).app_id, iis_application_id);
}

TEST(CaptureRecords, LineEndsAndBlankLinesMayBeAny) {
  for (const std::string end : {"\n", "\r\n", "\r", "\r\r\n"}) {
    const std::string app = "  Id : " + std::string(iis_application_id) + end;
    const std::string text =
        "T:" + end + "---" + end + end + "a : 10.0.0.1:443" + end + app + "a : h:80" + end + app;
    EXPECT_EQ(keys(text), "10.0.0.1:443 ccs:h:80 ") << end.size();
  }
}

TEST(CaptureRecords, ANumberIsAPortOnlyWhereARecordBegins) {
  const std::string record =
      "a : 10.0.0.1:443\n" + id + "a : MY\na : Enabled\na : Disabled\na : Enabled\na : 443\n";
  EXPECT_EQ(keys(record), "10.0.0.1:443 ");
  EXPECT_EQ(keys(record + "a : 444\na :\n" + id), "10.0.0.1:443 ccs:444 ");
  EXPECT_EQ(keys(record + "\na : 444\n"), "10.0.0.1:443 ccs:444 ");
  EXPECT_EQ(keys("PropertyId : 2\n"), keys("nothing\n"));
}

TEST(CaptureRecords, PropertiesEndWithABlankLineOrAKey) {
  const std::string record = "a : 10.0.0.1:443\n" + id + " Properties:\na : 80\nQUIC : Set\n";
  EXPECT_EQ(keys(record + "a : 10.0.0.2:443\n" + id), "10.0.0.1:443 10.0.0.2:443 ");
  EXPECT_EQ(keys(record + "\na : 10.0.0.2:443\n" + id), "10.0.0.1:443 10.0.0.2:443 ");
  EXPECT_FALSE(records(record).capture.items.at(0).setting(RecordSetting::DisableQuic));
  EXPECT_EQ(keys(record + "\nQUIC : Set\n"),
            "10.0.0.1:443 7:1: 'QUIC : Set' belongs to no record: no key is above it\n");
}

TEST(CaptureRecords, ALineThatIsMissingIsTold) {
  const std::string record = "a : 10.0.0.1:443\n" + id + "a : MY\na : Enabled\n";
  EXPECT_EQ(keys(record + "a : Disabled\na : 0\n"),
            "10.0.0.1:443 6:5: '0' stands where netsh prints Usage Check: a line above it is "
            "missing\n");
  EXPECT_EQ(keys(record + "...\na : 0\n"), "10.0.0.1:443 ");
}

TEST(CaptureRecords, TheLastOfTwoHashesCounts) {
  const std::string hash(40, 'a');
  const auto read = records(R"({"IpPort":"10.0.0.1:443","Hash":")" + hash + R"(","Hash":"b"})");
  EXPECT_EQ(read.capture.items.at(0).thumbprint, "");
  EXPECT_EQ(read.capture.items.at(0).raw_hash, "b");
}

TEST(CaptureRecords, NothingIsNoRecordAndNoTable) {
  EXPECT_EQ(keys(""), "1:1: the capture is empty\n");
  EXPECT_EQ(keys(" \r\n\t\n"), "1:1: the capture is empty\n");
  EXPECT_EQ(keys("> \n>\n"), "1:1: the capture is empty\n");
  EXPECT_EQ(keys("SSL-Zertifikatbindungen:\n————\n"), "");
  EXPECT_EQ(keys("SSL-Zertifikatbindungen:\n"), keys("URL Reservations:\n-----\n"));
  EXPECT_NE(keys("SSL-Zertifikatbindungen:\n"), "");
  EXPECT_EQ(keys("<?xml version=\"1.0\"?>"), "1:1: this is XML\n");
}

}  // namespace
}  // namespace farmlint::testing
