#include "lint/config/binding_text.h"

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "lint/text.h"

namespace farmlint {
namespace {

// What parse_binding makes of a text, in one line.
struct Row {
  std::string_view protocol;
  std::string_view text;
  std::string_view canonical;   // information() of the end point; "-" for none
  std::string_view faults;      // one letter each, in order; see letter()
  std::string_view suggestion;  // "" for none
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.protocol << " \"" << row.text << '"';
}

char letter(BindingFault fault) {
  return "M6APHS?"[static_cast<std::size_t>(fault)];
}

class BindingTable : public testing::TestWithParam<Row> {};

TEST_P(BindingTable, is_read_as_written) {
  const Row& row = GetParam();
  BindingStore store;
  const BindingText binding = parse_binding(known_scheme(row.protocol), row.text, store);
  std::string faults;
  for (const BindingProblem& problem : binding.problems()) {
    faults += letter(problem.fault);
    EXPECT_LE(problem.begin, problem.end);
    EXPECT_LE(problem.end, row.text.size());
    EXPECT_FALSE(problem.reason.empty());
  }
  EXPECT_EQ(binding.end_point() != nullptr ? binding.end_point()->information() : "-",
            row.canonical);
  EXPECT_EQ(faults, row.faults);
  EXPECT_EQ(binding.proposal() == nullptr ? "" : binding.proposal()->information, row.suggestion);
}

constexpr Row well_formed[] = {
    {"http", "*:80:", "*:80:", "", ""},
    {"http", ":80:", "*:80:", "", ""},
    {"HTTP", "0.0.0.0:80:", "*:80:", "", ""},
    {"http", "10.10.10.1:80:www.contoso.com", "10.10.10.1:80:www.contoso.com", "", ""},
    {"https", "10.10.10.1:443:", "10.10.10.1:443:", "", ""},
    {"https", "[2001:db8::5]:443:", "[2001:db8::5]:443:", "", ""},
    {"https", "[2001:DB8:0:0:0:0:0:5]:443:", "[2001:db8::5]:443:", "", ""},
    {"https", "[2001:0db8::0005]:443:www", "[2001:db8::5]:443:www", "", ""},
    {"http", "[::]:80:", "[::]:80:", "", ""},
    {"http", "[0:0:0:0:0:0:0:0]:80:", "[::]:80:", "", ""},
    {"http", "[::1]:80:localhost", "[::1]:80:localhost", "", ""},
    {"http", "[::ffff:10.0.0.1]:80:", "[::ffff:a00:1]:80:", "", ""},
    {"http", "127.0.0.1:65535:", "127.0.0.1:65535:", "", ""},
    {"http", "*:1:a", "*:1:a", "", ""},
    {"http", "*:80:localhost", "*:80:localhost", "", ""},
    {"http", "*:80:*.contoso.com", "*:80:*.contoso.com", "", ""},
    {"http", "*:80:xn--bcher-kva.example", "*:80:xn--bcher-kva.example", "", ""},
    {"http", "*:80:a-b.c-d", "*:80:a-b.c-d", "", ""},
    {"ftp", "*:21:", "*:21:", "", ""},
    {"ftp", "*:210:localhost", "*:210:localhost", "", ""},
    {"FTP", "10.0.0.1:21:ftp.contoso.com", "10.0.0.1:21:ftp.contoso.com", "", ""},
    {"net.tcp", "808:*", "-", "", ""},
    {"net.tcp", "808:host", "-", "", ""},
    {"net.tcp", "808:+", "-", "", ""},
    {"net.tcp", "808:", "-", "", ""},
    {"net.pipe", "*", "-", "", ""},
    {"net.msmq", "localhost", "-", "", ""},
    {"msmq.formatname", "localhost", "-", "", ""},
    {"net.pipe", "[::1]", "-", "", ""},
    {"x.custom", "any:thing::goes here ", "-", "", ""},
    {"", "*:80", "-", "", ""},
};
INSTANTIATE_TEST_SUITE_P(WellFormed, BindingTable, testing::ValuesIn(well_formed));

constexpr Row malformed[] = {
    {"http", "10.10.10.1:www.contoso.com", "-", "M", "10.10.10.1:80:www.contoso.com"},
    {"https", "10.10.10.1:www.contoso.com", "-", "M", "10.10.10.1:443:www.contoso.com"},
    {"ftp", "10.10.10.1:ftp.contoso.com", "-", "M", "10.10.10.1:21:ftp.contoso.com"},
    {"HTTPS", "10.10.10.1:www", "-", "M", "10.10.10.1:443:www"},
    {"http", "*:www.contoso.com", "-", "M", "*:80:www.contoso.com"},
    {"https", "[2001:db8::5]:www.contoso.com", "-", "M", "[2001:db8::5]:443:www.contoso.com"},
    {"http", "10.0.0.1:8080", "-", "M", "10.0.0.1:8080:"},
    {"http", "*:80", "-", "M", "*:80:"},
    {"https", "[2001:db8::5]:443", "-", "M", "[2001:db8::5]:443:"},
    {"http", "*:0", "-", "M", ""},
    {"http", "*:70000", "-", "M", ""},
    {"http", "80", "-", "M", "*:80:"},
    {"https", "8443", "-", "M", "*:8443:"},
    {"http", "www.contoso.com", "-", "M", "*:80:www.contoso.com"},
    {"https", "localhost", "-", "M", "*:443:localhost"},
    {"http", "10.0.0.1", "-", "M", ""},
    {"http", "www.contoso.com:80", "-", "M", ""},
    {"http", "10.0.0.300:www", "-", "M", ""},
    {"http", "10.0.0.1:www contoso", "-", "M", ""},
    {"http", "", "-", "M", ""},
    {"http", ":", "-", "M", ""},
    {"http", "*", "-", "M", ""},
    {"http", ":80", "-", "M", ""},
    {"http", "*:80:www:8080", "-", "M", ""},
    {"http", "*:80::", "-", "M", ""},
    {"http", "[::1:80:", "-", "M", ""},
    {"http", "http://www.contoso.com", "-", "M", "*:80:www.contoso.com"},
    {"http", "http://www.contoso.com/", "-", "M", "*:80:www.contoso.com"},
    {"http", "http://www.contoso.com:8080/shop", "-", "M", "*:8080:www.contoso.com"},
    {"https", "HTTPS://www.contoso.com", "-", "M", "*:443:www.contoso.com"},
    {"http", "http://10.0.0.1:8080/", "-", "M", "10.0.0.1:8080:"},
    {"http", "http://[2001:db8::1]/", "-", "M", "[2001:db8::1]:80:"},
    {"http", "http://*:80/", "-", "M", "*:80:"},
    {"http", "*:80:http://www.contoso.com", "-", "M", "*:80:www.contoso.com"},
    {"http", "*:8080:http://www.contoso.com:8080/", "-", "M", "*:8080:www.contoso.com"},
    {"http", "*:80:http://www.contoso.com:8080/", "-", "M", ""},
    {"http", "10.0.0.1:http://www.contoso.com", "-", "M", "10.0.0.1:80:www.contoso.com"},
    {"http", "*:80:http://10.0.0.1", "-", "M", ""},
    {"http", "*:80:http://user@www", "-", "M", ""},
    {"http", " *:80:", "-", "M", ""},
    {"http", "*:80: ", "-", "M", ""},
    {"http", "*: 80:www", "-", "M", ""},
    {"http", "*:80:www ", "-", "M", ""},
    {"http", "*:80:\twww", "-", "M", ""},
    {"net.tcp", "*:808:*", "-", "M", "808:*"},
    {"net.tcp", ":808:host", "-", "M", "808:host"},
    {"net.tcp", "10.0.0.1:808:*", "-", "M", ""},
    {"net.tcp", "*:0:*", "-", "M", ""},
    {"net.tcp", "808", "-", "M", ""},
    {"net.tcp", "808: *", "-", "M", ""},
    {"net.pipe", "*:80", "-", "M", ""},
    {"net.msmq", "local:host", "-", "M", ""},
    {"msmq.formatname", " localhost", "-", "M", ""},
};
INSTANTIATE_TEST_SUITE_P(Malformed, BindingTable, testing::ValuesIn(malformed));

constexpr Row unbracketed[] = {
    {"https", "2001:db8::5:443:", "-", "6", "[2001:db8::5]:443:"},
    {"https", "2001:db8::5:443:www", "-", "6", "[2001:db8::5]:443:www"},
    {"http", "fe80::1:80:h", "-", "6", "[fe80::1]:80:h"},
    {"http", "::1:80:", "-", "6", "[::1]:80:"},
    {"http", ":::80:h", "-", "6", "[::]:80:h"},
    {"http", "1:2:3:4:5:6:7:8:80:h", "-", "6", "[1:2:3:4:5:6:7:8]:80:h"},
    {"http", "::ffff:10.0.0.1:80:", "-", "6", "[::ffff:10.0.0.1]:80:"},
    {"http", "2001:db8::5:0:h", "-", "6", ""},
    {"http", "2001:db8::5:443: www", "-", "6", ""},
    {"http", "2001:db8::5:443", "-", "M", ""},
    {"http", "fe80::1%4:80:", "-", "M", ""},
    {"http", "2001:db8:::80:", "-", "6", "[2001:db8::]:80:"},
};
INSTANTIATE_TEST_SUITE_P(Unbracketed, BindingTable, testing::ValuesIn(unbracketed));

constexpr Row invalid_address[] = {
    {"http", "1.1.1:61902:localhost", "-", "A", ""},
    {"https", "10.10.1:443:", "-", "A", ""},
    {"http", "010.0.0.1:80:", "-", "A", ""},
    {"http", "10.0.0.256:80:", "-", "A", ""},
    {"http", "1.1.1.1.1:80:x", "-", "A", ""},
    {"http", "0x0a000001:80:", "-", "A", ""},
    {"http", "167772161:80:", "-", "A", ""},
    {"http", "www.contoso.com:80:", "-", "A", ""},
    {"http", "+:80:", "-", "A", ""},
    {"http", "224.0.0.1:80:", "-", "A", ""},
    {"http", "255.255.255.255:80:", "-", "A", ""},
    {"http", "[ff02::1]:80:", "-", "A", ""},
    {"http", "[fe80::1%4]:80:", "-", "A", ""},
    {"http", "[10.0.0.1]:80:", "-", "A", ""},
    {"http", "[]:80:", "-", "A", ""},
    {"http", "[::1]x:80:", "-", "A", ""},
    {"http", "10.0.0.1/24:80:", "-", "A", ""},
    {"http", "80:10.0.0.1:www", "-", "AP", "10.0.0.1:80:www"},
    {"https", "443:[2001:db8::1]:", "-", "AP", "[2001:db8::1]:443:"},
    {"http", "80:*:", "-", "AP", "*:80:"},
    {"http", "80:10.0.0.1:a b", "-", "APH", ""},
    {"http", "x:y:z_z", "-", "AP?", ""},
};
INSTANTIATE_TEST_SUITE_P(InvalidAddress, BindingTable, testing::ValuesIn(invalid_address));

constexpr Row invalid_port[] = {
    {"http", "*:161902:localhost", "-", "P", ""},
    {"http", "*::host", "-", "P", ""},
    {"http", "*:localhost:localhost", "-", "P", ""},
    {"http", "::", "-", "P", ""},
    {"http", "*:0:", "-", "P", ""},
    {"http", "*:080:", "-", "P", ""},
    {"http", "*:65536:", "-", "P", ""},
    {"http", "*:-80:", "-", "P", ""},
    {"http", "*:+80:", "-", "P", ""},
    {"http", "*:8 0:", "-", "P", ""},
    {"http", "*:99999999999999999999:", "-", "P", ""},
    {"http", ":[PORT]:localhost", "-", "P", ""},
    {"ftp", "*:x:", "-", "P", ""},
    {"net.tcp", "0:*", "-", "P", ""},
    {"net.tcp", "*:808", "-", "P", ""},
};
INSTANTIATE_TEST_SUITE_P(InvalidPort, BindingTable, testing::ValuesIn(invalid_port));

constexpr Row hosts[] = {
    {"http", "*:80:*", "*:80:", "S", ""},
    {"http", "*:80:+", "*:80:+", "S", ""},
    {"http", "*:80:a/b", "*:80:a/b", "H", ""},
    {"http", "*:80:a b", "*:80:a b", "H", ""},
    {"http", "*:80:a\u00A0b", "*:80:a b", "H", ""},
    {"http", "*:80:service.*.contoso.com", "*:80:service.*.contoso.com", "H", ""},
    {"http", "*:80:*.*.com", "*:80:*.*.com", "H", ""},
    {"http", "*:80:*contoso.com", "*:80:*contoso.com", "H", ""},
    {"http", "*:80:*.", "*:80:*", "H", ""},
    {"http", "*:80:a..b", "*:80:a..b", "H", ""},
    {"http", "*:80:.a", "*:80:.a", "H", ""},
    {"http", "*:80:www@contoso", "*:80:www@contoso", "H", ""},
    {"http", "*:80:[x]", "*:80:[x]", "H", ""},
    {"http", "*:80:%HOST%", "*:80:%host%", "H", ""},
    {"http", "*:80:WWW.Contoso.COM", "*:80:www.contoso.com", "?", ""},
    {"http", "*:80:my_shop", "*:80:my_shop", "?", ""},
    {"http", "*:80:www.contoso.com.", "*:80:www.contoso.com", "?", ""},
    {"http", "*:80:10.0.0.1", "*:80:10.0.0.1", "?", ""},
    {"http", "*:80:My_Shop.", "*:80:my_shop", "?", ""},
    {"http", "*:80:b\u00FCcher.example", "*:80:xn--bcher-kva.example", "?", ""},
    {"http", "*:80:B\u00DCCHER.example", "*:80:xn--bcher-kva.example", "?", ""},
    {"http", "*:80:*.b\u00FCcher.example", "*:80:*.xn--bcher-kva.example", "?", ""},
    {"http", "*:80:\u043F\u0440\u0438\u043C\u0435\u0440.test", "*:80:xn--e1afmkfd.test", "?", ""},
};
INSTANTIATE_TEST_SUITE_P(Hosts, BindingTable, testing::ValuesIn(hosts));

TEST(BindingText, limits_the_length_of_hosts) {
  const std::string label(63, 'a');
  const auto fault = [](const std::string& host) {
    const std::string information = "*:80:" + host;
    BindingStore store;
    const BindingText text = parse_binding(Scheme::Http, information, store);
    const auto problems = text.problems();
    return problems.empty() ? std::string() : std::string(1, letter(problems.front().fault));
  };
  EXPECT_EQ(fault(label + ".example"), "");
  EXPECT_EQ(fault("b" + label + ".example"), "H");
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
  ASSERT_EQ(longest.size(), 253U);
  EXPECT_EQ(fault(longest), "");
  EXPECT_EQ(fault(longest + "b"), "H");
}

struct Place {
  std::string_view text;
  std::string_view part;
  std::string_view reason;
};

// The part at fault, and what is said about it.
TEST(BindingText, points_at_the_part_at_fault) {
  constexpr Place places[] = {
      {"10.10.10.1:www", "10.10.10.1:www", "has 2 of 3 parts (IP:port:host): the port is missing"},
      {"*:80", "*:80",
       "has 2 of 3 parts (IP:port:host): the host part is missing, so end it with \":\""},
      {"*:80:a:b", "*:80:a:b", "has 4 parts instead of 3 (IP:port:host)"},
      {"*:80: www", " www", "has blanks around \"www\", which IIS does not drop"},
      {"10.10.1:443:", "10.10.1",
       "is read by .NET as 10.10.0.1; write all four octets, in decimal, without leading zeros"},
      {"010.0.0.1:443:", "010.0.0.1",
       "is read by .NET as 8.0.0.1; write all four octets, in decimal, without leading zeros"},
      {"[fe80::1%4]:443:", "[fe80::1%4]",
       "has a zone id, \"%4\", which differs from machine to machine"},
      {"*:161902:localhost", "161902", "is not within 1 and 65535"},
      {"*:080:", "080", "has a leading zero that HTTP.sys refuses"},
      {"*::h", "", "is missing"},
      {"*:80:a/b", "/", "must not contain /"},
      {"*:80:a*", "*", "may have \"*\" as its whole left-most label only"},
      {"*:80:*.a b", " ", "must not contain white space"},
      {"2001:db8::5:443:", "2001:db8::5",
       "is an IPv6 address without brackets, so that every \":\" in it separates parts"},
  };
  for (const auto& [text, part, reason] : places) {
    BindingStore store;
    const BindingText binding = parse_binding(Scheme::Http, text, store);
    ASSERT_EQ(binding.problems().size(), 1U) << text;
    const BindingProblem& problem = binding.problems().front();
    EXPECT_EQ(text.substr(problem.begin, problem.end - problem.begin), part) << text;
    EXPECT_EQ(problem.reason, reason) << text;
  }
}

TEST(BindingText, gives_the_suggested_end_point) {
  BindingStore store;
  const BindingText binding = parse_binding(Scheme::Https, "10.10.10.1:www.contoso.com", store);
  EXPECT_EQ(binding.end_point(), nullptr);
  ASSERT_NE(binding.meant(), nullptr);
  EXPECT_EQ(binding.meant()->scheme, Scheme::Https);
  EXPECT_EQ(binding.meant()->information(), "10.10.10.1:443:www.contoso.com");
  EXPECT_EQ(parse_binding(Scheme::NetTcp, "*:808:*", store).meant(), nullptr);
}

TEST(BindingText, compares_what_is_meant) {
  BindingStore store;
  const auto read = [&](Scheme scheme, std::string_view text) {
    return parse_binding(scheme, text, store).canonical;
  };
  const auto same = [&](std::string_view one, std::string_view other) {
    return read(Scheme::Http, one) == read(Scheme::Http, other);
  };
  EXPECT_TRUE(same(":80:", "*:80:"));
  EXPECT_TRUE(same("0.0.0.0:80:*", "*:80:"));
  EXPECT_TRUE(same("[::1]:80:", "[0:0:0:0:0:0:0:1]:80:"));
  EXPECT_TRUE(same("*:80:www.contoso.com.", "*:80:WWW.contoso.com"));
  EXPECT_FALSE(same("[::]:80:", "*:80:"));
  EXPECT_FALSE(same("10.0.0.1:80:", "*:80:"));
  EXPECT_FALSE(same("*:80:a", "*:80:"));
  EXPECT_FALSE(read(Scheme::Https, "*:80:") == read(Scheme::Http, "*:80:"));
}

TEST(BindingText, views_what_stays_where_it_is) {
  BindingStore store;
  // Short enough to lie in the std::string itself.
  const BindingText canonical = parse_binding(Scheme::Http, "*:80:W", store);
  const BindingText proposed = parse_binding(Scheme::Http, "80:*:w", store);
  const BindingStore moved = std::move(store);
  EXPECT_EQ(canonical.end_point()->host, "w");
  ASSERT_NE(proposed.meant(), nullptr);
  EXPECT_EQ(proposed.meant()->information(), "*:80:w");
}

TEST(Scheme, sorts_by_name) {
  for (const std::string_view name :
       {"http", "HTTPS", "Ftp", "net.tcp", "net.pipe", "net.msmq", "msmq.formatname"})
    EXPECT_EQ(to_string(known_scheme(name)), lower(name));
  for (const std::string_view name : {"", "net", "httpss", "custom"})
    EXPECT_EQ(known_scheme(name), Scheme::Other);
  for (auto scheme = std::uint8_t{0}; scheme < static_cast<std::uint8_t>(Scheme::NetTcp); ++scheme)
    EXPECT_LT(to_string(static_cast<Scheme>(scheme)), to_string(static_cast<Scheme>(scheme + 1)));
}

}  // namespace
}  // namespace farmlint
