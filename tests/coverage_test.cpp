#include "lint/farm/coverage.h"

#include <gtest/gtest.h>

#include "lint/farm/symmetry.h"
#include "tests/farm_fixture.h"

namespace farmlint {
namespace {

using testing::FarmFixture;
using testing::site;

const std::string two_nodes =
    R"(<node name="A"><address ip="10.0.0.1"/><address ip="10.0.0.2"/></node>)"
    R"(<node name="B"><address ip="10.0.0.3"/><address ip="10.0.0.4"/></node>)";

// "Node proposal", one per line, of what is missing.
std::string missing(const std::string& sites, const std::string& manifest) {
  const FarmFixture fixture(sites, manifest);
  EXPECT_EQ(fixture.mistakes, "");
  std::string text;
  for (const NodeCoverage& where : coverage(fixture.farm)) {
    for (const CoverageCell& cell : where.cells) {
      if (!cell.missing()) continue;
      text += fmt::format("{} {} {}\n", fixture.farm.manifest->nodes[where.node].name.value,
                          to_string(cell.want.scheme), cell.want.proposal.information());
    }
  }
  return text;
}

TEST(Coverage, DedicatedAddressesWantEveryKeyOfTheSite) {
  const std::string at = two_nodes + R"(<site name="S"><at node="A" ip="10.0.0.1"/>)"
                                     R"(<at node="B" ip="10.0.0.3"/></site>)";
  EXPECT_EQ(missing(site("S", {"10.0.0.1:80:"}), at), "B http 10.0.0.3:80:\n");
  EXPECT_EQ(missing(site("S", {"10.0.0.1:80:", "10.0.0.3:80:"}), at), "");
  EXPECT_EQ(missing(site("S", {"*:80:"}), at), "");
  EXPECT_EQ(missing(site("S", {"0.0.0.0:80:"}), at), "");
  EXPECT_EQ(missing(site("S", {":80:"}), at), "");
  // Another host does not do, nor no host.
  EXPECT_EQ(missing(site("S", {"10.0.0.1:80:www", "*:80:"}), at), "B http 10.0.0.3:80:www\n");
  // An address that is the node's, but not the site's.
  EXPECT_EQ(missing(site("S", {"10.0.0.1:80:", "10.0.0.4:80:"}), at), "B http 10.0.0.3:80:\n");
  // Two addresses on one node want two bindings.
  EXPECT_EQ(missing(site("S", {"10.0.0.1:80:"}),
                    two_nodes + R"(<site name="S" on="A"><at node="A" ip="10.0.0.1"/>)"
                                R"(<at node="A" ip="10.0.0.2"/></site>)"),
            "A http 10.0.0.2:80:\n");
}

TEST(Coverage, WithoutADedicatedAddressAnyFreeOneOfTheNodeDoes) {
  EXPECT_EQ(missing(site("S", {"10.0.0.2:80:", "10.0.0.4:80:"}), two_nodes), "");
  EXPECT_EQ(missing(site("S", {"10.0.0.2:80:"}), two_nodes), "B http 10.0.0.3:80:\n");
  // One that is dedicated to another site does not count, and is not proposed.
  const std::string other = R"(<site name="T"><at node="B" ip="10.0.0.3"/></site>)";
  EXPECT_EQ(missing(site("S", {"10.0.0.1:80:", "10.0.0.3:80:"}), two_nodes + other),
            "B http 10.0.0.4:80:\n");
  // Unless the two are alternates.
  EXPECT_EQ(missing(site("S", {"10.0.0.1:80:", "10.0.0.3:80:"}),
                    two_nodes + other + R"(<site name="S" alternates="T"/>)"),
            "");
  // A site with a binding to any address gets another one of that kind.
  EXPECT_EQ(missing(site("S", {"10.0.0.1:80:", "*:8080:"}), two_nodes), "B http *:80:\n");
}

TEST(Coverage, InfersWantsFromAddressesOfTheFarm) {
  EXPECT_EQ(missing(site("S", {"192.0.2.1:80:", "127.0.0.1:80:"}), two_nodes), "");
  EXPECT_EQ(missing(site("S", {"net.tcp"}, "net.tcp"), two_nodes), "");
  EXPECT_EQ(missing(site("S", {"10.0.0.1:21:"}, "ftp"), two_nodes), "B ftp 10.0.0.3:21:\n");
  const std::string standby =
      two_nodes + R"(<node name="C" state="standby"><address ip="10.0.0.5"/></node>)";
  EXPECT_EQ(missing(site("S", {"10.0.0.5:80:"}), standby), "");
  const std::string draining =
      two_nodes + R"(<node name="C" state="draining"><address ip="10.0.0.5"/></node>)";
  EXPECT_EQ(missing(site("S", {"10.0.0.5:80:"}), draining),
            "A http 10.0.0.1:80:\nB http 10.0.0.3:80:\n");
  const std::string nlb =
      two_nodes + R"(<frontEnd name="n" type="nlb"><vip ip="10.0.0.9"/></frontEnd>)";
  EXPECT_EQ(missing(site("S", {"10.0.0.9:80:"}), nlb), "");
}

TEST(Coverage, UnreadableBindingsCountForWantsAndAreNotAskedForTwice) {
  const std::string at = two_nodes + R"(<site name="S"><at node="A" ip="10.0.0.1"/>)"
                                     R"(<at node="B" ip="10.0.0.3"/></site>)";
  EXPECT_EQ(missing(site("S", {"10.0.0.1:www.contoso.com"}), at),
            "B http 10.0.0.3:80:www.contoso.com\n");
}

TEST(Coverage, DeclaredEndpointsReplaceInference) {
  const std::string endpoints = two_nodes +
                                R"(<site name="S"><endpoint protocol="http" port="80" host=""/>)"
                                R"(<endpoint protocol="http" port="8080" on="B"/></site>)";
  EXPECT_EQ(missing(site("S", {"*:80:www", "10.0.0.1:90:"}), endpoints),
            "A http *:80:\nB http *:80:\nB http *:8080:\n");
  EXPECT_EQ(missing(site("S", {"*:80:*", "10.0.0.4:8080:x"}), endpoints), "");
}

TEST(Coverage, OnlyActiveNodesOfTheSiteWantAnything) {
  const std::string on = two_nodes + R"(<node name="C" group="g" state="standby"/>)"
                                     R"(<site name="S" on="A g"/>)";
  EXPECT_EQ(missing(site("S", {"10.0.0.3:80:"}), on), "A http 10.0.0.1:80:\n");
  // Two sites whose names differ in letter case only are both meant.
  EXPECT_EQ(missing(site("s", {"10.0.0.3:80:"}) + site("S", {"10.0.0.3:90:"}), on),
            "A http 10.0.0.1:80:\nA http 10.0.0.1:90:\n");
}

TEST(Coverage, AnyIpv6MeetsWantsOnIpv6Only) {
  const std::string nodes =
      R"(<node name="A"><address ip="10.0.0.1"/><address ip="fd00::1"/></node>)"
      R"(<site name="S"><at node="A" ip="10.0.0.1"/><at node="A" ip="fd00::1"/>)"
      R"(<endpoint protocol="http" port="80"/></site>)";
  EXPECT_EQ(missing(site("S", {"[::]:80:"}), nodes), "A http 10.0.0.1:80:\n");
  EXPECT_EQ(missing(site("S", {"[::]:80:", "10.0.0.1:80:"}), nodes), "");
  EXPECT_EQ(missing(site("S", {"[fd00:0::1]:80:", "10.0.0.1:80:"}), nodes), "");
  EXPECT_EQ(missing(site("S", {"[::]:80:"}),
                    two_nodes + R"(<site name="S"><endpoint protocol="http" port="80"/></site>)"),
            "A http 10.0.0.1:80:\nB http 10.0.0.3:80:\n");
}

TEST(Coverage, TheClosestBindingAnswers) {
  const FarmFixture fixture(site("S", {"*:80:", "10.0.0.1:80:"}), two_nodes);
  const auto where = coverage(fixture.farm);
  ASSERT_EQ(where.size(), 2U);
  EXPECT_EQ(where[0].cells.at(0).answered_by->information().value, "10.0.0.1:80:");
  EXPECT_EQ(where[1].cells.at(0).answered_by->information().value, "*:80:");
}

std::string asymmetric(const std::string& sites, const std::string& manifest) {
  const FarmFixture fixture(sites, manifest);
  std::string text;
  for (const Asymmetry& found : asymmetries(fixture.farm))
    text += found.answers + " / " + found.other_answers + "\n";
  return text;
}

TEST(Symmetry, ComparesWhatNobodyAskedFor) {
  const std::string wanted =
      two_nodes + R"(<site name="S"><endpoint protocol="http" port="80"/></site>)";
  EXPECT_EQ(asymmetric(site("S", {"*:80:", "10.0.0.1:90:"}), wanted), "http:90 / nothing\n");
  EXPECT_EQ(asymmetric(site("S", {"*:80:", "10.0.0.1:90:", "10.0.0.4:90:"}), wanted), "");
  EXPECT_EQ(asymmetric(site("S", {"*:80:", "10.0.0.1:90:", "*:90:"}), wanted), "");
  // Missing bindings are another rule's.
  EXPECT_EQ(asymmetric(site("S", {"10.0.0.1:80:", "10.0.0.1:90:"}), wanted), "");
}

}  // namespace
}  // namespace farmlint
