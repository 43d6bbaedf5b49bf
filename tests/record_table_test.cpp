#include "lint/farm/record_table.h"

#include <gtest/gtest.h>

#include "lint/farm/tls.h"
#include "lint/text.h"

namespace farmlint {
namespace {

SslRecord record(std::string_view key) {
  SslRecord result;
  result.key = parse_record_key(key).value();
  return result;
}

// Keys between blanks; "scoped:" makes a host record one of the Central Certificate Store.
RecordTable table(std::string_view keys) {
  constexpr std::string_view scoped = "scoped:";
  std::vector<SslRecord> records;
  for (std::string_view key : words(keys)) {
    const bool is_scoped = key.starts_with(scoped);
    if (is_scoped) key.remove_prefix(scoped.size());
    records.push_back(record(key));
    if (is_scoped) records.back().key.kind = RecordKind::ScopedCentralStore;
  }
  return RecordTable(std::move(records));
}

struct Case {
  std::string_view records;
  std::string_view address;
  std::string_view host;
  std::string_view answer;  // "-": nothing does
};

class Answering : public ::testing::TestWithParam<Case> {};

TEST_P(Answering, FollowsTheOrderOfHttpSys) {
  const Case& c = GetParam();
  const RecordTable records = table(c.records);
  const RecordAnswer answer = records.answer(parse_ip(c.address).value(), 443, c.host);
  EXPECT_EQ(answer.record == nullptr ? "-" : answer.record->key.text(), c.answer);
}

constexpr std::string_view all =
    "0.0.0.0:443 [::]:443 ccs:443 *.contoso.com:443 scoped:www.contoso.com:443 www.contoso.com:443 "
    "10.0.0.1:443 [2001:db8::1]:443";

INSTANTIATE_TEST_SUITE_P(
    Records, Answering,
    ::testing::Values(
        Case{all, "10.0.0.1", "www.contoso.com", "10.0.0.1:443"},
        Case{all, "10.0.0.2", "www.contoso.com", "www.contoso.com:443"},
        Case{"0.0.0.0:443 ccs:443 scoped:www.contoso.com:443", "10.0.0.2", "www.contoso.com",
             "ccs:www.contoso.com:443"},
        Case{all, "10.0.0.2", "shop.contoso.com", "ccs:443"},
        Case{"0.0.0.0:443 *.contoso.com:443", "10.0.0.2", "shop.contoso.com", "*.contoso.com:443"},
        Case{"0.0.0.0:443 *.contoso.com:443", "10.0.0.2", "a.shop.contoso.com", "0.0.0.0:443"},
        Case{"0.0.0.0:443 *.contoso.com:443", "10.0.0.2", "contoso.com", "0.0.0.0:443"},
        // No name in the handshake: neither SNI nor the Central Certificate Store can choose.
        Case{all, "10.0.0.2", "", "0.0.0.0:443"}, Case{"ccs:443 a.b:443", "10.0.0.2", "", "-"},
        // 0.0.0.0 serves IPv6, too; [::] serves nothing else.
        Case{all, "2001:db8::2", "", "[::]:443"},
        Case{"0.0.0.0:443", "2001:db8::2", "", "0.0.0.0:443"},
        Case{"[::]:443", "10.0.0.2", "", "-"}, Case{all, "2001:db8::1", "", "[2001:db8::1]:443"},
        Case{"10.0.0.1:8443 www:8443 ccs:8443 0.0.0.0:8443", "10.0.0.1", "www", "-"},
        Case{"", "10.0.0.1", "www", "-"}));

TEST(RecordTable, HoldsTheFirstRecordOfAKey) {
  SslRecord first = record("10.0.0.1:443");
  first.thumbprint = "aa";
  SslRecord second = first;
  second.thumbprint = "bb";
  const RecordTable records({first, second});
  EXPECT_EQ(records.find(first.key)->thumbprint, "aa");
  EXPECT_EQ(records.all().size(), 2U);
}

struct KeyCase {
  std::string_view text;
  std::string_view selector;  // "-": no key
};

TEST(RecordKey, IsReadFromWhatNetshPrints) {
  const std::vector<KeyCase> cases{
      {"10.0.0.1:443", "ipport=10.0.0.1:443"},
      {"[2001:DB8:0::1]:443", "ipport=[2001:db8::1]:443"},
      {"[::]:443", "ipport=[::]:443"},
      {"WWW.Contoso.com:443", "hostnameport=www.contoso.com:443"},
      {"*.contoso.com:8443", "hostnameport=*.contoso.com:8443"},
      {"müller.example:443", "hostnameport=xn--mller-kva.example:443"},
      {"*:443", "ccs=443"},
      {"ccs:443", "ccs=443"},
      {"10.0.0.300:443", "-"},
      {"10.0.1:443", "-"},
      {"2001:db8::1:443", "-"},
      {"www:0", "-"},
      {"www:65536", "-"},
      {"www", "-"},
      {":443", "-"},
      {"a b:443", "-"},
  };
  for (const KeyCase& c : cases) {
    const auto key = parse_record_key(c.text);
    EXPECT_EQ(key ? key->selector() : "-", c.selector) << c.text;
  }
}

TEST(RecordKey, FollowsFromTheBinding) {
  const auto selector = [](std::string_view information, std::uint32_t flags) {
    BindingStore store;
    const BindingText binding = parse_binding(Scheme::Https, information, store);
    const auto key = expected_record(*binding.end_point(), flags);
    return key ? key->selector() : std::string("-");
  };
  EXPECT_EQ(selector("10.0.0.1:443:www", 0), "ipport=10.0.0.1:443");
  EXPECT_EQ(selector("*:443:www", 0), "ipport=0.0.0.0:443");
  EXPECT_EQ(selector("[::]:443:", 0), "ipport=[::]:443");
  EXPECT_EQ(selector("10.0.0.1:443:WWW", 1), "hostnameport=www:443");
  EXPECT_EQ(selector("10.0.0.1:443:www", 3), "ccs=443");
  EXPECT_EQ(selector("10.0.0.1:443:www", 2), "ccs=443");
  EXPECT_EQ(selector("10.0.0.1:443:www", 97), "hostnameport=www:443");
  EXPECT_EQ(selector("*:443:", 1), "-");
  EXPECT_EQ(selector("*:443:", 2), "-");
}

}  // namespace
}  // namespace farmlint
