#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/date.h"
#include "lint/farm/not_used.h"
#include "lint/farm/read_manifest.h"
#include "lint/schemas.h"
#include "rules/registry.h"
#include "tests/manifest_sample.h"

namespace farmlint {
namespace {

namespace fs = std::filesystem;

struct Read {
  explicit Read(std::string text, const fs::path& folder = ".")
      : document(parse_xml(sources, sources.add("farm.xml", std::move(text)))),
        result(read_manifest(document, folder, rules::all())) {}

  // "line:column message", one per line.
  std::string errors() const {
    std::string all;
    for (const Finding& error : result.errors) {
      const Position at = sources.start_of(error.at);
      if (!all.empty()) all += '\n';
      all += fmt::format("{}:{} {}", at.line, at.column, error.message);
    }
    return all;
  }
  const Manifest& manifest() const { return result.manifest; }

  SourceSet sources;
  XmlDocument document;
  ReadManifest result;
};

// A farm of two nodes, and more on the second line.
std::string farm_with(const std::string& more) {
  return R"(<farm xmlns="urn:farmlint:farm:1" name="f"><configuration path="c"/>)"
         R"(<node name="A" group="web"><address ip="10.0.0.1"/></node>)"
         R"(<node name="B" group="web"><alias name="b.local"/><address ip="10.0.0.2"/></node>)"
         "\n" +
         more + "\n</farm>\n";
}

struct Mistake {
  const char* written;
  const char* expected;
};

// Each element stands on line 2 of the manifest.
constexpr Mistake mistakes[] = {
    {R"(<nod name="A"/>)", R"(2:2 unknown element <nod> in <farm>; did you mean <node>?)"},
    {R"(<node name="C" stat="standby"/>)",
     R"(2:16 unknown attribute 'stat' on <node>; did you mean 'state'?)"},
    {R"(<node name="C" state="actve"/>)",
     R"(2:23 state="actve" on <node>: one of active, standby, draining or decommissioned is expected; did you mean 'active'?)"},
    {R"(<node name="C" State="active"/>)",
     R"(2:16 unknown attribute 'State' on <node>; did you mean 'state'?)"},
    {R"(<node name="C" domainJoined="yes"/>)",
     R"(2:30 domainJoined="yes" on <node>: true or false is expected)"},
    {R"(<node name="C" osBuild="10.0"/>)",
     R"(2:25 osBuild="10.0" on <node>: an integer from 0 to 4294967295 is expected)"},
    {R"(<node/>)", R"(2:1 missing required attribute 'name' on <node>)"},
    {R"(<node name=""/>)", R"(2:13 name="" on <node>: a value is expected)"},
    {R"(<node name="a"/>)", R"(2:13 the node name 'a' is given twice)"},
    {R"(<node name="C"><alias name="B.local"/></node>)",
     R"(2:29 the node name 'B.local' is given twice)"},
    {R"(<node name="C" reservedPorts="80 x 70000"/>)",
     R"(2:34 'x' is no port
2:36 '70000' is no port)"},
    {R"(<node name="C"><address/></node>)", R"(2:16 missing required attribute 'ip' on <address>)"},
    {R"(<node name="C"><addres ip="10.0.0.9"/></node>)",
     R"(2:17 unknown element <addres> in <node>; did you mean <address>?)"},
    {R"(<node name="C">text</node>)", R"(2:16 text in <node>, where only elements are expected)"},
    {R"(<site name="S" on="wbe"/>)",
     R"(2:20 there is no node or group 'wbe'; did you mean 'web'?)"},
    {R"(<site name="S" on=" "/>)", R"(2:20 'on' names no node)"},
    {R"(<site name="S" on=""/>)", R"(2:20 'on' names no node)"},
    {R"(<site name="S"/><site name="s"/>)", R"(2:29 the site name 's' is given twice)"},
    {R"(<site name="S"><at node="b.locale" ip="10.0.0.1"/></site>)",
     R"(2:26 there is no node 'b.locale'; did you mean 'b.local'?)"},
    {R"(<site name="S"><at node="web" ip="10.0.0.1"/></site>)",
     R"(2:26 there is no node 'web', only a group)"},
    {R"(<site name="S"><at ip="10.0.0.1"/></site>)",
     R"(2:16 missing required attribute 'node' on <at>)"},
    {R"(<site name="S"><endpoint protocol="http"/></site>)",
     R"(2:16 missing required attribute 'port' on <endpoint>)"},
    {R"(<site name="S"><endpoint protocol="htps" port="443"/></site>)",
     R"(2:36 protocol="htps" on <endpoint>: one of http, https or ftp is expected; did you mean 'https'?)"},
    {R"(<site name="S"><endpoint protocol="http" port="0"/></site>)",
     R"(2:48 port="0" on <endpoint>: an integer from 1 to 65535 is expected)"},
    {R"(<site name="S"><endpoint protocol="http" port="70000"/></site>)",
     R"(2:48 port="70000" on <endpoint>: an integer from 1 to 65535 is expected)"},
    {R"(<site name="S"><endpoint protocol="http" port="80" on="C"/></site>)",
     R"(2:56 there is no node or group 'C')"},
    {R"(<certificate name="www"/><site name="S"><endpoint protocol="https" port="443" certificate="wwww"/></site>)",
     R"(2:92 there is no certificate 'wwww'; did you mean 'www'?)"},
    {R"(<certificate name="www"/><certificate name="WWW"/>)",
     R"(2:45 the certificate name 'WWW' is given twice)"},
    {R"(<certificate name="www" thumbprints="5e1c"/>)",
     R"(2:38 '5e1c' is no thumbprint, which is 40 or 64 hexadecimal digits)"},
    {R"(<node name="C"><address ip="10.0.0.3"/><certificate thumbprint="zz" notAfter="2026-02-30"/></node>)",
     R"(2:65 'zz' is no thumbprint, which is 40 or 64 hexadecimal digits
2:79 notAfter="2026-02-30" on <certificate>: a date YYYY-MM-DD is expected)"},
    {R"(<node name="C"><sslBinding endpoint="10.0.0.300:443" thumbprint="5e1c"/></node>)",
     R"(2:38 '10.0.0.300:443' is no end point of a certificate record; write address:port, host:port or ccs:port
2:66 '5e1c' is no thumbprint, which is 40 or 64 hexadecimal digits)"},
    {R"(<node name="C"><sslBinding endpoint="10.0.0.3:0"/></node>)",
     R"(2:38 '10.0.0.3:0' is no end point of a certificate record; write address:port, host:port or ccs:port)"},
    {R"(<node name="C"><sslBinding endpoint="2001:db8::1:443"/></node>)",
     R"(2:38 '2001:db8::1:443' is no end point of a certificate record; write address:port, host:port or ccs:port)"},
    {R"(<node name="C"><capture kind="sslcert" file="missing.txt"/></node>)",
     R"(2:46 the capture 'missing.txt' does not exist)"},
    {R"(<node name="C"><capture kind="sslcrt" file="missing/*.txt"/></node>)",
     R"(2:31 kind="sslcrt" on <capture>: one of sslcert, certificates, iplisten, redirection or ccs is expected; did you mean 'sslcert'?
2:45 no file matches 'missing/*.txt')"},
    {R"(<policy><rule name="binding-host-str" level="error"/></policy>)",
     R"(2:21 there is no rule 'binding-host-str'; did you mean 'binding-host-star'?)"},
    {R"(<policy><rule name="binding-host-star" level="fatal"/></policy>)",
     R"(2:47 level="fatal" on <rule>: one of error, warning, note or off is expected)"},
    {R"(<policy><rule name="binding-host-star" level="off"/><rule name="binding-host-star" level="note"/></policy>)",
     R"(2:65 the level of 'binding-host-star' is given twice)"},
    {R"(<policy expiryDays="-1" requireEvidence="True" mixedVersionsUntil="2027-13-01"/>)",
     R"(2:21 expiryDays="-1" on <policy>: an integer from 0 to 3650 is expected
2:42 requireEvidence="True" on <policy>: true or false is expected
2:68 mixedVersionsUntil="2027-13-01" on <policy>: a date YYYY-MM-DD is expected)"},
    {R"(<policy><setting name="x" section="s" attribute="a" must="equals" value="1"/></policy>)",
     R"(2:59 must="equals" on <setting>: one of equal, not-equal, one-of, at-least, at-most, present or absent is expected; did you mean 'equal'?)"},
    {R"(<policy><setting name="x" section="s" attribute="a" must="equal"/></policy>)",
     R"(2:59 'equal' needs a 'value' to compare with)"},
    {R"(<policy/><policy/>)", R"(2:11 <policy> stands twice in <farm>)"},
    {R"(<ignore rule="x"/>)", R"(2:1 missing required attribute 'reason' on <ignore>)"},
    {R"(<ignore rule="x" reason=""/>)", R"(2:26 reason="" on <ignore>: a value is expected)"},
    {R"(<ignore rule="x" reason="y" until="2026-02-30"/>)",
     R"(2:36 until="2026-02-30" on <ignore>: a date YYYY-MM-DD is expected)"},
    {R"(<ignore rule="x" reason="y" address="10.0.0.0/33"/>)",
     R"(2:38 '10.0.0.0/33' is neither an IP address nor a range like 10.10.20.0/24)"},
    {R"(<ignore rule="x" reason="y" adress="10.0.0.1"/>)",
     R"(2:29 unknown attribute 'adress' on <ignore>; did you mean 'address'?)"},
    {R"(<frontEnd name="f" type="lvs"/>)",
     R"(2:26 type="lvs" on <frontEnd>: one of proxy, nlb or dsr is expected)"},
    {R"(<frontEnd name="f"/>)", R"(2:1 missing required attribute 'type' on <frontEnd>)"},
    {R"(<frontEnd name="f" type="nlb"><vip ip="x"/><probe protocol="http" port="x"/></frontEnd>)",
     R"(2:73 port="x" on <probe>: an integer from 1 to 65535 is expected)"},
};

TEST(Manifest, EveryMistakeIsToldAtItsPlace) {
  for (const Mistake& mistake : mistakes)
    EXPECT_EQ(Read(farm_with(mistake.written)).errors(), mistake.expected) << mistake.written;
}

TEST(Manifest, OtherRootsAreRefused) {
  EXPECT_EQ(Read("<frm/>").errors(),
            "1:1 the root element of a farm manifest is <farm>, not <frm>");
  EXPECT_EQ(Read("<farm name='f'/>").errors(), "1:1 <farm> lacks xmlns=\"urn:farmlint:farm:1\"");
  EXPECT_EQ(Read("<farm xmlns='urn:farmlint:farm:2' name='f'/>").errors(),
            "1:14 the namespace of a farm manifest is 'urn:farmlint:farm:1', not "
            "'urn:farmlint:farm:2'");
  EXPECT_EQ(Read("<farm xmlns='urn:farmlint:farm:1' name='f'/>").errors(),
            "1:1 missing <configuration> in <farm>");
}

TEST(Manifest, FaultsOfAddressesAreNoErrors) {
  EXPECT_EQ(Read(farm_with(R"(<node name="C"/><node name="D"><address ip="10.0.0.1"/></node>)"
                           R"(<site name="S"><at node="A" ip="10.0.0.999"/></site>)"))
                .errors(),
            "");
}

TEST(Manifest, NodesAreFoundByAliasAndGroup) {
  const Read read(farm_with(R"(<node name="C" state="draining"/><node name="D" state="standby"/>)"
                            R"(<site name="S" on="B.LOCAL c"/><site name="T" on="web b"/>)"
                            R"(<site name="U"/>)"));
  EXPECT_EQ(read.errors(), "");
  EXPECT_EQ(read.manifest().site("s")->on, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(read.manifest().site("T")->on, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(read.manifest().site("U")->on, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(read.manifest().node("B.local"), &read.manifest().nodes[1]);
}

TEST(Manifest, VirtualAddressesReachActiveNodesUnlessAProxyHasThem) {
  const Read read(farm_with(R"(<node name="C" state="standby"><address ip="10.0.0.3"/></node>)"
                            R"(<frontEnd name="n" type="nlb"><vip ip="10.0.0.80"/></frontEnd>)"
                            R"(<frontEnd name="p" type="proxy"><vip ip="10.0.0.90"/></frontEnd>)"));
  const auto ip = [](const char* text) { return parse_ip(text).value(); };
  EXPECT_TRUE(read.manifest().nodes[0].has(ip("10.0.0.80")));
  EXPECT_FALSE(read.manifest().nodes[0].has(ip("10.0.0.90")));
  EXPECT_FALSE(read.manifest().nodes[2].has(ip("10.0.0.80")));
  EXPECT_TRUE(read.manifest().belongs_to_farm(ip("10.0.0.80")));
  EXPECT_FALSE(read.manifest().belongs_to_farm(ip("10.0.0.90")));
  EXPECT_FALSE(read.manifest().belongs_to_farm(ip("10.0.0.3")));
}

class ManifestSample : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_ / "nodes/ServerA");
    fs::create_directories(folder_ / "certs");
    for (const char* name : {"nodes/ServerA/sslcert.txt", "nodes/ServerA/certificates.json",
                             "certs/b.cer", "certs/a.cer", "certs/a.key"})
      std::ofstream(folder_ / name) << "x";
  }
  fs::path folder_ = fs::path(::testing::TempDir()) / "farmlint_manifest_sample";
};

TEST_F(ManifestSample, IsAccepted) {
  const Read read(testing::manifest_sample, folder_);
  EXPECT_EQ(read.errors(), "");
  const Manifest& manifest = read.manifest();
  EXPECT_EQ(manifest.name.value, "contoso-web");
  EXPECT_EQ(manifest.configuration.replication.value, "none");
  EXPECT_EQ(manifest.policy.expiry_days, 30);
  EXPECT_EQ(manifest.policy.mixed_versions_until, parse_date("2027-03-31"));
  ASSERT_EQ(manifest.policy.rules.size(), 1U);
  EXPECT_EQ(manifest.policy.rules[0].level, Severity::Error);
  const Node& node = manifest.nodes[0];
  EXPECT_EQ(node.os_build, 17763U);
  EXPECT_EQ(node.domain_joined, true);
  EXPECT_EQ(node.features.size(), 3U);
  EXPECT_EQ(node.reserved_ports, std::vector<unsigned>{8172});
  ASSERT_EQ(node.captures.size(), 3U);
  ASSERT_EQ(node.captures[2].paths.size(), 2U);
  EXPECT_TRUE(node.captures[2].paths[0].ends_with("certs/a.cer"));
  EXPECT_EQ(manifest.certificates[0].thumbprints.size(), 2U);
  const ManifestSite& site = manifest.sites[0];
  EXPECT_EQ(site.at[1].node, 1U);
  EXPECT_EQ(site.endpoints[0].host, "www.contoso.com");
  EXPECT_EQ(site.endpoints[1].host, std::nullopt);
  EXPECT_EQ(site.endpoints[2].on, std::vector<std::size_t>{0});
  EXPECT_TRUE(manifest.sites[1].is_alternate("BLUE"));
  ASSERT_EQ(manifest.ignores.size(), 2U);
  EXPECT_TRUE(manifest.ignores[1].address->contains(parse_ip("10.10.20.7").value()));
}

TEST_F(ManifestSample, SaysWhatIsNotUsedYet) {
  const Read read(testing::manifest_sample, folder_);
  std::string all;
  for (const NotUsed& kind : not_used(read.manifest()))
    all += fmt::format("{} {}, ", kind.element, kind.count);
  EXPECT_EQ(all, "policy/setting 1, frontEnd/@tls 1, policy/@disableLegacyTls 1, ");
  EXPECT_TRUE(not_used(Read(farm_with("")).manifest()).empty());
}

}  // namespace
}  // namespace farmlint
