// What `farmlint show` tells: which object a word means, its values, and where each comes from.
#include "lint/show/show.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <optional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "lint/load.h"
#include "reporters/show.h"
#include "reporters/show_words.h"
#include "tests/support.h"

namespace farmlint {
namespace {

namespace fs = std::filesystem;

const LoadOptions load_options{.root = ".", .schema = {}, .rules = {}};

constexpr std::string_view configuration = R"(<configuration>
<configSections><sectionGroup name="system.webServer">
<section name="modules" overrideModeDefault="Allow"/>
<sectionGroup name="security"><section name="access" overrideModeDefault="Deny"/></sectionGroup>
</sectionGroup></configSections>
<system.applicationHost><applicationPools>
<add name="Shop" managedRuntimeVersion="v2.0"/>
<add name="Both"><processModel identityType="SpecificUser" userName="CONTOSO\svc" password="[enc:P:QUJD:enc]"/></add>
<applicationPoolDefaults managedRuntimeVersion="v4.0"><processModel identityType="NetworkService"/>
<recycling><periodicRestart><schedule><add value="03:00:00"/></schedule></periodicRestart></recycling></applicationPoolDefaults>
</applicationPools><sites>
<site name="Shop" id="7"><applicationDefaults applicationPool="Both"/>
<application path="/"><virtualDirectoryDefaults logonMethod="Network"/>
<virtualDirectory path="/" physicalPath="sites/shop"/></application>
<application path="/Api" applicationPool="Shop" enabledProtocols=""/>
<bindings><binding protocol="http" bindingInformation="10.0.0.1:80:"/></bindings>
</site>
<site name="Empty" id="8" serverAutoStart="false"><bindings><clear/></bindings></site>
<siteDefaults><limits connectionTimeout="00:01:00"/>
<bindings><binding protocol="http" bindingInformation="*:8080:"/></bindings></siteDefaults>
<applicationDefaults applicationPool="Gone"/>
<virtualDirectoryDefaults allowSubDirConfig="false"/>
</sites></system.applicationHost>
<system.webServer>
<modules lockAttributes="runAllManagedModulesForAllRequests"><add name="A" lockItem="true"/><add name="B"/><add name="C"/></modules>
<handlers><add name="Static" path="*" verb="*"/></handlers>
<security><access sslFlags="None"/><authorization><add accessType="Allow" roles="admins"/></authorization></security>
</system.webServer>
<location path="shop/API" overrideMode="Allow"><system.webServer>
<modules><remove name="B"/><add name="D"/></modules>
<handlers><add name="Own" path="*.own" verb="*"/></handlers>
<security><access sslFlags="Ssl"/></security>
</system.webServer></location>
</configuration>
)";

constexpr std::string_view web_config = R"(<configuration><system.webServer>
<security><access sslFlags="SslNegotiateCert"/></security>
<modules><clear/><add name="E"/></modules>
</system.webServer></configuration>
)";

class Show : public ::testing::Test {
 protected:
  Show() : folder_(fs::temp_directory_path() / ("farmlint-show-" + std::to_string(getpid()))) {
    fs::create_directories(folder_ / "sites/shop");
    std::ofstream(folder_ / "applicationHost.config", std::ios::binary) << configuration;
    std::ofstream(folder_ / "sites/shop/web.config", std::ios::binary) << web_config;
    loaded_ = load_farm({{}, folder_ / "applicationHost.config"}, load_options);
  }
  ~Show() override { fs::remove_all(folder_); }
  Show(const Show&) = delete;
  Show& operator=(const Show&) = delete;

  const Farm& farm() const { return loaded_.farm; }
  std::optional<Shown> show(std::string_view words) const {
    const auto object = find_object(farm(), words);
    return object ? std::optional(show_object(farm(), *object)) : std::nullopt;
  }

  std::string origin(Origin origin, std::string_view from, const Location& at) const {
    if (origin >= Origin::Schema) return origin == Origin::Schema ? "schema" : "nothing";
    return fmt::format("{} {}", reporters::origin_words(origin, from),
                       loaded_.sources->start_of(at).line);
  }

  // "v4.0: applicationPoolDefaults 9"
  std::string said(std::string_view words, std::string_view name) const {
    const auto shown = show(words);
    if (!shown) return "no such object";
    const ShownValue* value = find(shown->content, name);
    for (const ShownValue& derived : shown->derived)
      if (derived.name == name) value = &derived;
    for (const ShownDirectory& directory : shown->directories)
      if (value == nullptr) value = find(directory.content, name);
    if (value == nullptr) return "no such value";
    return fmt::format("{}: {}{}", value->value, origin(value->origin, value->from, value->at),
                       value->locked ? ", locked" : "");
  }

  // "A (inherited from all sites 30), E (here 3)"
  std::string items(std::string_view words, std::string_view collection = {}) const {
    const auto shown = show(words);
    std::string all;
    for (const ShownCollection& candidate : shown->content.collections) {
      if (candidate.name != collection) continue;
      for (const ShownItem& item : candidate.items) {
        const ShownValue& key = item.content.values.front();
        all += fmt::format("{}{} ({}{})", all.empty() ? "" : ", ", key.value,
                           origin(item.origin, item.from, item.at), item.locked ? ", locked" : "");
        if (item.removed_at)
          all += fmt::format(" gone {}", loaded_.sources->start_of(*item.removed_at).line);
      }
    }
    return all;
  }

  std::string why_not(std::string_view words) const {
    const std::array farms{&farm()};
    return unknown_object(farms, words);
  }

  fs::path folder_;
  LoadedFarm loaded_;
};

TEST_F(Show, FindsObjects) {
  struct Case {
    std::string_view words;
    std::string_view title;
  };
  for (const auto& [words, title] : {
           Case{"shop", "site Shop"},
           Case{"site:SHOP", "site Shop"},
           Case{"pool:shop", "application pool Shop"},
           Case{"both", "application pool Both"},
           Case{"shop/", "application Shop/"},
           Case{"shop/api", "application Shop/Api"},
           Case{"site:shop/api/", "application Shop/Api"},
           Case{"access", "section system.webServer/security/access for all sites"},
           Case{"Security/Access@", "section system.webServer/security/access for all sites"},
           Case{"access@shop/", "section system.webServer/security/access for Shop"},
           Case{"system.webServer/security/access@shop/api/v2",
                "section system.webServer/security/access for Shop/api/v2"},
           // administration.config has a section of this name.
           Case{"modules@Shop", "section system.webServer/modules for Shop"},
       }) {
    const auto shown = show(words);
    EXPECT_EQ(shown ? reporters::title_of(*shown) : "nothing", title) << words;
  }
}

TEST_F(Show, SaysWhichOtherObjectHasTheName) {
  EXPECT_EQ(show("Shop")->also, "pool:Shop");
  EXPECT_EQ(show("Empty")->also, "");
}

TEST_F(Show, SaysWhatWasProbablyMeant) {
  struct Case {
    std::string_view words;
    std::string_view message;
  };
  for (const auto& [words, message] : {
           Case{"shpo", "no site, application or pool is called 'shpo': did you mean 'Shop'?"},
           Case{"nothing",
                "no site, application or pool is called 'nothing'; there are Both, "
                "Empty, Shop, Shop/ and Shop/Api"},
           Case{"shop/apj", "no application is called 'shop/apj': did you mean 'Shop/Api'?"},
           Case{"empty/x", "no application is called 'empty/x'"},
           Case{"pool:shap", "no application pool is called 'shap': did you mean 'Shop'?"},
           Case{"site:both", "no site is called 'both'; there are Empty, Shop, Shop/ and Shop/Api"},
           Case{"acess@shop", "no section is called 'acess': did you mean 'access'?"},
           Case{"customHeaders@shop",
                "no section is called 'customHeaders'; it is a part of "
                "system.webServer/httpProtocol"},
           Case{"access@shpo/api", "no site is called 'shpo': did you mean 'Shop'?"},
           Case{
               "ipSecurity@shop",
               "'ipSecurity' is the name of 2 sections: write system.webServer/security/ipSecurity "
               "or system.ftpServer/security/ipSecurity"},
       }) {
    EXPECT_FALSE(show(words)) << words;
    EXPECT_EQ(why_not(words), message);
  }
}

TEST_F(Show, TellsWhereEachValueComesFrom) {
  struct Case {
    std::string_view object;
    std::string_view name;
    std::string_view said;
  };
  for (const auto& [object, name, expected] : {
           Case{"Shop", "id", "7: here 12"},
           Case{"Shop", "limits/connectionTimeout", "00:01:00: siteDefaults 19"},
           Case{"Shop", "limits/maxUrlSegments", "32: schema"},
           Case{"Shop", "serverAutoStart", "true: schema"},
           Case{"Shop", "applicationDefaults/applicationPool", "Both: here 12"},
           Case{"Shop", "applicationDefaults/preloadEnabled", "no such value"},
           Case{"Empty", "serverAutoStart", "false: here 18"},
           Case{"Shop/", "applicationPool", "Both: applicationDefaults of the site 12"},
           Case{"Shop/", "identity", "CONTOSO\\svc (SpecificUser): inherited from pool:Both 8"},
           Case{"Shop/", "physicalPath", "sites/shop: here 14"},
           Case{"Shop/", "logonMethod", "Network: virtualDirectoryDefaults of the application 13"},
           Case{"Shop/", "allowSubDirConfig", "false: virtualDirectoryDefaults 22"},
           Case{"Shop/", "userName", ": nothing"},
           Case{"Shop/api", "applicationPool", "Shop: here 15"},
           Case{"Shop/api", "identity", "NetworkService: applicationPoolDefaults 9"},
           Case{"Shop/api", "enabledProtocols", ": here 15"},
           Case{"pool:Shop", "managedRuntimeVersion", "v2.0: here 7"},
           Case{"pool:Shop", "queueLength", "1000: schema"},
           Case{"pool:Shop", "processModel/identityType",
                "NetworkService: applicationPoolDefaults 9"},
           Case{"pool:Shop", "processModel/password", "(not set): schema"},
           Case{"Both", "managedRuntimeVersion", "v4.0: applicationPoolDefaults 9"},
           Case{"Both", "processModel/password", "(set, encrypted): here 8"},
           Case{"access", "sslFlags", "None: here 27"},
           Case{"access@Empty", "sslFlags", "None: inherited from all sites 27"},
           Case{"access@Shop", "sslFlags", "SslNegotiateCert: here 2"},
           Case{"access@Shop/x", "sslFlags", "SslNegotiateCert: inherited from Shop 2"},
           Case{"access@Shop/api/x", "sslFlags", "Ssl: inherited from Shop/api 32"},
           Case{"access@Shop", "overrideMode", "Deny: overrideModeDefault 4"},
           Case{"access@Shop/api", "overrideMode", "Allow: here 29"},
           Case{"access@Shop/api/x", "overrideMode", "Allow: inherited from Shop/api 29"},
           Case{"modules@Shop", "runAllManagedModulesForAllRequests", "false: schema, locked"},
       })
    EXPECT_EQ(said(object, name), expected) << object << " " << name;
}

TEST_F(Show, TellsItemsAfterAddRemoveAndClear) {
  EXPECT_EQ(items("modules"), "A (here 25, locked), B (here 25), C (here 25)");
  EXPECT_EQ(items("modules@Empty"),
            "A (inherited from all sites 25, locked), B (inherited from all sites 25), "
            "C (inherited from all sites 25)");
  EXPECT_EQ(items("modules@Shop"),
            "A (inherited from all sites 25, locked) gone 3, "
            "B (inherited from all sites 25) gone 3, C (inherited from all sites 25) gone 3, "
            "E (here 3)");
  EXPECT_TRUE(items("modules@Shop/api").ends_with("E (inherited from Shop 3), D (here 30)"));
  EXPECT_EQ(items("pool:Shop", "recycling/periodicRestart/schedule"),
            "03:00:00 (applicationPoolDefaults 10)");
}

// What IIS takes into account first stands first.
TEST_F(Show, PutsNearerHandlersFirst) {
  EXPECT_EQ(items("handlers@Shop/api"), "Own (here 31), Static (inherited from all sites 26)");
}

TEST_F(Show, LeavesOutWhatOtherProductsAddAndNobodyWrites) {
  EXPECT_EQ(show("Shop")->content.left_out, std::vector<std::string>{"ftpServer"});
  EXPECT_EQ(said("Shop", "ftpServer/allowUTF8"), "no such value");
  EXPECT_EQ(said("Empty", "applicationDefaults/applicationPool"), "no such value");
}

TEST_F(Show, TellsWhatBelongsToAnObject) {
  const auto site = show("Shop");
  ASSERT_EQ(site->bindings.size(), 2U);
  EXPECT_EQ(site->bindings[0].from, "siteDefaults");
  EXPECT_EQ(site->bindings[1].origin, Origin::Own);
  EXPECT_FALSE(site->bindings[1].live_on);
  ASSERT_EQ(site->applications.size(), 2U);
  EXPECT_EQ(site->applications[0].name, "Shop/");
  EXPECT_EQ(site->applications[0].physical_path.value, "sites/shop");
  EXPECT_EQ(site->applications[1].identity, "NetworkService");
  EXPECT_TRUE(show("Empty")->bindings.empty());
  const auto pool = show("Both");
  ASSERT_EQ(pool->applications.size(), 1U);
  EXPECT_EQ(pool->applications[0].name, "Shop/");
}

TEST_F(Show, WritesItemsUnderTheirKeys) {
  struct Case {
    std::string_view words;
    std::string_view line;
  };
  for (const auto& [words, line] : {
           Case{"modules@Shop", "\nmodules: 1 item\n  E "},
           Case{"modules@Shop", "\n  gone: 3 items  removed "},
           Case{"modules@Shop/api", "\n  gone: 3 items  removed "},
           Case{"handlers", ":26:11  path=\"*\" verb=\"*\"\n"},
           Case{"system.webServer/security/authorization", "\n  roles=\"admins\"  here "},
       }) {
    const std::array shown{show(words).value()};
    const std::string text = reporters::render_show(shown, "text", false);
    EXPECT_NE(text.find(line), std::string::npos) << line << " in:\n" << text;
  }
}

std::string shown_of_story(const std::string& story, std::string_view words,
                           std::string_view format) {
  const LoadedFarm loaded = load_farm({"testdata/farms/" + story + "/farm.xml", {}}, load_options);
  const std::array shown{show_object(loaded.farm, find_object(loaded.farm, words).value())};
  return reporters::render_show(shown, format, false);
}

TEST(ShowFarm, IsShownInTheReadmeAsItIs) {
  const std::string text = shown_of_story("contoso", "Site1", "text");
  const std::string written = text.substr(0, text.find("\nnot written"));
  EXPECT_NE(testing::read("README.md").find(written), std::string::npos) << written;
}

TEST(ShowFarm, TellsWhereBindingsAreLive) {
  const std::string text = shown_of_story("groups-ipv6", "Api", "text");
  EXPECT_NE(text.find("live on "), std::string::npos) << text;
}

TEST(ShowFarm, SpeaksJson) {
  const auto document = nlohmann::json::parse(shown_of_story("contoso", "Site1", "json"));
  EXPECT_EQ(document.at("format"), "farmlint/1");
  const auto& site = document.at("farms").at(0);
  EXPECT_EQ(site.at("kind"), "site");
  EXPECT_EQ(site.at("values").at(0), nlohmann::json::parse(R"({
    "name": "id", "value": "1", "origin": "here", "from": null,
    "file": "testdata/farms/contoso/applicationHost.config", "line": 35, "column": 30})"));
  EXPECT_EQ(site.at("values").at(1), nlohmann::json::parse(R"({
    "name": "serverAutoStart", "value": "true", "origin": "schema", "from": null,
    "file": null, "line": null, "column": null})"));
  EXPECT_EQ(site.at("bindings").at(1), nlohmann::json::parse(R"({
    "protocol": "https", "bindingInformation": "10.10.10.1:443:", "sslFlags": 0,
    "origin": "here", "from": null,
    "file": "testdata/farms/contoso/applicationHost.config", "line": 41, "column": 11,
    "liveOn": ["ServerA"]})"));
  EXPECT_EQ(site.at("applications").at(0).at("applicationPool"), "Site1");
  EXPECT_EQ(site.at("also"), "pool:Site1");
}

TEST(ShowFarm, TellsCollectionsInJson) {
  const auto document =
      nlohmann::json::parse(shown_of_story("contoso", "defaultDocument@Site1", "json"));
  const auto& files = document.at("farms").at(0).at("collections").at(0);
  EXPECT_EQ(files.at("name"), "files");
  EXPECT_EQ(files.at("items").size(), 2U);
  EXPECT_EQ(files.at("removed").size(), 0U);
  EXPECT_EQ(files.at("items").at(1).at("values").at(0).at("value"), "index.html");
  EXPECT_EQ(files.at("items").at(1).at("from"), "all sites");
}

}  // namespace
}  // namespace farmlint
