// What is not checked for want of web.config files.
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;
using Reasons = std::vector<std::string>;

Reasons not_checked(const std::string& rule, const fs::path& config, const fs::path& manifest) {
  Reasons reasons;
  const Report report = check(manifest, config, {rule});
  for (const NotChecked& entry : report.farms.front().not_checked)
    if (entry.rule == rule) reasons.push_back(entry.reason);
  return reasons;
}

Reasons not_checked(const std::string& rule, const std::string& fixture) {
  const fs::path config = fmt::format("testdata/rules/{}/{}.config", rule, fixture);
  return not_checked(rule, config, manifest_of(config));
}

TEST(Gaps, NameTheApplicationWhoseWebConfigIsNotThere) {
  EXPECT_EQ(not_checked("session-inproc", "good-unknown-web-config"),
            Reasons{"no web.config of Shop/"});
  EXPECT_EQ(not_checked("session-inproc", "good-unknown-above"),
            Reasons{"no web.config of Shop/ and 1 more"});
  EXPECT_EQ(not_checked("wcf-multiple-site-bindings", "good-unknown"),
            Reasons{"no web.config of Svc/"});
}

TEST(Gaps, TellThatTheRootWebConfigIsNotThereAlthoughSomeIsChecked) {
  const Reasons no_root{"no root web.config or machine.config"};
  EXPECT_EQ(not_checked("machinekey-autogenerate", "good-no-root"), no_root);
  EXPECT_EQ(not_checked("machinekey-autogenerate", "bad-explicit"), no_root);
}

TEST(Gaps, AreNoneWhereNothingIsToBeChecked) {
  EXPECT_EQ(not_checked("session-inproc", "bad"), Reasons{});
  EXPECT_EQ(not_checked("session-inproc", "good-unmanaged"), Reasons{});
  EXPECT_EQ(not_checked("session-inproc", "good-stateless"), Reasons{});
}

TEST(Gaps, AskForTheManifestFirst) {
  const fs::path config = "testdata/rules/session-inproc/good-unknown-web-config.config";
  EXPECT_EQ(not_checked("session-inproc", config, {}), Reasons{"no farm manifest"});
}

}  // namespace
}  // namespace farmlint::testing
