#include "lint/farm/wording.h"

#include <gtest/gtest.h>

#include "lint/farm/ssl_flags.h"
#include "lint/farm/tls_nodes.h"
#include "lint/schema/versions.h"
#include "tests/farm_fixture.h"

namespace farmlint {
namespace {

using Nodes = std::vector<std::size_t>;

const std::string six_nodes =
    "<node name='A'><address ip='10.0.0.1'/></node><node name='B'><address ip='10.0.0.2'/></node>"
    "<node name='C' state='draining'><address ip='10.0.0.3'/></node>"
    "<node name='D' state='draining'><address ip='10.0.0.4'/></node>"
    "<node name='E' state='standby'><address ip='10.0.0.5'/></node>"
    "<node name='F'><address ip='10.0.0.6'/><address ip='2001:db8::6'/></node>";

TEST(Wording, shortens_long_lists) {
  EXPECT_EQ(enumeration(shortened({"a", "b", "c"}, 3)), "a, b and c");
  EXPECT_EQ(enumeration(shortened({"a", "b", "c", "d"}, 3)), "a, b and 2 more");
}

TEST(Wording, names_nodes) {
  const testing::FarmFixture fixture("", six_nodes);
  EXPECT_EQ(node_words(fixture.farm, {0}), "A");
  EXPECT_EQ(node_words(fixture.farm, {0, 1, 2, 3, 5}), "A, B, C and 2 more");
}

TEST(Wording, lowers_findings_about_draining_nodes_alone) {
  const testing::FarmFixture fixture("", six_nodes);
  const auto level = [&](const Nodes& nodes) {
    Finding finding;
    name_nodes(finding, fixture.farm, nodes);
    EXPECT_EQ(finding.subject.node, nodes.size() == 1 ? node_words(fixture.farm, nodes) : "");
    return finding.level;
  };
  EXPECT_EQ(level({0}), Severity::Error);
  EXPECT_EQ(level({2}), Severity::Note);
  EXPECT_EQ(level({2, 3}), Severity::Note);
  EXPECT_EQ(level({1, 2}), Severity::Error);
  EXPECT_EQ(level({}), Severity::Error);
}

TEST(Wording, names_ssl_flags) {
  EXPECT_EQ(ssl_flag_words(1), "\"SNI\" (1)");
  EXPECT_EQ(ssl_flag_words(20), "\"disable HTTP/2\" (4) and \"disable QUIC\" (16)");
  EXPECT_EQ(ssl_flag_words(0x80000100), "256 and 2147483648");
}

TEST(Wording, names_versions_of_windows) {
  EXPECT_EQ(windows_of_build(17763), "Windows Server 2019");
  EXPECT_EQ(windows_of_build(22000), "Windows build 22000");
}

TEST(LiveNodes, are_active_and_expected_and_have_the_address) {
  const testing::FarmFixture fixture(
      testing::site("S", {"*:80:", "10.0.0.2:80:", "10.0.0.5:80:", "[::]:80:", "80"}) +
          testing::site("T", {"*:80:"}),
      six_nodes + "<site name='T' on='A E'/>");
  const auto nodes = [&](std::size_t site, std::size_t binding) {
    const Site& of = fixture.farm.config.sites.at(site);
    return live_nodes(fixture.farm, of, of.bindings[binding]);
  };
  EXPECT_EQ(nodes(0, 0), (Nodes{0, 1, 2, 3, 5}));
  EXPECT_EQ(nodes(0, 1), Nodes{1});
  EXPECT_EQ(nodes(0, 2), Nodes{});
  EXPECT_EQ(nodes(0, 3), Nodes{5});
  EXPECT_EQ(nodes(0, 4), Nodes{});
  EXPECT_EQ(nodes(1, 0), Nodes{0});
}

}  // namespace
}  // namespace farmlint
