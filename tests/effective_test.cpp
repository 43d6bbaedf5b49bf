#include "lint/config/effective.h"

#include <gtest/gtest.h>

#include "lint/config/config_model.h"
#include "lint/config/setting.h"

namespace farmlint {
namespace {

struct Config {
  SourceSet sources;
  XmlDocument document;
  SchemaModel schema = SchemaModel::built_in();
  ConfigModel model;

  explicit Config(const std::string& content) {
    const FileId file =
        sources.add("applicationHost.config", "<configuration><system.applicationHost>" + content +
                                                  "</system.applicationHost></configuration>");
    document = parse_xml(sources, file);
    model = read_config(document, schema);
  }
  const Site& site() const { return model.sites.front(); }
  const Application& application() const { return site().applications.front(); }
};

TEST(Effective, prefers_what_the_object_says) {
  const Config config(R"(<sites><applicationDefaults applicationPool="Far"/>
    <site name="S"><applicationDefaults applicationPool="Near"/>
    <application path="/" applicationPool="Own"/></site></sites>)");
  const Effective pool = config.application().pool();
  EXPECT_EQ(pool.value, "Own");
  EXPECT_EQ(pool.origin, Origin::Own);
  EXPECT_TRUE(pool.written());
  EXPECT_EQ(config.sources.text(pool.at), "Own");
}

TEST(Effective, takes_the_nearest_defaults) {
  const Config config(R"(<sites><applicationDefaults applicationPool="Far"/>
    <site name="S"><applicationDefaults applicationPool="Near"/><application path="/"/></site>
    <site name="T"><application path="/"/></site></sites>)");
  EXPECT_EQ(config.application().pool().value, "Near");
  EXPECT_EQ(config.application().pool().origin, Origin::NestedDefaults);
  const Effective far = config.model.sites[1].applications.front().pool();
  EXPECT_EQ(far.value, "Far");
  EXPECT_EQ(far.origin, Origin::SectionDefaults);
}

TEST(Effective, takes_an_empty_pool_for_none) {
  const Config config(R"(<sites><applicationDefaults applicationPool="Far"/>
    <site name="S"><application path="/" applicationPool=""/></site></sites>)");
  EXPECT_EQ(config.application().pool().value, "Far");
  EXPECT_EQ(config.application().layers().value("applicationPool").value, "");
}

TEST(Effective, falls_back_on_the_schema) {
  const Config config(R"(<applicationPools><add name="P"/></applicationPools>
    <sites><site name="S"><application path="/"/></site></sites>)");
  const Effective starts = config.site().layers().value("serverAutoStart");
  EXPECT_TRUE(starts.is("TRUE"));
  EXPECT_EQ(starts.origin, Origin::Schema);
  EXPECT_FALSE(starts.written());
  const Effective written = config.site().layers().written("serverAutoStart");
  EXPECT_EQ(written.origin, Origin::None);
  EXPECT_EQ(written.at, starts.at);
  EXPECT_EQ(config.sources.text(starts.at), R"(<site name="S">)");
  const Effective period =
      config.model.pools.front().layers().value("time", "recycling/periodicRestart");
  EXPECT_EQ(period.value, "1.05:00:00");
  EXPECT_EQ(config.site().layers().value("noSuchThing").origin, Origin::None);
  EXPECT_EQ(config.site().layers().value("x", "no/such").origin, Origin::None);
}

TEST(Effective, looks_into_child_elements_of_each_layer) {
  const Config config(R"(<applicationPools>
    <add name="P"><processModel userName="u"/></add>
    <applicationPoolDefaults><processModel identityType="NetworkService" userName="d"/>
    </applicationPoolDefaults></applicationPools>)");
  const Layers& pool = config.model.pools.front().layers();
  EXPECT_EQ(pool.value("userName", "processModel").value, "u");
  EXPECT_EQ(pool.value("identityType", "processModel").value, "NetworkService");
  EXPECT_EQ(pool.value("identityType", "processModel").origin, Origin::SectionDefaults);
}

TEST(Effective, knows_all_levels_of_virtual_directories) {
  const auto path_of = [](const std::string& far, const std::string& near,
                          const std::string& nearest) {
    const auto defaults = [](const std::string& path) {
      return path.empty() ? "" : "<virtualDirectoryDefaults physicalPath=\"" + path + "\"/>";
    };
    const Config config("<sites>" + defaults(far) + "<site name=\"S\">" + defaults(near) +
                        "<application path=\"/\">" + defaults(nearest) +
                        "<virtualDirectory path=\"/\"/></application></site></sites>");
    return std::string(config.application().virtual_directories.front().physical_path().value);
  };
  EXPECT_EQ(path_of("a", "b", "c"), "c");
  EXPECT_EQ(path_of("a", "b", ""), "b");
  EXPECT_EQ(path_of("a", "", ""), "a");
  EXPECT_EQ(path_of("", "", ""), "");
}

TEST(Setting, gives_each_object_what_its_layers_say) {
  const Config config(R"(<sites><applicationDefaults enabledProtocols="far"/>
    <site name="S"><applicationDefaults enabledProtocols="near"/><application path="/"/></site>
    <site name="T"><application path="/" enabledProtocols="own"/><application path="/a"/></site>
    <site name="U"><application path="/"/></site></sites>)");
  Setting protocols("enabledProtocols");
  Setting preload("preloadEnabled");
  for (const Site& site : config.model.sites) {
    for (const Application& application : site.applications) {
      const Effective expected = application.layers().value("enabledProtocols");
      const Effective value = protocols.of(application);
      EXPECT_EQ(value.value, expected.value);
      EXPECT_EQ(value.at, expected.at);
      EXPECT_EQ(value.origin, expected.origin);
      EXPECT_EQ(preload.of(application).at, application.element->at());
      EXPECT_EQ(preload.of(application).origin, Origin::Schema);
    }
  }
}

TEST(Setting, looks_below_the_object) {
  const Config config(R"(<applicationPools>
    <add name="P"><recycling><periodicRestart time="00:00:00"/></recycling></add><add name="Q"/>
    </applicationPools>)");
  Setting time("time", "recycling/periodicRestart");
  EXPECT_EQ(time.of(config.model.pools[0]).value, "00:00:00");
  EXPECT_EQ(time.of(config.model.pools[1]).value, "1.05:00:00");
}

}  // namespace
}  // namespace farmlint
