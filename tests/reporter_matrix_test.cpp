#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "lint/load.h"
#include "reporters/matrix.h"
#include "tests/farm_fixture.h"
#include "tests/support.h"

namespace farmlint::reporters {
namespace {

using testing::FarmFixture;
using testing::site;

const std::string x = "5e1c06a0b9d4f7e2a3815c6d90e4b7f21a3c5d88";
const std::string y = "99ab14d2c7e8f6035b4a9d1e2c3f708192a4b5c6";

std::string drawn(const std::string& story, std::string_view format) {
  const LoadOptions options{.root = ".", .schema = {}, .now = {}, .rules = {}};
  const LoadedFarm loaded = load_farm({"testdata/farms/" + story + "/farm.xml", {}}, options);
  const Farm* const farms[] = {&loaded.farm};
  return render_matrix(farms, format, false);
}

// The matrix of a farm with these <site>s and what stands inside of <farm>.
std::string drawn_from(const std::string& sites, const std::string& manifest,
                       std::string_view format = "text") {
  FarmFixture fixture(sites, manifest);
  EXPECT_EQ(fixture.mistakes, "");
  fixture.farm.name = "f";
  fixture.farm.now = *parse_time("2026-11-01T12:00:00Z");
  const Farm* const farms[] = {&fixture.farm};
  return render_matrix(farms, format, false);
}

std::string node(const std::string& name, const std::string& ip, const std::string& more = {}) {
  return fmt::format("<node name='{}'><address ip='{}'/>{}</node>", name, ip, more);
}

std::string record(const std::string& key, const std::string& thumbprint) {
  return fmt::format("<sslBinding endpoint='{}' thumbprint='{}'/>", key, thumbprint);
}

const std::string www = "<certificate thumbprint='" + x +
                        "' names='www.contoso.com contoso.com' notAfter='2027-03-01'/>";
const std::string old = "<certificate thumbprint='" + y +
                        "' names='old.contoso.com' notAfter='2026-10-20' privateKey='false'/>";

const std::string two_sites =
    site("Site1", {"10.0.0.1:443:", "10.0.0.3:443:"}, "https") +
    site("Shop", {"10.0.0.1:444:www.contoso.com", "10.0.0.3:444:www.contoso.com"}, "https");
const std::string two_nodes =
    node("ServerA", "10.0.0.1", record("10.0.0.1:443", x) + record("10.0.0.1:444", x) + www) +
    node("ServerB", "10.0.0.3", record("10.0.0.3:443", x) + record("0.0.0.0:444", y) + old);

TEST(Matrix, ShowsWhatAnswersAndWhatIsMissing) {
  EXPECT_EQ(
      drawn("contoso", "text"),
      "site   wanted                    ServerA                                ServerB\n"
      "Site1  http 80 www.contoso.com   MISSING 10.10.10.1:80:www.contoso.com  MISSING "
      "10.10.10.3:80:www.contoso.com\n"
      "Site1  https 443 (no host)       10.10.10.1:443:                        MISSING "
      "10.10.10.3:443:\n"
      "                                 ? (no sslcert capture)\n"
      "Site2  http 80 shop.contoso.com  10.10.10.2:80:shop.contoso.com         MISSING "
      "10.10.10.4:80:shop.contoso.com\n"
      "Site2  https 443 (no host)       10.10.10.2:443:                        MISSING "
      "10.10.10.4:443:\n"
      "                                 ? (no sslcert capture)\n"
      "\n"
      "Shown: the binding that answers, and the certificate that clients get: thumbprint, names, "
      "days left. -: nothing is wanted there.\n"
      "MISSING (5): the binding to add.\n");
}

TEST(Matrix, IsShownInTheReadmeAsItIs) {
  EXPECT_NE(testing::read("README.md").find(drawn("contoso", "text")), std::string::npos);
}

TEST(Matrix, ShowsTheCertificateThatClientsGet) {
  EXPECT_EQ(drawn_from(two_sites, two_nodes),
            R"(site   wanted                     ServerA                                 ServerB
Site1  https 443 (no host)        10.0.0.1:443:                           10.0.0.3:443:
                                  5E1C06A0… www.contoso.com +1, 120 days  5E1C06A0… (not in the inventory)
Shop   https 444 www.contoso.com  10.0.0.1:444:www.contoso.com            10.0.0.3:444:www.contoso.com
                                  5E1C06A0… www.contoso.com +1, 120 days  99AB14D2… old.contoso.com, ended 12 days ago
                                                                          OTHER RECORD 0.0.0.0:444 (all addresses)
                                                                          NO KEY
                                                                          EXPIRED
                                                                          WRONG NAME

Shown: the binding that answers, and the certificate that clients get: thumbprint, names, days left. -: nothing is wanted there.
OTHER RECORD (1): the record that answers instead of the binding's own.
NO KEY (1): the certificate has no private key on the node.
EXPIRED (1): the certificate has ended.
WRONG NAME (1): the certificate does not cover the name that clients use.
)");
}

// A line for each node where the columns would not fit on a screen.
TEST(Matrix, IsNarrowForManyNodes) {
  std::string nodes = "<node name='OLD' state='standby'><address ip='10.0.0.99'/></node>";
  for (int n = 1; n <= 8; ++n)
    nodes += node(fmt::format("WEB0{}", n), fmt::format("10.0.0.{}", n),
                  n == 6   ? record("0.0.0.0:444", x)
                  : n == 7 ? old + record("0.0.0.0:443", y)
                  : n == 8 ? ""
                           : www + record("0.0.0.0:443", x));
  EXPECT_EQ(
      drawn_from(site("Site1", {"*:443:www.contoso.com"}, "https") + site("Api", {"10.0.0.1:80:"}),
                 nodes + "<site name='Api' on='WEB01 WEB02'/>"),
      R"(Site1  https 443 www.contoso.com
  WEB01  *:443:www.contoso.com  5E1C06A0… www.contoso.com +1, 120 days
  WEB02  *:443:www.contoso.com  5E1C06A0… www.contoso.com +1, 120 days
  WEB03  *:443:www.contoso.com  5E1C06A0… www.contoso.com +1, 120 days
  WEB04  *:443:www.contoso.com  5E1C06A0… www.contoso.com +1, 120 days
  WEB05  *:443:www.contoso.com  5E1C06A0… www.contoso.com +1, 120 days
  WEB06  *:443:www.contoso.com  nothing answers                               NO RECORD 0.0.0.0:443
  WEB07  *:443:www.contoso.com  99AB14D2… old.contoso.com, ended 12 days ago  NO KEY, EXPIRED, WRONG NAME, DIFFERS
  WEB08  *:443:www.contoso.com  ? (no sslcert capture)
Api  http 80 (no host)
  WEB01  10.0.0.1:80:
  WEB02  MISSING 10.0.0.2:80:

Shown: the binding that answers, and the certificate that clients get: thumbprint, names, days left. Nothing is wanted on OLD (standby).
MISSING (1): the binding to add.
NO RECORD (1): the record to add; none answers, and browsers get a reset connection.
NO KEY (1): the certificate has no private key on the node.
EXPIRED (1): the certificate has ended.
WRONG NAME (1): the certificate does not cover the name that clients use.
DIFFERS (1): as many nodes, or more, present another certificate for the same site, port and host.
)");
}

// Where one binding meets several records of a node.
TEST(Matrix, TellsAddressesApart) {
  const std::string table = drawn_from(
      site("S", {"*:443:"}, "https"),
      "<node name='A'><address ip='10.0.0.1'/><address ip='10.0.0.2'/><address ip='10.0.0.3'/>" +
          record("0.0.0.0:443", x) + record("10.0.0.2:443", y) + www + "</node>");
  EXPECT_TRUE(table.starts_with(R"(site  wanted               A
S     https 443 (no host)  *:443:
                           10.0.0.1 +1: 5E1C06A0… www.contoso.com +1, 120 days
                           10.0.0.2: 99AB14D2… (not in the inventory)
                           OTHER RECORD 10.0.0.2:443 (exact address)
)")) << table;
}

TEST(Matrix, SaysWhyNothingIsKnown) {
  const auto cell = [](const std::string& sites, const std::string& more) {
    const std::string table = drawn_from(sites, more, "markdown");
    const auto begin = table.find("<br>") + 4;
    return table.substr(begin, table.find(" |", begin) - begin);
  };
  const std::string any = site("S", {"*:443:"}, "https");
  const std::string known = node("A", "10.0.0.1", record("0.0.0.0:443", x));
  EXPECT_EQ(cell(any, node("A", "10.0.0.1")), "? (no sslcert capture)");
  EXPECT_EQ(cell(any, known), "5E1C06A0… (no certificates capture)");
  EXPECT_EQ(cell(any, known + "<site name='S' tls='offloaded'/>"), "TLS ends before IIS");
  EXPECT_EQ(cell(any, node("A", "10.0.0.1", record("0.0.0.0:443", ""))),
            "? (no thumbprint in the manifest)");
  EXPECT_EQ(cell(any, node("A", "10.0.0.1",
                           record("0.0.0.0:443", x) + "<certificate thumbprint='" + x + "'/>")),
            "5E1C06A0… ? names, ? days");
  EXPECT_EQ(cell(R"(<site name="S" serverAutoStart="false"><bindings>
                      <binding protocol="https" bindingInformation="*:443:"/></bindings></site>)",
                 known),
            "? (the site does not start)");
  EXPECT_EQ(cell(R"(<site name="S"><bindings><binding protocol="https" sslFlags="1"
                      bindingInformation="*:443:"/></bindings></site>)",
                 known),
            "? (its sslFlags need a host name)");
  // The one address is another site's on that port.
  EXPECT_EQ(cell(any + site("T", {"10.0.0.1:443:"}, "https"), known),
            "? (other bindings have its addresses)");
}

TEST(Matrix, NamesStatesOfNodesAndLeavesThemAlone) {
  const std::string table = drawn("groups-ipv6", "text");
  EXPECT_NE(table.find("WEB04 (standby)"), std::string::npos) << table;
  EXPECT_NE(table.find("WEB00 (decommissioned)"), std::string::npos) << table;
}

TEST(Matrix, SpeaksMarkdown) {
  EXPECT_TRUE(drawn("contoso", "markdown")
                  .starts_with("| site | wanted | ServerA | ServerB |\n| --- | --- | --- | --- |\n"
                               "| Site1 | http 80 www.contoso.com | MISSING "));
}

TEST(Matrix, SpeaksJson) {
  const auto document = nlohmann::json::parse(drawn("contoso", "json"));
  const auto& row = document.at("farms").at(0).at("rows").at(1);
  EXPECT_EQ(row, nlohmann::json::parse(R"({
    "site": "Site1", "protocol": "https", "port": 443, "host": "",
    "cells": [{"node": "ServerA", "bindings": ["10.10.10.1:443:"], "missing": [],
               "records": [], "reason": "no sslcert capture"},
              {"node": "ServerB", "bindings": [], "missing": ["10.10.10.3:443:"],
               "records": []}]})"));
}

TEST(Matrix, TellsCertificatesInJson) {
  const auto document = nlohmann::json::parse(drawn_from(two_sites, two_nodes, "json"));
  const auto& cells = document.at("farms").at(0).at("rows").at(1).at("cells");
  EXPECT_EQ(cells.at(0).at("records"), nlohmann::json::parse(R"([{
    "address": "10.0.0.1", "record": "10.0.0.1:444", "rank": "addressPort", "expected": true,
    "needed": "10.0.0.1:444",
    "thumbprint": "5e1c06a0b9d4f7e2a3815c6d90e4b7f21a3c5d88", "store": "MY",
    "names": ["www.contoso.com", "contoso.com"], "notAfter": "2027-03-01T23:59:59Z",
    "daysLeft": 120, "faults": []}])"));
  EXPECT_EQ(cells.at(1).at("records"), nlohmann::json::parse(R"([{
    "address": "10.0.0.3", "record": "0.0.0.0:444", "rank": "any", "expected": false,
    "needed": "10.0.0.3:444",
    "thumbprint": "99ab14d2c7e8f6035b4a9d1e2c3f708192a4b5c6", "store": "MY",
    "names": ["old.contoso.com"], "notAfter": "2026-10-20T23:59:59Z", "daysLeft": -12,
    "faults": ["otherRecord", "noKey", "expired", "wrongName"]}])"));
}

}  // namespace
}  // namespace farmlint::reporters
