#include "lint/config/secrets.h"

#include <gtest/gtest.h>

#include "lint/schemas.h"

namespace farmlint {
namespace {

struct Case {
  std::string_view value;
  SecretForm form;
  std::string_view provider{};
};

TEST(Secrets, AreReadTheWayIisDoes) {
  const std::vector<Case> cases{
      {"", SecretForm::Empty},
      {"Winter2024!", SecretForm::Plain},
      {"[enc:AesProvider::enc]", SecretForm::Empty, "AesProvider"},
      {"[enc:AesProvider:AAAA:enc]", SecretForm::Encrypted, "AesProvider"},
      {"[enc:AesProvider:AAAA\r\n BBB=:enc]", SecretForm::Encrypted, "AesProvider"},
      {"[enc:AesProvider:AAA:enc]", SecretForm::Malformed, "AesProvider"},
      {"[enc:AesProvider:A!AA:enc]", SecretForm::Malformed, "AesProvider"},
      {"[enc:AesProvider:enc]", SecretForm::Malformed},
      {"[enc:AesProvider:AAAA", SecretForm::Malformed},
      {"[enc::AAAA:enc]", SecretForm::Malformed},
      {"[enc:]", SecretForm::Malformed},
      {" [enc:AesProvider:AAAA:enc]", SecretForm::Plain},
  };
  for (const Case& c : cases) {
    const SecretValue read = read_secret(c.value);
    EXPECT_EQ(read.form, c.form) << c.value;
    EXPECT_EQ(read.provider, c.provider) << c.value;
  }
}

TEST(Secrets, AreFoundWhereTheSchemaSaysSo) {
  SourceSet sources;
  const XmlDocument document = parse_xml(sources, sources.add("a.config", R"(<configuration>
    <system.applicationHost>
      <applicationPools><add name="A"><processModel userName="u" password="p1"/></add>
        <applicationPoolDefaults><processModel password="p2"/></applicationPoolDefaults>
      </applicationPools>
      <sites><site name="S"><application path="/">
        <virtualDirectory path="/" password="p3"/></application></site></sites>
    </system.applicationHost>
    <location path="S"><system.webServer><security><authentication>
      <anonymousAuthentication password="p4"/></authentication></security></system.webServer>
    </location>
    <configProtectedData><providers><add name="x" sessionKey="k"/></providers></configProtectedData>
    <appSettings><add key="password" value="no section that IIS knows"/></appSettings>
  </configuration>)"));
  std::string found;
  for (const Secret& secret : find_secrets(document, configuration_schema().model))
    found += std::string(secret.attribute->value()) + " " + secret.section + "\n";
  EXPECT_EQ(found,
            "p1 system.applicationHost/applicationPools\n"
            "p2 system.applicationHost/applicationPools\n"
            "p3 system.applicationHost/sites\n"
            "p4 system.webServer/security/authentication/anonymousAuthentication\n");
}

}  // namespace
}  // namespace farmlint
