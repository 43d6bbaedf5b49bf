#include "lint/address.h"

#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

namespace farmlint {
namespace {

TEST(Address, TakesOnlyStrictDottedQuads) {
  for (const char* good : {"10.0.0.1", "0.0.0.0", "255.255.255.255"})
    EXPECT_TRUE(parse_ipv4(good)) << good;
  for (const char* bad : {"", "1.1.1", "10.10.1", "010.0.0.1", "1.2.3.256", "0x7f.0.0.1",
                          "1.2.3.4.5", " 1.2.3.4", "1.2.3.4 ", "1..2.3", "1.2.3.", "+1.2.3.4",
                          "1.02.3.4", "1.2.3.01", "1.2.3.00", "1.2.3.0255", "1.2.3.4567"})
    EXPECT_FALSE(parse_ipv4(bad)) << bad;
}

TEST(Address, IsOrderedByItsBytes) {
  const std::vector<const char*> ascending{
      "1.2.3.4", "1.2.4.3",    "2.1.1.1",      "200.0.0.1",     "::",     "::2",
      "::100",   "2001:db8::", "2001:db8::ff", "2001:db8:1::1", "ff02::1"};
  for (std::size_t i = 0; i < ascending.size(); ++i)
    for (std::size_t k = 0; k < ascending.size(); ++k) {
      const IpAddress one = parse_ip(ascending[i]).value();
      const IpAddress other = parse_ip(ascending[k]).value();
      EXPECT_EQ(one < other, i < k) << ascending[i] << " " << ascending[k];
      EXPECT_EQ(one == other, i == k) << ascending[i] << " " << ascending[k];
    }
}

TEST(Address, WritesIpv6AsRfc5952Says) {
  const auto text = [](const char* in) { return to_string(parse_ipv6(in).value()); };
  EXPECT_EQ(text("2001:0DB8:0:0:0:0:0:1"), "2001:db8::1");
  EXPECT_EQ(text("::"), "::");
  EXPECT_EQ(text("0:0:0:0:0:0:0:1"), "::1");
  EXPECT_EQ(text("1::"), "1::");
  EXPECT_EQ(text("2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1");
  EXPECT_EQ(text("2001:0:0:1:0:0:0:1"), "2001:0:0:1::1");
  EXPECT_EQ(text("2001:db8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
  EXPECT_EQ(text("::ffff:1.2.3.4"), "::ffff:102:304");
}

TEST(Address, RefusesWhatIsNoIpv6) {
  for (const char* bad : {"", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
                          "12345::", "fe80::1%4", "[::1]", "g::1", "::1.2.3", "1:2:3:4:5:6:7:8::"})
    EXPECT_FALSE(parse_ipv6(bad)) << bad;
}

TEST(Address, RangesContainByPrefix) {
  const auto range = parse_ip_range("10.10.20.0/23").value();
  EXPECT_TRUE(range.contains(parse_ip("10.10.21.9").value()));
  EXPECT_FALSE(range.contains(parse_ip("10.10.22.1").value()));
  EXPECT_FALSE(range.contains(parse_ip("::1").value()));
  EXPECT_TRUE(parse_ip_range("10.0.0.1").value().contains(parse_ip("10.0.0.1").value()));
  EXPECT_FALSE(parse_ip_range("10.0.0.0/33"));
  EXPECT_FALSE(parse_ip_range("10.0.0.0/"));
}

}  // namespace
}  // namespace farmlint
