#include "lint/config/section_values.h"

#include <algorithm>
#include <deque>

#include <gtest/gtest.h>

#include "lint/farm/farm.h"

namespace farmlint {
namespace {

constexpr SectionAttribute ssl_flags{.section = "system.webServer/security/access",
                                     .attribute = "sslFlags"};
constexpr SectionAttribute max_length{.section = "system.webServer/security/requestFiltering",
                                      .attribute = "maxAllowedContentLength",
                                      .child = "requestLimits"};

std::string access(const std::string& flags) {
  return "<system.webServer><security><access sslFlags='" + flags +
         "'/></security></system.webServer>";
}

std::string location(const std::string& path, const std::string& content,
                     const std::string& more = "") {
  return "<location path='" + path + "' " + more + ">" + content + "</location>";
}

const std::string shop = R"(<system.applicationHost><sites><site name="Shop">
  <application path="/"/><application path="/api"/></site></sites></system.applicationHost>)";

struct Files {
  SourceSet sources;
  SchemaModel schema = SchemaModel::built_in();
  Farm farm;

  explicit Files(const std::string& configuration) {
    add(ConfigKind::ApplicationHost, "", shop + configuration);
    farm.config = read_config(farm.documents.front().xml, schema);
  }
  Files& add(ConfigKind kind, const std::string& path, const std::string& content) {
    Document& document = farm.documents.emplace_back();
    document.kind = kind;
    document.location = path;
    document.xml =
        parse_xml(sources, sources.add(path, "<configuration>" + content + "</configuration>"));
    return *this;
  }
  Files& web_config(const std::string& path, const std::string& content) {
    return add(ConfigKind::WebConfig, path, content);
  }

  Effective value(const std::string& path, const SectionAttribute& what = ssl_flags) {
    farm.sections = section_values(farm, schema);
    return farm.sections.value(path, what);
  }
  std::string at(const std::string& path) { return std::string(value(path).value); }
};

TEST(SectionValues, come_from_the_nearest_path) {
  Files files(access("Ssl") + location("Shop", access("Ssl128")) +
              location("shop/API/", access("SslNegotiateCert")));
  EXPECT_EQ(files.at(""), "Ssl");
  EXPECT_EQ(files.at("Other"), "Ssl");
  EXPECT_EQ(files.at("Shop"), "Ssl128");
  EXPECT_EQ(files.at("Shop/"), "Ssl128");
  EXPECT_EQ(files.at("Shop/apiary"), "Ssl128");
  EXPECT_EQ(files.at("SHOP/api/v2"), "SslNegotiateCert");
}

TEST(SectionValues, are_found_however_deep_the_section_is) {
  constexpr SectionAttribute anonymous{
      .section = "system.webServer/security/authentication/anonymousAuthentication",
      .attribute = "enabled"};
  Files files(location("Shop",
                       "<system.webServer><security><authentication>"
                       "<anonymousAuthentication enabled='false'/>"
                       "</authentication></security></system.webServer>"));
  EXPECT_EQ(files.value("Shop", anonymous).value, "false");
  for (const SectionInfo& section : files.schema.sections())
    EXPECT_LE(std::ranges::count(section.name, '/'), 3) << section.name;
}

TEST(SectionValues, say_where_they_are_written) {
  Files files(access("Ssl"));
  const Effective inherited = files.value("Shop");
  EXPECT_EQ(inherited.origin, Origin::Inherited);
  EXPECT_TRUE(inherited.written());
  EXPECT_EQ(files.sources.text(inherited.at), "Ssl");
  EXPECT_EQ(files.value("").origin, Origin::Own);
}

TEST(SectionValues, fall_back_on_the_schema) {
  Files files(location("Shop",
                       "<system.webServer><security><access/></security>"
                       "</system.webServer>"));
  const Effective flags = files.value("Shop");
  EXPECT_EQ(flags.value, "None");
  EXPECT_EQ(flags.origin, Origin::Schema);
  EXPECT_EQ(files.sources.text(flags.at), "<access/>");
  EXPECT_EQ(files.sources.text(files.value("Other").at), "<configuration>");
  const SectionAttribute unknown{.section = "no/such", .attribute = "x"};
  EXPECT_EQ(files.value("Shop", unknown).origin, Origin::None);
}

TEST(SectionValues, look_into_child_elements) {
  Files files(location("Shop",
                       "<system.webServer><security><requestFiltering><requestLimits "
                       "maxAllowedContentLength='5'/></requestFiltering></security>"
                       "</system.webServer>"));
  EXPECT_EQ(files.value("Shop", max_length).value, "5");
  EXPECT_EQ(files.value("Other", max_length).value, "30000000");
}

TEST(SectionValues, take_a_web_config_for_nearer_than_a_location_for_its_path) {
  Files files(location("Shop", access("Ssl")) + location("Shop/api", access("Ssl128")));
  files.web_config("Shop", access("None") + location("api/admin", access("SslMapCert")));
  EXPECT_EQ(files.at("Shop"), "None");
  EXPECT_EQ(files.at("Shop/api"), "Ssl128");
  EXPECT_EQ(files.at("Shop/api/admin"), "SslMapCert");
}

TEST(SectionValues, take_the_file_of_the_longer_path_for_nearer) {
  Files files("");
  files.web_config("Shop/api", access("Ssl128"));
  files.web_config("Shop", location("api", access("Ssl")));
  EXPECT_EQ(files.at("Shop/api"), "Ssl128");
}

TEST(SectionValues, take_the_root_web_config_for_farther_than_the_configuration) {
  Files files(access("Ssl"));
  files.web_config("", access("Ssl128"));
  EXPECT_EQ(files.at("Shop"), "Ssl");
  EXPECT_EQ(Files("").web_config("", access("Ssl128")).at("Shop"), "Ssl128");
}

TEST(SectionValues, count_in_groups_that_are_opened_twice_and_in_locations_for_the_own_level) {
  EXPECT_EQ(Files("<system.webServer/>" + access("Ssl")).at("Shop"), "Ssl");
  EXPECT_EQ(Files(location(".", access("Ssl"))).at("Shop"), "Ssl");
  EXPECT_EQ(Files(access("Ssl") + location("", access("Ssl128"))).at("Shop"), "Ssl128");
}

TEST(SectionValues, end_at_applications_where_the_location_says_so) {
  Files files(access("None"));
  files.web_config("Shop", location(".", access("Ssl"), "inheritInChildApplications='false'"));
  EXPECT_EQ(files.at("Shop"), "Ssl");
  EXPECT_EQ(files.at("Shop/images"), "Ssl");
  EXPECT_EQ(files.at("Shop/api"), "None");
  EXPECT_EQ(files.at("Shop/api/v2"), "None");
  EXPECT_EQ(files.at("Shop/apiary"), "Ssl");
}

TEST(SectionValues, list_places) {
  Files files(access("Ssl") + location("Shop", access("Ssl128")) +
              location("Other", access("None")));
  files.web_config("Shop", access("SslMapCert"));
  files.value("");
  const auto flags_of = [](const std::vector<SectionPlace>& places) {
    std::string all;
    for (const SectionPlace& place : places)
      all +=
          std::string(place.path) + "=" + std::string(place.section->value("sslFlags").value) + " ";
    return all;
  };
  EXPECT_EQ(flags_of(files.farm.sections.around("Shop/api", ssl_flags.section)),
            "shop=SslMapCert shop=Ssl128 =Ssl ");
  EXPECT_EQ(flags_of(files.farm.sections.everywhere(ssl_flags.section)),
            "=Ssl other=None shop=Ssl128 shop=SslMapCert ");
}

TEST(SectionValues, are_those_of_the_schema_without_a_file) {
  EXPECT_EQ(SectionValues(SchemaModel::built_in()).value("Shop", ssl_flags).value, "None");
  EXPECT_EQ(SectionValues().value("Shop", ssl_flags).origin, Origin::None);
}

}  // namespace
}  // namespace farmlint
