#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/schema/check.h"

namespace farmlint {
namespace {

const SchemaModel& model() {
  static const SchemaModel built_in = SchemaModel::built_in();
  return built_in;
}

// Every problem as "level rule «text at the place» message".
std::vector<std::string> check(const std::string& text, const CheckOptions& options = {}) {
  SourceSet sources;
  const XmlDocument document = parse_xml(sources, sources.add("test.config", text));
  EXPECT_TRUE(document.readable());
  std::vector<std::string> lines;
  for (const SchemaProblem& problem : check_configuration(document, model(), options).problems) {
    lines.push_back(fmt::format("{} {} «{}» {}", to_string(problem.level), rule_name(problem.fault),
                                sources.text(problem.at), problem.message));
  }
  return lines;
}

std::string sites(const std::string& inside) {
  return "<configuration><system.applicationHost><sites>" + inside +
         "</sites></system.applicationHost></configuration>";
}

std::string web_server(const std::string& inside) {
  return "<configuration><system.webServer>" + inside + "</system.webServer></configuration>";
}

using Lines = std::vector<std::string>;

TEST(SchemaCheck, HealthyIsSilent) {
  EXPECT_EQ(check(sites(R"(<site name="A" id="1" serverAutoStart="True"><application path="/"/>
      <bindings><binding protocol="http" bindingInformation="*:80:"/></bindings></site>
      <siteDefaults><logFile logExtFileFlags="date, Time"/></siteDefaults>)")),
            Lines{});
}

TEST(SchemaCheck, UnknownNames) {
  EXPECT_EQ(
      check(sites(R"(<site name="A" id="1"><application path="/" applicationPol="p"/></site>)")),
      Lines{"error unknown-element-or-attribute «applicationPol» unknown attribute "
            "'applicationPol' on <application>; did you mean 'applicationPool'?"});
  EXPECT_EQ(
      check(sites(R"(<site Name="A" id="1"/>)")),
      Lines{"error unknown-element-or-attribute «Name» unknown attribute 'Name' on <site>; did "
            "you mean 'name'?"});
  EXPECT_EQ(
      check(sites(R"(<site name="A" id="1"><binding><x/>text</binding></site>)")),
      Lines{"error unknown-element-or-attribute «binding» unknown element <binding> in <site>; "
            "did you mean <bindings>?"});
  EXPECT_EQ(
      check(sites(R"(<site name="A" id="1" owner="me"/>)")),
      Lines{"warning unknown-element-or-attribute «owner» unknown attribute 'owner' on <site>; "
            "the schema of a module may add it"});
}

TEST(SchemaCheck, TemplatesOfVisualStudioAreNoError) {
  EXPECT_EQ(check(web_server("<httpCompression><dynamicCompression/></httpCompression>")),
            Lines{"warning unknown-element-or-attribute «dynamicCompression» unknown element "
                  "<dynamicCompression> in <httpCompression>: templates have it, IIS does not know "
                  "it"});
}

TEST(SchemaCheck, ValuesAtTheWrongCharacters) {
  EXPECT_EQ(
      check("<configuration><system.applicationHost><applicationPools>"
            R"(<add name="P" queueLength="abc" managedPipelineMode="clasic"/>)"
            "</applicationPools></system.applicationHost></configuration>"),
      (Lines{"error invalid-attribute-value «abc» queueLength=\"abc\" on <add>: an integer "
             "from 10 to 65535 is expected",
             "error invalid-attribute-value «clasic» managedPipelineMode=\"clasic\" on <add>: "
             "one of Integrated or Classic is expected; did you mean 'Classic'?"}));
  const Lines flags = check(web_server(R"(<security><access sslFlags="Ssl, Xyz"/></security>)"));
  ASSERT_EQ(flags.size(), 1U);
  EXPECT_TRUE(flags[0].starts_with("error invalid-attribute-value «Xyz» ")) << flags[0];
}

TEST(SchemaCheck, SecretsAreNotPrinted) {
  const Lines lines = check(sites(R"(<site name="A" id="1"><virtualDirectoryDefaults pasword="x9"/>
      <application path="/"><virtualDirectory path="/" password="x9" pasword="x9"/></application>
      </site>)"));
  ASSERT_EQ(lines.size(), 2U);
  for (const std::string& line : lines) EXPECT_EQ(line.find("x9"), std::string::npos) << line;
}

TEST(SchemaCheck, MissingAttributes) {
  EXPECT_EQ(check(sites(R"(<site name="Shop"/>)")),
            Lines{"error missing-required-attribute «<site name=\"Shop\"/>» missing required "
                  "attribute 'id' on <site name=\"Shop\">"});
}

TEST(SchemaCheck, KeysIgnoreCaseAndFillDefaults) {
  EXPECT_EQ(check(sites(R"(<site name="Shop" id="7"/><site name="shop" id="8"/>)")),
            Lines{"error duplicate-collection-key «shop» <site name=\"shop\"> stands twice in "
                  "<sites>"});
  EXPECT_EQ(check(sites(R"(<site name="A" id="7"/><site name="B" id="07"/>)")),
            Lines{"error duplicate-collection-key «07» <site name=\"B\"> has the id of <site "
                  "name=\"A\">: 07"});
  EXPECT_EQ(check(web_server(R"(<httpErrors><error statusCode="404" path="a"/>
      <error statusCode="404" subStatusCode="-1" path="b"/>
      <error statusCode="404" subStatusCode="2" path="c"/></httpErrors>)"))
                .size(),
            1U);
  EXPECT_EQ(check(web_server(R"(<modules><add name="A"/><add name="a"/></modules>)")), Lines{});
}

// However many there are.
TEST(SchemaCheck, AnItemIsToldByTheFirstOfItsKeys) {
  std::string twice;
  for (int id = 1; id <= 40; ++id) twice += fmt::format(R"(<site name="S{0}" id="{0}"/>)", id);
  twice += twice;
  const Lines lines = check(sites(twice));
  EXPECT_EQ(lines.size(), 40U);
  for (const std::string& line : lines)
    EXPECT_NE(line.find("stands twice in <sites>"), std::string::npos) << line;
}

TEST(SchemaCheck, ClearAndRemoveMakeRoom) {
  EXPECT_EQ(check(web_server(R"(<modules><add name="A"/><remove name="A"/><add name="A"/></modules>
      <handlers><add name="H" path="*" verb="*"/><clear/><add name="H" path="*" verb="*"/></handlers>)")),
            Lines{});
  EXPECT_EQ(
      check(web_server(R"(<modules><add name="A"/><remove name="B"/></modules>)")),
      Lines{"error collection-directive-unsupported «remove» <remove name=\"B\"> in <modules> "
            "names an item that is not there"});
  EXPECT_EQ(check(R"(<configuration><location path="A"><system.webServer><modules>
      <remove name="B"/></modules></system.webServer></location></configuration>)"),
            Lines{});
}

TEST(SchemaCheck, SitesContinueTheDefaults) {
  const std::string binding = R"(<binding protocol="http" bindingInformation="*:80:"/>)";
  const std::string defaults = "<siteDefaults><bindings>" + binding + "</bindings></siteDefaults>";
  EXPECT_EQ(check(sites(R"(<site name="A" id="1"><bindings>)" + binding + "</bindings></site>" +
                        defaults))
                .size(),
            1U);
  EXPECT_EQ(check(sites(R"(<site name="A" id="1"><bindings><clear/>)" + binding +
                        "</bindings></site>" + defaults)),
            Lines{});
}

TEST(SchemaCheck, DirectivesThatDoNotExist) {
  EXPECT_EQ(check(sites(
                R"(<site name="A" id="1"><bindings><remove protocol="http"/></bindings></site>)")),
            Lines{"error collection-directive-unsupported «remove» <remove> is not a directive of "
                  "<bindings>; delete the <binding> element instead"});
  EXPECT_EQ(check(sites("<clear/>")),
            Lines{"error collection-directive-unsupported «clear» <clear> is not a directive of "
                  "<sites>"});
}

TEST(SchemaCheck, DirectivesTakeTheKeyOnly) {
  EXPECT_EQ(check(web_server(R"(<modules><clear a="1"/><add name="A"/><remove name="A" type="x"/>
      <remove/></modules>)")),
            (Lines{"error unknown-element-or-attribute «a» attribute 'a' has no place on <clear>",
                   "error unknown-element-or-attribute «type» attribute 'type' has no place on "
                   "<remove>, which takes the key only",
                   "error missing-required-attribute «<remove/>» missing required attribute 'name' "
                   "on <remove>"}));
}

TEST(SchemaCheck, ElementsThatStandTwice) {
  EXPECT_EQ(check(sites(R"(<site name="A" id="1"><limits/><limits/></site>)")),
            Lines{"warning duplicate-collection-key «limits» <limits> stands twice in <site>"});
}

TEST(SchemaCheck, WhatIisComputes) {
  EXPECT_EQ(
      check(sites(R"(<site name="A" id="1" state="Started"/>)")),
      Lines{"warning unknown-element-or-attribute «state» 'state' on <site> is computed while "
            "IIS runs; written to the file it has no effect"});
  EXPECT_EQ(check("<configuration><system.applicationHost><applicationPools><add name=\"p\">"
                  "<workerProcesses/></add></applicationPools></system.applicationHost>"
                  "</configuration>"),
            Lines{"warning unknown-element-or-attribute «workerProcesses» <workerProcesses> is "
                  "computed while IIS runs; written to the file it has no effect"});
}

TEST(SchemaCheck, TextBetweenTags) {
  EXPECT_EQ(
      check(sites(R"(<site name="A" id="1">oops</site>)")),
      Lines{"error unknown-element-or-attribute «oops» text in <site>, where only elements are "
            "expected"});
}

TEST(SchemaCheck, LocksNameWhatExists) {
  EXPECT_EQ(check(web_server(
                R"(<httpErrors lockAttributes="errorMode, defaultPth" lockElements="*,error"/>)")),
            Lines{"error lock-unknown-name «defaultPth» lockAttributes on <httpErrors> names an "
                  "unknown attribute 'defaultPth'; did you mean 'defaultPath'?"});
}

TEST(SchemaCheck, ConfigSource) {
  const std::string text = web_server(R"(<handlers configSource="handlers.config"/>)");
  EXPECT_EQ(check(text), Lines{"error config-source-in-apphost «configSource» configSource on "
                               "<handlers>: IIS does not accept it in this file"});
  EXPECT_EQ(check(text, {.kind = ConfigKind::WebConfig}), Lines{});
}

TEST(SchemaCheck, Locations) {
  EXPECT_EQ(
      check(R"(<configuration><location path="A" overrideMode="Deny" allowOverride="false"/>
      </configuration>)"),
      Lines{"error location-override-conflict «allowOverride» overrideMode and allowOverride on "
            "<location path=\"A\">: only one of them is allowed"});
  const std::string inside = "<system.webServer><asp/></system.webServer></location>";
  EXPECT_EQ(
      check("<configuration><location path=\"Shop\">" + inside + "<location path=\"shop/\">" +
            inside + "</configuration>"),
      Lines{"error location-duplicate-section «asp» section 'system.webServer/asp' is set twice "
            "for path \"shop\""});
  EXPECT_EQ(
      check("<configuration><system.webServer><asp/></system.webServer><location path=\".\">" +
            inside + "</configuration>"),
      Lines{"error location-duplicate-section «asp» section 'system.webServer/asp' is set twice "
            "for the file's own level"});
}

std::string registered(const std::string& sections, const std::string& inside) {
  return R"(<configuration><configSections><sectionGroup name="system.webServer">)" + sections +
         "</sectionGroup></configSections>" + inside + "</configuration>";
}

TEST(SchemaCheck, ModulesMayStandInLocations) {
  EXPECT_EQ(check(registered(R"(<section name="proxy" allowDefinition="AppHostOnly"/>)",
                             "<location path=\"A\"><system.webServer><proxy/></system.webServer>"
                             "</location>")),
            Lines{});
}

// The public pages on the least value contradict each other; WAS's own sections are another case.
TEST(SchemaCheck, NoTimeAtAllIsDisputed) {
  EXPECT_EQ(check(web_server(R"(<caching><profiles><add extension=".a" duration="00:00:00"/>
      </profiles></caching>)")),
            Lines{"note invalid-attribute-value «00:00:00» duration=\"00:00:00\" on <add>: a time "
                  "span hh:mm:ss from 00:00:01 to 49.17:02:47 is expected"});
}

TEST(SchemaCheck, Registration) {
  const std::string asp = R"(<section name="asp" allowDefinition="AppHostOnly"/>)";
  EXPECT_EQ(check(registered(asp, "<system.webServer><asp/><cgi/></system.webServer>")),
            Lines{"error unknown-section «cgi» section 'system.webServer/cgi' is not registered in "
                  "<configSections>"});
  EXPECT_EQ(check(registered(asp,
                             "<location path=\"A\"><system.webServer><asp/></system.webServer>"
                             "</location>")),
            Lines{"note section-not-allowed-here «asp» section 'system.webServer/asp' is not "
                  "allowed in <location path=\"A\">"});
  EXPECT_EQ(check(registered(R"(<section name="foo"/>)",
                             "<system.webServer><foo><x/></foo></system.webServer>")),
            Lines{"note unknown-section «foo» section 'system.webServer/foo' is not checked: the "
                  "schema of its module is not known here"});
  EXPECT_EQ(
      check(registered(asp + asp, "")),
      Lines{"error duplicate-collection-key «asp» section 'system.webServer/asp' is registered "
            "twice"});
  EXPECT_EQ(check(registered(asp, "<system.web><pages/></system.web><runtime><x/></runtime>")),
            Lines{});
}

TEST(SchemaCheck, UnknownSections) {
  EXPECT_EQ(
      check(web_server("<handlrs/>")),
      Lines{"error unknown-section «handlrs» unknown section <handlrs> in <system.webServer>; "
            "did you mean <handlers>?"});
  EXPECT_EQ(check(registered("", "<system.webServer/><acme/>")),
            Lines{"error unknown-section «acme» section 'acme' is neither registered in "
                  "<configSections> nor known"});
  EXPECT_EQ(check("<configuration><acme/></configuration>", {.kind = ConfigKind::WebConfig}),
            Lines{});
}

TEST(SchemaCheck, ConfigSectionsComeFirstAndOnce) {
  EXPECT_EQ(check("<configuration><!-- fine --><configSections/></configuration>"), Lines{});
  EXPECT_EQ(check("<configuration><system.webServer/><configSections/></configuration>"),
            Lines{"error config-sections-misplaced «configSections» only one <configSections> is "
                  "allowed and it must come first"});
}

TEST(SchemaCheck, SaysWhatBreaksAndWhereToRead) {
  SourceSet sources;
  const std::string text = sites("<site name=\"A\"/>");
  const XmlDocument document = parse_xml(sources, sources.add("a.config", text));
  const SchemaReport report = check_configuration(document, model(), {});
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_FALSE(report.registration_checked);
  ASSERT_EQ(report.problems[0].notes.size(), 2U);
  EXPECT_EQ(report.problems[0].notes[0].message,
            "WAS cannot read <sites>: no site starts on any node");
  EXPECT_TRUE(report.problems[0].notes[1].message.starts_with("documented at https://"));
}

TEST(SchemaCheck, DoesNotTakeAMisspeltPathForTheOwnLevel) {
  SourceSet sources;
  const std::string section = "<system.webServer><defaultDocument/></system.webServer>";
  const std::string text = "<configuration>" + section + "<location pth=\"Shop\">" + section +
                           "</location></configuration>";
  const XmlDocument document = parse_xml(sources, sources.add("a.config", text));
  const SchemaReport report = check_configuration(document, model(), {});
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_EQ(report.problems[0].fault, SchemaFault::UnknownName);
}

TEST(SchemaCheck, OffersToRenameBothTags) {
  SourceSet sources;
  const std::string text = sites("<sites></sites>");
  const XmlDocument document = parse_xml(sources, sources.add("a.config", text));
  const SchemaReport report = check_configuration(document, model(), {});
  ASSERT_EQ(report.problems.size(), 1U);
  ASSERT_EQ(report.problems[0].fixes.size(), 1U);
  EXPECT_EQ(report.problems[0].fixes[0].edits.size(), 2U);
  for (const TextEdit& edit : report.problems[0].fixes[0].edits) {
    EXPECT_EQ(sources.text(edit.at), "sites");
    EXPECT_EQ(edit.text, "site");
  }
}

TEST(SchemaCheck, NamesWhatOlderVersionsLack) {
  SourceSet sources;
  const std::string text = sites(R"(<site name="A" id="1"><hsts enabled="true"/></site>)");
  const XmlDocument document = parse_xml(sources, sources.add("a.config", text));
  const SchemaReport report = check_configuration(document, model(), {});
  ASSERT_EQ(report.versions.size(), 1U);
  EXPECT_EQ(report.versions[0].since, "10.0.16299");
  EXPECT_EQ(sources.text(report.versions[0].at), "hsts");
}

TEST(SchemaCheckTree, ManifestsAreStricter) {
  const SchemaModel farm(std::string(R"(root farm  namespace=urn:x
  element policy  required
    attribute on  bool
  collection node
    attribute name  string  required unique
)"));
  SourceSet sources;
  const XmlDocument document =
      parse_xml(sources, sources.add("farm.xml",
                                     R"(<farm xmlns="urn:x"><node name="a"/><node name="A"/>
          <policy on="True"/><policy lockItem="true"/></farm>)"));
  Lines lines;
  for (const SchemaProblem& problem : check_tree(document, *farm.root()).problems) {
    EXPECT_EQ(problem.level, Severity::Error);
    lines.emplace_back(sources.text(problem.at));
  }
  EXPECT_EQ(lines, (Lines{"A", "True", "policy", "lockItem"}));
}

TEST(SchemaCheck, CapitalLettersInRedirection) {
  const std::string sections =
      "<configuration><configSections><section name=\"configurationRedirection\"/>"
      "</configSections>";
  const CheckOptions options{.kind = ConfigKind::Redirection};
  const std::string ending =
      ": IIS tells capital letters from small ones, and the node does not find the shared "
      "configuration";
  EXPECT_EQ(check(sections + "<CONFIGURATIONREDIRECTION ENABLED='true'/></configuration>", options),
            Lines{"error redirection-element-case «CONFIGURATIONREDIRECTION» "
                  "'CONFIGURATIONREDIRECTION' must be written 'configurationRedirection'" +
                  ending});
  EXPECT_EQ(check(sections + "<configurationRedirection Enabled='true'/></configuration>", options),
            Lines{"error redirection-element-case «Enabled» 'Enabled' must be written 'enabled'" +
                  ending});
  EXPECT_EQ(check("<configuration><CONFIGSECTIONS/></configuration>", options).size(), 1U);
  EXPECT_EQ(check(sections + "<configurationRedirection enable='true'/></configuration>", options),
            Lines{"error unknown-element-or-attribute «enable» unknown attribute 'enable' on "
                  "<configurationRedirection>; did you mean 'enabled'?"});
}

}  // namespace
}  // namespace farmlint
