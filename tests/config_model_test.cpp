#include "lint/config/config_model.h"

#include <gtest/gtest.h>

namespace farmlint {
namespace {

// A configuration given as the content of <configuration>.
struct Config {
  SourceSet sources;
  XmlDocument document;
  SchemaModel schema = SchemaModel::built_in();
  ConfigModel model;

  explicit Config(const std::string& content) {
    const FileId file =
        sources.add("applicationHost.config", "<configuration>" + content + "</configuration>");
    document = parse_xml(sources, file);
    model = read_config(document, schema);
  }
  std::string_view text(const Location& at) const { return sources.text(at); }
};

std::string application_host(const std::string& content) {
  return "<system.applicationHost>" + content + "</system.applicationHost>";
}

std::string sites(const std::string& content) {
  return application_host("<sites>" + content + "</sites>");
}

std::vector<std::string> labels(const Site& site) {
  std::vector<std::string> all;
  for (const Binding& binding : site.bindings) all.push_back(binding.label());
  return all;
}

using Labels = std::vector<std::string>;

TEST(ConfigModel, finds_sites_by_name_though_hashes_are_equal) {
  // '@' and '`', like '[' and '{', differ in the bit that tells letter cases apart.
  const Config config(sites(R"(<site name="a@"/><site name="A`"/><site name="[x"/>
    <site name="{X"/><site name="{x" id="2"/>)"));
  const auto index = [&](std::string_view name) {
    const Site* const found = config.model.site(name);
    return found == nullptr ? -1 : found - config.model.sites.data();
  };
  EXPECT_EQ(index("A@"), 0);
  EXPECT_EQ(index("a`"), 1);
  EXPECT_EQ(index("[X"), 2);
  EXPECT_EQ(index("{x"), 3);  // the first of two
  EXPECT_EQ(index("{y"), -1);
  EXPECT_EQ(index(""), -1);
}

TEST(ConfigModel, reads_sites_with_bindings_and_places) {
  const Config config(sites(R"(<site name="Shop" id="7"><bindings>
    <binding protocol="HTTPS" bindingInformation="10.0.0.1:443:www" sslFlags="3"/>
    </bindings></site>)"));
  ASSERT_EQ(config.model.sites.size(), 1U);
  const Site& site = config.model.sites.front();
  EXPECT_EQ(site.name().value, "Shop");
  EXPECT_EQ(site.id().value, "7");
  EXPECT_TRUE(site.starts);
  ASSERT_EQ(site.bindings.size(), 1U);
  const Binding& binding = site.bindings.front();
  EXPECT_TRUE(binding.https());
  EXPECT_TRUE(binding.sni());
  EXPECT_TRUE(binding.central_store());
  EXPECT_EQ(binding.label(), "https 10.0.0.1:443:www");
  ASSERT_NE(binding.end_point(), nullptr);
  EXPECT_EQ(config.text(binding.part(9, 12)), "443");
  EXPECT_EQ(config.text(binding.information().at), "10.0.0.1:443:www");
  EXPECT_EQ(config.text(site.bindings_at()), "<bindings>");
}

TEST(ConfigModel, shows_the_whole_value_where_a_part_has_no_place) {
  const Config config(sites(R"(<site name="S"><bindings>
    <binding protocol="http" bindingInformation="&#42;:80:"/></bindings></site>)"));
  const Binding& binding = config.model.sites.front().bindings.front();
  EXPECT_EQ(binding.information().value, "*:80:");
  EXPECT_EQ(config.text(binding.part(2, 4)), "&#42;:80:");
  EXPECT_EQ(config.text(binding.part(2, 2)), "&#42;:80:");
}

TEST(ConfigModel, leaves_a_binding_without_information_to_the_schema) {
  const Config config(
      sites(R"(<site name="S"><bindings><binding protocol="http"/></bindings></site>)"));
  const Binding& binding = config.model.sites.front().bindings.front();
  EXPECT_EQ(binding.end_point(), nullptr);
  EXPECT_TRUE(binding.text.problems().empty());
}

TEST(ConfigModel, names_schemes_in_lower_case) {
  const Config config(sites(R"(<site name="S"><bindings>
    <binding protocol="HTTP" bindingInformation="*:80:"/>
    <binding protocol="Custom.Wire" bindingInformation="A"/>
    <binding protocol="custom" bindingInformation="b"/>
    <binding bindingInformation="c"/></bindings></site>)"));
  EXPECT_EQ(labels(config.model.sites.front()),
            (Labels{"http *:80:", "custom.wire A", "custom b", " c"}));
}

TEST(ConfigModel, inherits_bindings_unless_cleared) {
  const std::string defaults = R"(<siteDefaults><bindings>
    <binding protocol="http" bindingInformation="*:1:"/>
    <clear/>
    <binding protocol="http" bindingInformation="*:2:"/></bindings></siteDefaults>)";
  const std::string own = R"(<binding protocol="http" bindingInformation="*:3:"/>)";
  const Config config(sites(defaults + R"(<site name="A"/>)" + R"(<site name="B"><bindings>)" +
                            own + "</bindings></site>" + R"(<site name="C"><bindings><clear/>)" +
                            own + "</bindings></site>" + R"(<site name="D"><bindings>)" + own +
                            "<clear/></bindings></site>"));
  const auto& all = config.model.sites;
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(labels(all[0]), Labels{"http *:2:"});
  EXPECT_EQ(labels(all[1]), (Labels{"http *:2:", "http *:3:"}));
  EXPECT_EQ(labels(all[2]), Labels{"http *:3:"});
  EXPECT_TRUE(all[3].bindings.empty());
  EXPECT_TRUE(all[0].bindings.front().inherited);
  EXPECT_FALSE(all[1].bindings.back().inherited);
  EXPECT_FALSE(all[1].clears_bindings);
  EXPECT_TRUE(all[2].clears_bindings);
  EXPECT_EQ(config.model.default_bindings.size(), 1U);
  EXPECT_EQ(config.text(all[0].bindings_at()), R"(<site name="A"/>)");
}

TEST(ConfigModel, knows_which_sites_start) {
  const Config config(sites(R"(<siteDefaults serverAutoStart="False"/>
    <site name="A"/><site name="B" serverAutoStart="true"/>)"));
  EXPECT_FALSE(config.model.sites[0].starts);
  EXPECT_EQ(config.text(config.model.sites[0].starts_at()), "False");
  EXPECT_TRUE(config.model.sites[1].starts);
}

TEST(ConfigModel, finds_sites_and_pools_ignoring_case) {
  const Config config(application_host(R"(<applicationPools><add name="Zeta"/><add name="alpha"/>
        <applicationPoolDefaults/></applicationPools>
        <sites><site name="Shop"/><site name="blog"/></sites>)"));
  ASSERT_EQ(config.model.pools.size(), 2U);
  EXPECT_EQ(config.model.pool("ALPHA"), &config.model.pools[1]);
  EXPECT_EQ(config.model.pool("zeta"), &config.model.pools[0]);
  EXPECT_EQ(config.model.pool("beta"), nullptr);
  EXPECT_EQ(config.model.site("BLOG"), &config.model.sites[1]);
  EXPECT_EQ(config.model.site(""), nullptr);
}

TEST(ConfigModel, takes_sites_from_every_group_of_the_files_own_level) {
  const Config config(sites(R"(<site name="A"/>)") + sites(R"(<site name="B"/>)") +
                      R"(<location path=".">)" + sites(R"(<site name="C"/>)") + "</location>" +
                      R"(<location path="A">)" + sites(R"(<site name="D"/>)") + "</location>");
  ASSERT_EQ(config.model.sites.size(), 3U);
  EXPECT_EQ(config.model.sites[2].name().value, "C");
}

TEST(ConfigModel, normalises_locations) {
  const Config config(R"(<location path="Shop/Admin/"/><location path="."/><location/>)");
  ASSERT_EQ(config.model.locations.size(), 3U);
  EXPECT_EQ(config.model.locations[0].normalized(), "shop/admin");
  EXPECT_EQ(config.model.locations[0].site(), "Shop");
  EXPECT_EQ(config.model.locations[1].normalized(), "");
  EXPECT_EQ(config.model.locations[2].normalized(), "");
}

TEST(ConfigModel, lists_declared_sections_with_their_groups) {
  const Config config(R"(<configSections><section name="top"/><sectionGroup name="system.webServer">
    <sectionGroup name="security"><section name="access"/></sectionGroup>
    <section name="handlers"/></sectionGroup></configSections>)");
  std::vector<std::string> paths;
  for (const auto& declaration : config.model.declarations) paths.push_back(declaration.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"top", "system.webServer/security/access",
                                             "system.webServer/handlers"}));
}

TEST(ConfigModel, recognises_files_of_iis_express) {
  EXPECT_TRUE(Config(sites(R"(<siteDefaults><logFile directory="%IIS_USER_HOME%\Logs"/>
    </siteDefaults>)"))
                  .model.iis_express);
  EXPECT_TRUE(Config(sites(R"(<site name="S"><application path="/"><virtualDirectory path="/"
    physicalPath="%IIS_BIN%\x"/></application></site>)"))
                  .model.iis_express);
  EXPECT_FALSE(Config(sites(R"(<site name="S"><application path="/"><virtualDirectory path="/"
    physicalPath="D:\IIS_BIN"/></application></site>)"))
                   .model.iis_express);
  EXPECT_FALSE(Config(R"(<system.webServer><globalModules>
    <add name="x" image="%IIS_BIN%\x.dll"/></globalModules></system.webServer>)")
                   .model.iis_express);
}

TEST(ConfigModel, names_objects_by_their_way_from_the_section) {
  const Config config(sites(R"(<site name="Shop"><application path="/api"/><bindings>
    <binding protocol="http" bindingInformation="*:80:"/></bindings></site>)"));
  const Site& site = config.model.sites.front();
  EXPECT_EQ(object_path(*site.bindings_element), "sites/site[Shop]/bindings");
  EXPECT_EQ(object_path(*site.bindings.front().element),
            "sites/site[Shop]/bindings/binding[http *:80:]");
  EXPECT_EQ(object_path(*site.applications.front().element), "sites/site[Shop]/application[/api]");
}

TEST(ConfigModel, is_empty_for_another_root_element) {
  SourceSet sources;
  const FileId file = sources.add("x.config", "<site name=\"S\"/>");
  const XmlDocument document = parse_xml(sources, file);
  EXPECT_EQ(read_config(document, SchemaModel::built_in()).root, nullptr);
}

}  // namespace
}  // namespace farmlint
