#include <gtest/gtest.h>

#include "lint/farm/evidence.h"

namespace farmlint {
namespace {

Certificate certificate(std::string thumbprint, std::string store, std::string name = {}) {
  Certificate result;
  result.thumbprint = std::move(thumbprint);
  result.store = std::move(store);
  if (!name.empty()) result.names = {std::move(name)};
  result.names_known = !result.names.empty();
  return result;
}

NodeEvidence evidence() {
  NodeEvidence evidence;
  evidence.certificates = {certificate("cc", "My", "www"), certificate("aa", ""),
                           certificate("aa", "WebHosting", "www"), certificate("bb", "My", "shop"),
                           certificate("aa", "My")};
  evidence.stores = {"My"};
  evidence.arrange_certificates();
  return evidence;
}

TEST(NodeEvidence, FindsACertificateInTheStoreAskedForElseAnywhere) {
  const NodeEvidence node = evidence();
  EXPECT_EQ(node.certificate("aa", "MY")->store, "My");
  EXPECT_EQ(node.certificate("aa", "webhosting")->store, "WebHosting");
  EXPECT_EQ(node.certificate("bb", "WebHosting")->store, "My");
  EXPECT_EQ(node.certificate("dd"), nullptr);
  EXPECT_EQ(node.certificate(""), nullptr);
}

TEST(NodeEvidence, KnowsWhatAStoreLacksOnlyIfItKnowsTheStore) {
  const NodeEvidence node = evidence();
  EXPECT_EQ(node.installed("bb", "MY"), true);
  EXPECT_EQ(node.installed("dd", "MY"), false);
  EXPECT_EQ(node.installed("bb", "WebHosting"), std::nullopt);
  EXPECT_EQ(node.installed("aa", "WebHosting"), true);
}

TEST(NodeEvidence, LetsDescriptionsOfOneCertificateLearnFromEachOther) {
  const NodeEvidence node = evidence();
  EXPECT_EQ(node.naming("www").size(), 4U);
  EXPECT_EQ(node.naming("shop").size(), 1U);
  EXPECT_TRUE(node.naming("*").empty());
}

}  // namespace
}  // namespace farmlint
