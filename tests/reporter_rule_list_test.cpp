#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "reporters/rule_list.h"
#include "tests/reporter_sample.h"

namespace farmlint::reporters {
namespace {

TEST(RuleList, GroupsRulesBySubject) {
  EXPECT_EQ(list_rules(test::sample_rules, "text"),
            "Bindings\n"
            "  binding-host-star          warning  The host of a binding is a star.\n"
            "\n"
            "Addresses of the farm\n"
            "  site-missing-node-binding  error    A site does not answer on one of its nodes.\n"
            "  site-not-in-manifest       note     A site of the configuration is not in the "
            "manifest.\n"
            "\n"
            "3 rules. 'farmlint rules NAME' explains one.\n");
}

TEST(RuleList, ExplainsOneInAllItsWords) {
  const Rule* const one[] = {&test::star_rule};
  EXPECT_EQ(explain_rules(one, "text"),
            "binding-host-star (warning, bindings)\n"
            "  The host of a binding is a star.\n"
            "\n"
            "  IIS takes the star for any host, other tools take it for a name.\n"
            "\n"
            "  To fix: Leave the host empty.\n"
            "\n"
            "  Needs a configuration that can be read.\n");
}

TEST(RuleList, SpeaksMarkdown) {
  const Rule* const one[] = {&test::star_rule};
  EXPECT_EQ(list_rules(one, "markdown"),
            "| rule | level | subject | what is wrong |\n"
            "| --- | --- | --- | --- |\n"
            "| binding-host-star | warning | bindings | The host of a binding is a star. |\n");
  EXPECT_TRUE(explain_rules(one, "markdown").starts_with("## binding-host-star\n\n*warning, "));
}

TEST(RuleList, SpeaksJson) {
  const auto document = nlohmann::json::parse(list_rules(test::sample_rules, "json"));
  EXPECT_EQ(document.at("rules").size(), 3U);
  EXPECT_EQ(document.at("rules").at(1).at("name"), "site-missing-node-binding");
  EXPECT_EQ(document.at("rules").at(1).at("evidence"), "manifest");
}

}  // namespace
}  // namespace farmlint::reporters
