#include "lint/farm/presented.h"

#include <gtest/gtest.h>

#include "tests/farm_fixture.h"

namespace farmlint {
namespace {

using testing::FarmFixture;

const std::string x = "5e1c06a0b9d4f7e2a3815c6d90e4b7f21a3c5d88";
const std::string y = "99ab14d2c7e8f6035b4a9d1e2c3f708192a4b5c6";

std::string_view letter(TlsFault fault) {
  constexpr std::array<std::string_view, tls_fault_count> names{
      "no record", "other record", "no certificate", "not installed", "no key", "expired",
      "not yet",   "expiring",     "wrong name",     "unexpected",    "differs"};
  return names.at(static_cast<std::size_t>(fault));
}

// "A: expired, differs; B: differs", of every handshake of a farm with the nodes A and B.
std::string faults(const std::string& sites, const std::string& a, const std::string& b = {},
                   const std::string& more = {}) {
  FarmFixture fixture(sites, "<node name='A'><address ip='10.0.0.1'/><address ip='2001:db8::1'/>" +
                                 a + "</node><node name='B'><address ip='10.0.0.3'/>" + b +
                                 "</node>" + more);
  EXPECT_EQ(fixture.mistakes, "");
  fixture.farm.now = *parse_time("2026-11-01T12:00:00Z");
  const Presented presented(fixture.farm);
  std::string text;
  for (const TlsUse& use : fixture.farm.tls) {
    for (const Handshake& handshake : use.handshakes) {
      std::string words;
      for (const TlsFault fault : presented.faults_of(use, handshake.answer))
        words += (words.empty() ? "" : ", ") + std::string(letter(fault));
      text += fmt::format("{}{}: {}", text.empty() ? "" : "; ",
                          fixture.farm.manifest->nodes[use.node].name.value, words);
    }
  }
  return text;
}

std::string https(const std::string& information, int flags = 0) {
  return fmt::format(
      "<site name='S'><bindings><binding protocol='https' bindingInformation='{}' "
      "sslFlags='{}'/></bindings></site>",
      information, flags);
}

std::string record(const std::string& key, const std::string& thumbprint) {
  return fmt::format("<sslBinding endpoint='{}' thumbprint='{}'/>", key, thumbprint);
}

std::string certificate(const std::string& thumbprint, const std::string& more) {
  return fmt::format("<certificate thumbprint='{}' {}/>", thumbprint, more);
}

// Node A alone; its certificate is x.
std::string with_certificate(const std::string& attributes, const std::string& more = {}) {
  return faults(https("10.0.0.1:443:www.contoso.com"),
                record("10.0.0.1:443", x) + certificate(x, attributes), {}, more);
}

TEST(Presented, TellsWhichRecordAnswers) {
  const std::string own = https("10.0.0.1:443:");
  EXPECT_EQ(faults(own, record("10.0.0.1:443", x)), "A: ");
  EXPECT_EQ(faults(own, record("10.0.0.1:444", x)), "A: no record");
  EXPECT_EQ(faults(own, record("0.0.0.0:443", x)), "A: other record");
  EXPECT_EQ(faults(own, {}), "");  // no capture, no verdict
  const std::string sni = https("10.0.0.1:443:www", 1);
  EXPECT_EQ(faults(sni, record("www:443", x)), "A: ");
  EXPECT_EQ(faults(sni, record("www:443", x) + record("10.0.0.1:443", y)), "A: other record");
  EXPECT_EQ(faults(https("10.0.0.1:443:www", 2), record("ccs:443", "")), "A: ");
}

TEST(Presented, TakesTheRecordOfAllIpv6AddressesForAnAddition) {
  const std::string any = https("*:443:");
  EXPECT_EQ(faults(any, record("0.0.0.0:443", x) + record("[::]:443", x)), "A: ; A: ");
  EXPECT_EQ(faults(any, record("[::]:443", x)), "A: no record; A: other record");
}

TEST(Presented, JudgesTheCertificate) {
  const std::string fine = "names='www.contoso.com' notBefore='2026-01-01' notAfter='2027-01-01'";
  EXPECT_EQ(with_certificate(fine), "A: ");
  EXPECT_EQ(with_certificate(""), "A: ");
  EXPECT_EQ(with_certificate(fine + " privateKey='false'"), "A: no key");
  EXPECT_EQ(with_certificate("names='*.contoso.com'"), "A: ");
  EXPECT_EQ(with_certificate("names='contoso.com'"), "A: wrong name");
  EXPECT_EQ(with_certificate("names='contoso.com'", "<site name='S' tls='backend'/>"), "A: ");
  EXPECT_EQ(with_certificate("names='contoso.com'", "<site name='S' tls='offloaded'/>"), "");
}

TEST(Presented, JudgesTheDates) {
  EXPECT_EQ(with_certificate("notAfter='2026-10-31'"), "A: expired");
  EXPECT_EQ(with_certificate("notAfter='2026-11-01'"), "A: expiring");
  EXPECT_EQ(with_certificate("notAfter='2026-11-30'"), "A: expiring");
  EXPECT_EQ(with_certificate("notAfter='2026-12-01'"), "A: ");  // 30 days and some hours
  EXPECT_EQ(with_certificate("notBefore='2026-11-02'"), "A: not yet");
  const std::string early = "<certificate name='c' minDays='60' thumbprints='" + x + "'/>";
  EXPECT_EQ(with_certificate("notAfter='2026-12-30'", early), "A: expiring");
  const std::string late = "<certificate name='c' minDays='7' thumbprints='" + x + "'/>";
  EXPECT_EQ(with_certificate("notAfter='2026-11-20'", late), "A: ");
}

TEST(Presented, ComparesClientsWhereTheBindingHasNoHost) {
  const std::string node = record("10.0.0.1:443", x) + certificate(x, "names='www.contoso.com'");
  const auto site = [](const std::string& clients) {
    return "<site name='S' on='A'><endpoint protocol='https' port='443' clients='" + clients +
           "'/></site>";
  };
  const std::string hostless = https("10.0.0.1:443:");
  EXPECT_EQ(faults(hostless, node, {}, site("WWW.contoso.com")), "A: ");
  EXPECT_EQ(faults(hostless, node, {}, site("www.contoso.com contoso.com")), "A: wrong name");
}

TEST(Presented, ComparesWithWhatTheManifestNames) {
  const auto pinned = [](const std::string& thumbprints) {
    return "<certificate name='c' thumbprints='" + thumbprints +
           "'/><site name='S' on='A'><endpoint protocol='https' port='443' "
           "certificate='c'/></site>";
  };
  const std::string own = https("10.0.0.1:443:");
  const std::string node = record("10.0.0.1:443", x);
  EXPECT_EQ(faults(own, node, {}, pinned(y + " " + x)), "A: ");
  EXPECT_EQ(faults(own, node, {}, pinned(y)), "A: unexpected");
}

TEST(Presented, ComparesNodes) {
  const auto nodes = [&](const std::string& a, const std::string& b, const std::string& more = {}) {
    return faults(https("*:443:www", 1), a, b, more);
  };
  EXPECT_EQ(nodes(record("www:443", x), record("www:443", x)), "A: ; A: ; B: ");
  EXPECT_EQ(nodes(record("www:443", x), record("www:443", y)),
            "A: differs; A: differs; B: differs");
  // What stands in for a missing record is no second opinion.
  EXPECT_EQ(nodes(record("www:443", x), record("0.0.0.0:443", y)), "A: ; A: ; B: other record");
  // Every node has a certificate of its own.
  const std::string own =
      "<certificate name='c' perNode='true' thumbprints='" + x + " " + y + "'/>";
  EXPECT_EQ(nodes(record("www:443", x), record("www:443", y), own), "A: ; A: ; B: ");
}

TEST(Presented, ComparesSitesNotAddresses) {
  const std::string two =
      "<site name='S'><bindings><binding protocol='https' bindingInformation='10.0.0.1:443:'/>"
      "<binding protocol='https' bindingInformation='10.0.0.3:443:'/></bindings></site>";
  EXPECT_EQ(faults(two, record("10.0.0.1:443", x), record("10.0.0.3:443", y)),
            "A: differs; B: differs");
}

TEST(Presented, MarksTheNodesThatDoNotDoAsMostDo) {
  const std::string third =
      "<node name='C'><address ip='10.0.0.4'/>" + record("www:443", y) + "</node>";
  EXPECT_EQ(faults(https("*:443:www", 1), record("www:443", y), record("www:443", x), third),
            "A: ; A: ; B: differs; C: ");
}

// What only captures tell.
TEST(Presented, KnowsWhatIsNotThere) {
  FarmFixture fixture(https("10.0.0.1:443:"), "<node name='A'><address ip='10.0.0.1'/></node>");
  NodeEvidence& evidence = fixture.farm.evidence.front();
  const auto faults_with = [&](const std::string& thumbprint) {
    SslRecord captured;
    captured.key = *parse_record_key("10.0.0.1:443");
    captured.thumbprint = thumbprint;
    evidence.records.emplace(std::vector{captured});
    fixture.farm.tls = tls_uses(fixture.farm);
    const TlsUse& use = fixture.farm.tls.at(0);
    return Presented(fixture.farm).faults_of(use, use.handshakes.at(0).answer);
  };
  EXPECT_EQ(faults_with(""), std::vector{TlsFault::NoCertificate});
  EXPECT_EQ(faults_with(x), std::vector<TlsFault>());
  evidence.stores.insert("WebHosting");
  EXPECT_EQ(faults_with(x), std::vector<TlsFault>());
  evidence.stores.insert("My");
  EXPECT_EQ(faults_with(x), std::vector{TlsFault::NotInstalled});
}

TEST(Presented, CountsDaysLeft) {
  Certificate certificate;
  const TimePoint now = *parse_time("2026-11-01T12:00:00Z");
  EXPECT_EQ(days_left(certificate, now), std::nullopt);
  for (const auto& [end, days] : {std::pair("2026-11-03T11:59:59Z", 1),
                                  {"2026-11-02T11:00:00Z", 0},
                                  {"2026-11-01T11:59:59Z", -1}}) {
    certificate.not_after = parse_time(end);
    EXPECT_EQ(days_left(certificate, now), days) << end;
  }
}

}  // namespace
}  // namespace farmlint
