// A server's own schema folder: what it adds, lacks and contradicts, and what is wrong with it.
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/files.h"
#include "lint/load.h"
#include "lint/schema/dialect.h"
#include "lint/schemas.h"
#include "rules/registry.h"
#include "tests/support.h"
#include "tests/validated.h"

namespace farmlint {
namespace {

using Lines = std::vector<std::string>;

const Schema& folder() {
  return configuration_schema("testdata/schema/folder");
}

SchemaReport report_of(SourceSet& sources, const std::string& text) {
  const XmlDocument document = parse_xml(sources, sources.add("test.config", text));
  EXPECT_TRUE(document.readable());
  return check_configuration(document, folder().model, {.source = folder().source});
}

Lines check(const std::string& text) {
  SourceSet sources;
  Lines lines;
  for (const SchemaProblem& problem : report_of(sources, text).problems) {
    lines.push_back(fmt::format("{} {} «{}» {}", to_string(problem.level), rule_name(problem.fault),
                                sources.text(problem.at), problem.message));
  }
  return lines;
}

std::string site(const std::string& attributes, const std::string& inside = "") {
  return "<configuration><system.applicationHost><sites><site name=\"S\" id=\"1\" " + attributes +
         ">" + inside + "</site></sites></system.applicationHost></configuration>";
}

// What farmlint says about text that is one schema file: its remarks, or why it is none.
Lines said_about(const std::string& text) {
  SourceSet sources;
  const FileId file = sources.add("x.xml", text);
  DialectReader reader;
  const DialectReader::Said said = reader.add(parse_xml(sources, file));
  Lines lines;
  if (said.error) lines.push_back("error: " + said.error->message);
  for (const XmlProblem& remark : said.remarks) {
    lines.push_back(fmt::format("«{}» {}", sources.text(remark.at), remark.message));
  }
  return lines;
}

TEST(SchemaFolder, AddsAnAttributeToSites) {
  EXPECT_EQ(check(site(R"(owner="me" colour="any")")), Lines{});
}

TEST(SchemaFolder, LacksWhatIsBuiltIn) {
  EXPECT_EQ(check(site(R"(serverAutoStart="true")")),
            Lines{"error unknown-element-or-attribute «serverAutoStart» unknown attribute "
                  "'serverAutoStart' on <site>"});
}

TEST(SchemaFolder, ContradictsATypeAndAValue) {
  EXPECT_EQ(check(site("", R"(<bindings><binding protocol="http" bindingInformation="*:80:"
                              sslFlags="1"/></bindings>)")),
            Lines{"error invalid-attribute-value «1» sslFlags=\"1\" on <binding>: true or false is "
                  "expected"});
  // The second file says 0,10, the first 1,4294967295: the laxer of both bounds counts, and the
  // attribute is required only if both say so.
  EXPECT_EQ(check("<configuration><system.applicationHost><sites><site name=\"A\" id=\"0\"/>"
                  "<site name=\"B\"/></sites></system.applicationHost></configuration>"),
            Lines{});
}

TEST(SchemaFolder, RunTimeValuesAreNotForFiles) {
  const Lines lines = check(site(R"(state="Started")"));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_TRUE(lines.front().starts_with("warning unknown-element-or-attribute «state»"));
}

TEST(SchemaFolder, KnowsWhatNoOtherDoes) {
  const std::string registered =
      "<configuration><configSections><sectionGroup name=\"Contoso\"><section name=\"shelf\"/>"
      "<section name=\"drawer\"/></sectionGroup></configSections><Contoso>";
  EXPECT_EQ(check(registered + "<shelf anything=\"1\"/></Contoso></configuration>"), Lines{});
  EXPECT_EQ(check(registered + "<drawer/></Contoso></configuration>"),
            Lines{"error unknown-section «drawer» section 'Contoso/drawer' is registered, but no "
                  "schema describes it: IIS cannot read it"});
  EXPECT_EQ(check("<configuration><Contoso><box/></Contoso></configuration>"),
            Lines{"error unknown-section «box» section 'Contoso/box' is not known"});
}

TEST(SchemaFolder, BuiltInFactsStayForSectionsThatItLacks) {
  SourceSet sources;
  const SchemaReport report = report_of(
      sources,
      "<configuration><system.webServer><proxy odd=\"1\"/></system.webServer><location "
      "path=\"a\"><system.webServer><proxy/></system.webServer></location></configuration>");
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_EQ(report.problems.front().level, Severity::Warning);
  EXPECT_EQ(report.assumed, std::vector<std::string_view>{"system.webServer/proxy"});
}

TEST(SchemaFolder, KeepsWhatSchemaFilesDoNotSay) {
  const SectionInfo* info = folder().model.info("system.applicationHost/sites");
  ASSERT_NE(info, nullptr);
  EXPECT_TRUE(info->from_server);
  EXPECT_EQ(info->read_by, ReadBy::Was);
  const ElementType* binding = folder()
                                   .model.section("system.applicationHost/sites")
                                   ->child("site")
                                   ->child("bindings")
                                   ->child("binding");
  ASSERT_NE(binding, nullptr);
  EXPECT_EQ(binding->attribute("sslFlags")->since, "8.0");
  EXPECT_EQ(binding->attribute("sslFlags")->default_value, std::nullopt);
}

TEST(SchemaFolder, TyposAreRemarks) {
  EXPECT_TRUE(folder().broken.empty());
  Lines lines;
  for (const SchemaFileProblem& remark : folder().remarks) {
    lines.push_back(fmt::format("{}:{}:{}: {}", remark.file.filename().string(), remark.start.line,
                                remark.start.column, remark.message));
  }
  EXPECT_EQ(lines,
            (Lines{"Sites.xml:22:50: <attribute> has no attribute 'defaultvalue'; IIS passes over "
                   "it",
                   "owner.XML:6:24: 'contact phone' is not a name that could stand in a file",
                   "owner.XML:7:38: 'shade' is not a type; string is taken"}));
}

TEST(SchemaFolder, ReadsTheDialectLeniently) {
  EXPECT_EQ(said_about("<other/>"),
            Lines{"error: <other> is the root, where IIS's schema files have <configSchema>"});
  EXPECT_EQ(said_about(R"(<configSchema><odd/><sectionSchema name="a//b"/>
      <sectionSchema name="location"/></configSchema>)"),
            (Lines{"«<odd/>» <odd> is not a <sectionSchema>",
                   "«a//b» 'a//b' cannot be the name of a section",
                   "«location» 'location' cannot be the name of a section"}));
  EXPECT_EQ(
      said_about(R"(<configSchema><sectionSchema name="a"><thing/>
      <attribute name="n" type="uint" validationType="integerRange" validationParameter="9,1"/>
      <attribute name="m" type="bool" validationType="odd"><flag name="x"/></attribute>
      <collection addElement=","/></sectionSchema></configSchema>)"),
      (Lines{"«<thing/>» <thing> means nothing in <sectionSchema>", "«9,1» '9,1' is not a range",
             "«<flag name=\"x\"/>» <flag> in an attribute of type 'bool'",
             "«odd» 'odd' is not a validation",
             "«<collection addElement=\",\"/>» addElement names no element"}));
}

TEST(SchemaFolder, XercesTakesTheGrammarMadeFromIt) {
  const auto is_valid = [](const std::string& text) {
    SourceSet sources;
    const XmlDocument document = testing::validated(sources, text, folder().grammar());
    EXPECT_TRUE(document.readable());
    return document.invalid.empty();
  };
  EXPECT_TRUE(is_valid(site(R"(owner="me")")));
  EXPECT_FALSE(is_valid(site(R"(serverAutoStart="true")")));
}

LoadedFarm load(const std::string& schema) {
  const LoadOptions options{.root = ".", .schema = schema, .now = {}, .rules = rules::all()};
  return load_farm({{}, "testdata/schema/mutants.config"}, options);
}

TEST(SchemaFolder, BrokenFilesAreErrorsWithTheirPlace) {
  const LoadedFarm loaded = load("testdata/schema/broken");
  Lines lines;
  for (const Finding& error : loaded.report.errors) {
    const Position start = loaded.sources->start_of(error.at);
    lines.push_back(
        fmt::format("{}:{}:{}", loaded.sources->path(error.at.file), start.line, start.column));
  }
  EXPECT_EQ(lines,
            (Lines{"testdata/schema/broken/half.xml:4:3", "testdata/schema/broken/other.xml:1:1"}));
  EXPECT_TRUE(loaded.farm.config_readable());
  EXPECT_THROW(configuration_xsd("testdata/schema/broken"), Error);
}

TEST(SchemaFolder, MustBeThereAndHoldSomething) {
  EXPECT_THROW(load("testdata/schema/no-such-folder"), Error);
  EXPECT_THROW(load("testdata/schema/mutants.config"), Error);
  EXPECT_THROW(load("testdata/schema"), Error);
}

TEST(SchemaVersions, NodesThatAreTooOldAreNamed) {
  const Report report =
      testing::check("testdata/schema/versions/farm.xml", {}, {"unknown-element-or-attribute"});
  Lines lines;
  for (const Finding& finding : report.farms.front().findings) {
    lines.push_back(fmt::format("{} {}", to_string(finding.level), finding.message));
  }
  EXPECT_EQ(
      lines,
      (Lines{"error attribute 'preloadEnabled' needs IIS 8.0; ServerB runs build 7601 (IIS 7.5)",
             "error attribute 'sslFlags' needs IIS 8.0; ServerB runs build 7601 (IIS 7.5)",
             "error <hsts> needs IIS 10.0 version 1709; ServerB runs build 7601 (IIS 7.5); 1 other "
             "node is too old",
             "warning section 'system.webServer/applicationInitialization' needs IIS 8.0; ServerB "
             "runs build 7601 (IIS 7.5)"}));
}

}  // namespace
}  // namespace farmlint
