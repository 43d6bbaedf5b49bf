#include <gtest/gtest.h>

#include "reporters/reporter.h"
#include "reporters/secrets.h"
#include "tests/reporter_sample.h"

namespace farmlint::reporters {
namespace {

TEST(Secrets, AreValuesOfAttributesThatHoldThem) {
  EXPECT_EQ(redacted(R"(<a userName="u" password="hunter2"/>)"),
            R"(<a userName="u" password="*******"/>)");
  EXPECT_EQ(redacted("<a adminPassword = 'x y'/>"), "<a adminPassword = '***'/>");
  EXPECT_EQ(redacted(R"(<machineKey validationKey="0A" decryptionKey="1B"/>)"),
            R"(<machineKey validationKey="**" decryptionKey="**"/>)");
  EXPECT_EQ(redacted(R"(<add name="db" connectionString="Server=x;Pwd=y"/>)"),
            R"(<add name="db" connectionString="**************"/>)");
  EXPECT_EQ(redacted(R"(<p sessionKey="k>&quot;;z" name="n"/>)"),
            R"(<p sessionKey="**********" name="n"/>)");
}

TEST(Secrets, AreWhatIisTakesForClearText) {
  EXPECT_EQ(redacted(R"(<a password="[enc:AesProvider:hunter!:enc]"/>)"),
            R"(<a password="*****************************"/>)");
  EXPECT_EQ(redacted(R"(<a password="[enc:hunter2:enc]"/>)"),
            R"(<a password="*****************"/>)");
}

TEST(Secrets, AreWhatMistakesWouldShow) {
  EXPECT_EQ(redacted(R"(<a pasword="hunter2" b="c"/>)"), R"(<a pasword="*******" b="c"/>)");
  EXPECT_EQ(redacted(R"(<a password="hunt"er2" b="c"/>)"), R"(<a password="********" b="c"/>)");
  EXPECT_EQ(redacted(R"(<a password="hunt" er2" b="c"/>)"), R"(<a password="*********" b="c"/>)");
  EXPECT_EQ(redacted(R"(<a password="*" b="c" d="e"/>)"), R"(<a password="*" b="c" d="e"/>)");
}

TEST(Secrets, AreSettingsWithTellingNames) {
  EXPECT_EQ(redacted(R"(<add key="Stripe:ApiSecret" value="sk_1"/><add key="Url" value="u"/>)"),
            R"(<add key="Stripe:ApiSecret" value="****"/><add key="Url" value="u"/>)");
  EXPECT_EQ(redacted(R"(<environmentVariable value="pw" name="DB_PASSWORD"/>)"),
            R"(<environmentVariable value="**" name="DB_PASSWORD"/>)");
  EXPECT_EQ(redacted(R"(<set name="HTTP_X_AUTH_TOKEN" value="t0k"/>)"),
            R"(<set name="HTTP_X_AUTH_TOKEN" value="***"/>)");
}

TEST(Secrets, HideInConnectionStringsCommentsAndCommands) {
  EXPECT_EQ(redacted(R"(<x c="Server=s;Password=p&amp;q;User=u"/>)"),
            R"(<x c="Server=s;Password=*******;User=u"/>)");
  EXPECT_EQ(redacted(R"(c="Password=&quot;a;b&quot;;x=y")"), R"(c="Password=&quot;***&quot;;x=y")");
  EXPECT_EQ(redacted("<!-- password=hunter2 -->"), "<!-- password=**********>");
  EXPECT_EQ(redacted("<!-- password: hunter2 of old -->"), "<!-- password: ******* of old -->");
  EXPECT_EQ(redacted("appcmd set vdir /password:hunter2 /x:y"),
            "appcmd set vdir /password:******* /x:y");
  EXPECT_EQ(redacted(R"({"password": "x"})"), R"({"password": "x"})");
  EXPECT_EQ(redacted(R"({"password":"x"})"), R"({"password":"*"})");
}

TEST(Secrets, AreNotWhatEverybodyMayRead) {
  for (const char* open :
       {R"(<a password=""/>)", R"(<a password="[enc:AesProvider:dGVzdA==:enc]"/>)",
        R"(<a publicKeyToken="31bf3856ad364e35"/>)",
        R"(<k validationKey="AutoGenerate,IsolateApps"/>)", R"(<f requirePassword="true"/>)",
        "site 'x' has a password: it is not encrypted", R"(<add key="PasswordLength" value="8"/>)",
        "password=", "=", ":"})
    EXPECT_EQ(redacted(open), open);
}

// What a message says of a password is an explanation; in comments people note passwords.
TEST(Secrets, OfCommentsAreToldFromExplanations) {
  EXPECT_EQ(redacted("password: a <!-- password: b --> password: c <!-- x --> password: d\n"
                     "<!-- password: e <!-- --> password: f <!-- password: g"),
            "password: a <!-- password: * --> password: c <!-- x --> password: d\n"
            "<!-- password: * <!-- --> password: f <!-- password: *");
}

TEST(Secrets, KeepTheColumnsOfOtherCharacters) {
  EXPECT_EQ(redacted("password='\xC3\xA4\xF0\x9D\x92\xB3' x"), "password='**' x");
}

TEST(Secrets, AreFoundByPlace) {
  SourceSet sources;
  const FileId file = sources.add("a.config", R"(<a password="hunter2" x="y"/>)");
  const Secrets secrets(sources);
  EXPECT_TRUE(secrets.touches({file, 0, 29}));
  EXPECT_TRUE(secrets.touches({file, 13, 13}));
  EXPECT_TRUE(secrets.touches({file, 19, 20}));
  EXPECT_FALSE(secrets.touches({file, 0, 13}));
  EXPECT_FALSE(secrets.touches({file, 20, 29}));
  EXPECT_EQ(secrets.shown({file, 3, 16}), R"(password="***)");
}

// Files are searched in pieces of 64 kB, where findings are.
TEST(Secrets, AreFoundAcrossPieces) {
  constexpr std::uint32_t piece = 64 * 1024;
  const std::string tag = R"(<a password="hunter2" x="y"/>)";
  for (std::uint32_t before = piece - 30; before <= piece; ++before) {
    SourceSet sources;
    const FileId file =
        sources.add("a.config", std::string(before, ' ') + tag + std::string(3 * piece, ' '));
    const Secrets secrets(sources);
    EXPECT_EQ(secrets.shown({file, before, before + 29}), R"(<a password="*******" x="y"/>)");
    EXPECT_EQ(secrets.shown({file, before + 16, before + 29}), R"(****" x="y"/>)");
    EXPECT_FALSE(secrets.touches({file, before + 20, 4 * piece}));
    EXPECT_FALSE(secrets.touches({file, 3 * piece, 3 * piece + 1}));
  }
}

// What looks like a secret inside of one that started in the piece before is a part of it.
TEST(Secrets, AreOneAcrossPieces) {
  constexpr std::uint32_t piece = 64 * 1024;
  const std::string start = "<a password=\"";
  const std::string value = std::string(piece, 's') + ";pwd=inner;" + std::string(99, 't');
  SourceSet sources;
  const FileId file = sources.add("a.config", start + value + "\"/>");
  const auto begin = static_cast<std::uint32_t>(start.size());
  const auto end = static_cast<std::uint32_t>(begin + value.size());
  const Secrets secrets(sources);
  EXPECT_EQ(secrets.shown({file, piece - 1, end + 3}), std::string(end - piece + 1, '*') + "\"/>");
  EXPECT_TRUE(secrets.touches({file, end - 1, end}));
  EXPECT_FALSE(secrets.touches({file, end, end + 3}));
}

// Everything a finding can say, with the secret in each text.
Report leaking(const std::string& secret) {
  test::SampleFarm farm("leaky");
  const FileId config = farm.file(
      "applicationHost.config",
      "<configuration>\n<!-- password=" + secret + " -->\n<add password=\"" + secret +
          "\" connectionString=\"pwd=" + secret + "\" />\n<add x=\"1\"/>\n</configuration>\n");
  const Location value = farm.at(config, secret + "\" c");
  const Location at{config, value.begin, value.begin + static_cast<std::uint32_t>(secret.size())};
  farm.add(test::star_rule, at, "the value '" + secret + "' is bad")
      .about({.object = "add[password='" + secret + "']",
              .site = secret,
              .node = {},
              .binding = {},
              .pool = {},
              .path = {},
              .address = {}})
      .note(at, "password={}", secret)
      .note(farm.at(config, "x="), "beside {}", secret)
      .fix({.description = "replace " + secret,
            .edits = {{at, "password=\"" + secret + "\""}, {at, "x"}},
            .commands = {{"appcmd", "", "appcmd /password:" + secret}}});
  farm.add(test::note_rule, farm.at(config, "<add x"), "beside a secret");
  farm.add(test::note_rule, {config, 0, at.end}, "up to a secret");
  farm->suppressed.push_back(
      {.finding = farm->findings.front(), .reason = "password=" + secret, .in_source = true});
  farm->errors = farm->findings;
  farm->not_checked = {{"rule", "", "password=" + secret}};
  return test::report_of({*farm});
}

TEST(Secrets, AppearInNoFormat) {
  const std::string secret = "hunter2";
  const Report report = leaking(secret);
  RenderOptions options;
  options.include_suppressed = true;
  for (const Reporter* reporter : all())
    EXPECT_EQ(reporter->render(report, options).find(secret), std::string::npos) << reporter->name;
  EXPECT_EQ(render_errors(report, false).find(secret), std::string::npos);
}

TEST(Secrets, AreHiddenWhenEntitiesSpellThem) {
  test::SampleFarm farm("entities");
  const FileId config = farm.file("a.config", R"(<a password="a&amp;b&lt;c"/>)");
  farm.add(test::star_rule, farm.at(config, "a&amp;b&lt;c"), "'a&b<c' is no password");
  const std::string out = find("text")->render(test::report_of({*farm}), {});
  EXPECT_EQ(out.find("a&b<c"), std::string::npos) << out;
  EXPECT_EQ(out.find("a&amp;b"), std::string::npos) << out;
}

TEST(Secrets, DropTheEditsThatWouldSpoilThem) {
  const Report report = leaking("hunter2");
  const Secrets secrets(*report.farms.front().sources);
  EXPECT_TRUE(
      secrets.without_secrets(report.farms.front().findings.front()).fixes.front().edits.empty());
}

}  // namespace
}  // namespace farmlint::reporters
