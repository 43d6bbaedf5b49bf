// Plants a secret in every place of a farm's files that can hold one, beside a mistake that makes
// the reporters show the line; then no output of any kind may have a character of it.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "lint/load.h"
#include "lint/show/show.h"
#include "reporters/matrix.h"
#include "reporters/show.h"
#include "rules/registry.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark = "Planted";

// "{}" is the secret; "bogus" is the mistake.
constexpr std::string_view configuration = R"(<configuration>
<configProtectedData><providers>
<add bogus="1" name="AesProvider" sessionKey="{}"/>
</providers></configProtectedData>
<!-- farmlint-ignore nonsense: password={} -->
<!-- farmlint-ignore binding-host-star until=never: the old one was password="{}" -->
<system.applicationHost>
<applicationPools>
<add name="Shop"><processModel bogus="1" identityType="SpecificUser" userName="u" password="{}"/></add>
<add name="Wrong"><processModel maxProcesses="many" pasword="{}"/></add>
<applicationPoolDefaults><processModel bogus="1" userName="u" password="{}"/></applicationPoolDefaults>
</applicationPools>
<sites>
<site name="Shop" id="1">
<application path="/" applicationPool="Shop">
<virtualDirectory bogus="1" path="/" physicalPath="D:\a" userName="u" password="{}"/>
<virtualDirectory path="/" physicalPath="D:\b" userName="CONTOSO\u" password="{}"/>
<virtualDirectoryDefaults bogus="1" userName="u" password='{}'/>
</application>
<bindings><binding protocol="http" bindingInformation="*:80:*" pwd="{}"/></bindings>
<virtualDirectoryDefaults bogus="1" userName="u" password="{}"/>
<ftpServer><security><authentication>
<anonymousAuthentication bogus="1" userName="u" password="{}"/>
</authentication></security><userIsolation>
<activeDirectory bogus="1" adUserName="u" adPassword="{}"/>
</userIsolation></ftpServer>
</site>
<siteDefaults><ftpServer><security><authentication>
<anonymousAuthentication bogus="1" userName="u" password="{}"/>
</authentication></security></ftpServer></siteDefaults>
<virtualDirectoryDefaults bogus="1" userName="u" password="{}"/>
</sites>
</system.applicationHost>
<system.ftpServer><providerDefinitions><activation><providerData name="p">
<add bogus="1" key="k" encryptedValue="{}"/>
</providerData></activation></providerDefinitions></system.ftpServer>
<system.webServer>
<proxy bogus="1" clientCertPassword="{}"/>
<odbcLogging bogus="1" userName="u" password="{}"/>
<httpProtocol><customHeaders>
<add bogus="1" name="X-Auth-Token" value="{}"/>
</customHeaders></httpProtocol>
<management><delegation><rule providers="p" actions="a" path="x"><runAs bogus="1" userName="u" password="{}"/></rule></delegation></management>
<rewrite><providers><provider name="DB" type="t"><settings>
<add bogus="1" key="k" encryptedValue="{}"/>
</settings></provider></providers></rewrite>
<security><authentication>
<anonymousAuthentication bogus="1" userName="u" password="{}"/>
<iisClientCertificateMappingAuthentication><manyToOneMappings>
<add bogus="1" name="m" userName="u" password="{}"/>
</manyToOneMappings><oneToOneMappings>
<add bogus="1" userName="u" password="{}" certificate="c"/>
</oneToOneMappings></iisClientCertificateMappingAuthentication>
</authentication></security>
</system.webServer>
<webFarms>
<webFarm bogus="1" name="f" adminUserName="u" adminPassword="{}">
<applicationRequestRouting><protocol bogus="1" clientCertPassword="{}"/></applicationRequestRouting>
<defaultProxy bogus="1" userName="u" password="{}"/>
</webFarm>
</webFarms>
<location path="Shop/admin"><system.webServer><security><authentication>
<anonymousAuthentication bogus="1" userName="u" password="{}"/>
</authentication></security></system.webServer></location>
<connectionStrings bogus="1"><add name="d" connectionString="Server=s;Password={}"/></connectionStrings>
</configuration>
)";

constexpr std::string_view web_config = R"(<configuration>
<connectionStrings><add name="d" connectionString="Server=s;User=u;Pwd={}"/></connectionStrings>
<appSettings><add key="Api.Secret" value="{}"/></appSettings>
<system.web><machineKey validationKey="{}" decryptionKey="{}"/>
<sessionState mode="SQLServer" sqlConnectionString="Data Source=s;Password={}"/></system.web>
<system.webServer>
<aspNetCore bogus="1" processPath="p"><environmentVariables><environmentVariable bogus="1" name="DB_PASSWORD" value="{}"/></environmentVariables></aspNetCore>
<security><authentication><anonymousAuthentication bogus="1" userName="u" password="{}"/></authentication></security>
</system.webServer>
</configuration>
)";

constexpr std::string_view administration = R"(<configuration>
<administrators><managementScope path="Shop"><add bogus="1" name="n" password="{}"/></managementScope></administrators>
</configuration>
)";

constexpr std::string_view redirection = R"(<configuration>
<configurationRedirection enabled="true" PATH="\\s\c" bogus="1" userName="u" password="{}"/>
</configuration>
)";

constexpr std::string_view manifest = R"(<farm xmlns="urn:farmlint:farm:1" name="f">
<configuration path="applicationHost.config" administration="administration.config" rootWebConfig="web.config"/>
<node name="A" osBuild="9600"><address ip="10.0.0.1"/><capture kind="redirection" file="redirection.config"/></node>
<node name="B"><address ip="10.0.0.2"/></node>
</farm>
)";

// A secret in every place, each with its number.
std::string planted(std::string_view text, const std::string& form) {
  std::string result;
  int number = 0;
  for (std::size_t at = 0;;) {
    const std::size_t next = text.find("{}", at);
    result += text.substr(at, next - at);
    if (next == std::string_view::npos) return result;
    std::string secret = form;
    secret.insert(secret.find(mark) + mark.size(), std::to_string(++number));
    result += secret;
    at = next + 2;
  }
}

class PlantedSecrets : public ::testing::TestWithParam<std::string> {
 protected:
  PlantedSecrets()
      : folder_(fs::temp_directory_path() / ("farmlint-planted-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~PlantedSecrets() override { fs::remove_all(folder_); }
  PlantedSecrets(const PlantedSecrets&) = delete;
  PlantedSecrets& operator=(const PlantedSecrets&) = delete;

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << planted(text, GetParam());
  }

  fs::path folder_;
};

std::vector<std::string> every_rule() {
  std::vector<std::string> names;
  for (const Rule* rule : rules::all()) names.emplace_back(rule->name);
  return names;
}

// What `show` can be asked about.
std::vector<std::string> every_object(const Farm& farm) {
  std::vector<std::string> words{"site:Shop", "Shop/", "pool:Shop", "pool:Wrong"};
  for (const SectionInfo& section : farm.sections.schema()->sections())
    for (const std::string path : {"", "Shop", "Shop/admin"}) {
      words.push_back(fmt::format("{}@{}", section.name, path));
      if (!find_object(farm, words.back())) words.pop_back();
    }
  EXPECT_GT(words.size(), 300U);
  return words;
}

void expect_hidden(const std::string& output, std::string_view where) {
  const std::size_t at = output.find(mark);
  EXPECT_EQ(at, std::string::npos) << where << ": " << output.substr(at < 200 ? 0 : at - 200, 400);
}

void expect_hidden(const Report& report) {
  reporters::RenderOptions options;
  options.include_suppressed = true;
  options.statistics = true;
  for (const reporters::Reporter* reporter : reporters::all())
    expect_hidden(reporter->render(report, options), reporter->name);
  expect_hidden(reporters::render_errors(report, false), "errors");
}

// Lines whose snippet is shown.
std::size_t lines_shown(const Report& report) {
  const FarmReport& farm = report.farms.front();
  std::vector<std::pair<FileId, std::uint32_t>> lines;
  for (const Finding& finding : farm.findings)
    lines.emplace_back(finding.at.file, farm.sources->start_of(finding.at).line);
  std::ranges::sort(lines);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines.size();
}

TEST_P(PlantedSecrets, AppearInNoOutput) {
  write("applicationHost.config", configuration);
  write("administration.config", administration);
  write("redirection.config", redirection);
  write("web.config", web_config);
  write("farm.xml", manifest);
  for (const auto& names : {std::vector<std::string>{}, every_rule()}) {
    const Report report = check(folder_ / "farm.xml", {}, names);
    EXPECT_GE(lines_shown(report), 30U);
    expect_hidden(report);
  }
  const LoadOptions options{.root = ".", .schema = {}, .rules = rules::all()};
  const LoadedFarm loaded = load_farm({folder_ / "farm.xml", {}}, options);
  const std::array farms{&loaded.farm};
  for (const std::string_view format : {"text", "markdown", "json"})
    expect_hidden(reporters::render_matrix(farms, format, false), format);
  for (const std::string& words : every_object(loaded.farm)) {
    const std::array shown{show_object(loaded.farm, find_object(loaded.farm, words).value())};
    for (const std::string_view format : {"text", "json"})
      expect_hidden(reporters::render_show(shown, format, false), words);
  }
}

// In clear text; what IIS takes for clear text; with characters that XML writes in another way.
INSTANTIATE_TEST_SUITE_P(Forms, PlantedSecrets,
                         ::testing::Values("Planted!", "[enc:Planted",
                                           "[enc:AesProvider:Planted!:enc]", "[enc:Planted:enc]",
                                           "&lt;Planted&amp;&quot;x", "  Planted of two words"));

// Files that XML cannot read because of the characters of the secret.
TEST(PlantedSecret, AppearsInNoMessageAboutBrokenXml) {
  const fs::path folder =
      fs::temp_directory_path() / ("farmlint-planted-broken-" + std::to_string(getpid()));
  fs::create_directories(folder);
  for (const std::string value :
       {R"("x<Planted")", R"("x&Planted")", R"("x"Planted")", R"('x'Planted')", R"(Planted)",
        R"("Planted)", R"("x" Planted")", R"("x&Planted;")"}) {
    std::ofstream(folder / "a.config", std::ios::binary)
        << "<configuration>\n<a userName=\"u\" password=" << value
        << " b=\"c\"/>\n</configuration>\n";
    const Report report = check({}, folder / "a.config", {});
    EXPECT_FALSE(report.farms.front().findings.empty()) << value;
    expect_hidden(report);
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace farmlint::testing
