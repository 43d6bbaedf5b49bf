#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "lint/load.h"
#include "reporters/matrix.h"

namespace farmlint::reporters {
namespace {

std::string drawn(const std::string& story, std::string_view format) {
  const LoadOptions options{.root = ".", .schema = {}, .now = {}, .rules = {}};
  const LoadedFarm loaded = load_farm({"testdata/farms/" + story + "/farm.xml", {}}, options);
  const Farm* const farms[] = {&loaded.farm};
  return render_matrix(farms, format, false);
}

TEST(Matrix, ShowsWhatAnswersAndWhatIsMissing) {
  EXPECT_EQ(
      drawn("contoso", "text"),
      "site   wanted                    ServerA                                ServerB\n"
      "Site1  http 80 www.contoso.com   MISSING 10.10.10.1:80:www.contoso.com  MISSING "
      "10.10.10.3:80:www.contoso.com\n"
      "Site1  https 443 (no host)       10.10.10.1:443:                        MISSING "
      "10.10.10.3:443:\n"
      "Site2  http 80 shop.contoso.com  10.10.10.2:80:shop.contoso.com         MISSING "
      "10.10.10.4:80:shop.contoso.com\n"
      "Site2  https 443 (no host)       10.10.10.2:443:                        MISSING "
      "10.10.10.4:443:\n"
      "\n"
      "Shown: the binding that answers. -: nothing is wanted there. MISSING (5): the binding to "
      "add.\n");
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
    "cells": [{"node": "ServerA", "bindings": ["10.10.10.1:443:"], "missing": []},
              {"node": "ServerB", "bindings": [], "missing": ["10.10.10.3:443:"]}]})"));
}

}  // namespace
}  // namespace farmlint::reporters
