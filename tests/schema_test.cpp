#include <set>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "lint/schema/schema_model.h"
#include "lint/schema/value.h"
#include "lint/schema/xsd.h"
#include "tests/validated.h"

namespace farmlint {
namespace {

constexpr std::string_view small_outline = R"(# comment
product Shelf
docs https://example.org/{section}/
section Library/Shelves  eager open
  attribute owner  string  trimmed = "A ""good"" one" since=2.0
  element limits  since=3.0
    attribute height  uint(10..200)  = 20
    attribute depth  int(!0..3)
    attribute time  timeSpan(60..3600/60)  infinite = 00:10:00
    attribute colours  flags(Red=1,Blue=2)  = Red
  collection book,tape  remove=takeAway clear defaults=bookDefaults prepend
    attribute title  string  required unique nonEmpty
    attribute pin  string  encrypted -- Opens the case.
  element bookDefaults  defaults
product Annex
module
section Library/Attic/boxes  lax
)";

const SchemaModel& built_in() {
  static const SchemaModel model = SchemaModel::built_in();
  return model;
}

TEST(SchemaOutline, SaysWhatItSays) {
  const SchemaModel model = SchemaModel::of_static(small_outline);
  const ElementType* shelves = model.section("Library/Shelves");
  ASSERT_NE(shelves, nullptr);
  const AttributeType* owner = shelves->attribute("owner");
  ASSERT_NE(owner, nullptr);
  EXPECT_EQ(owner->default_value, R"(A "good" one)");
  EXPECT_EQ(owner->validator, Validator::RequireTrimmedString);
  EXPECT_EQ(owner->since, "2.0");
  const ElementType* limits = shelves->child("limits");
  ASSERT_NE(limits, nullptr);
  EXPECT_EQ(limits->since, "3.0");
  EXPECT_EQ(limits->attribute("height")->minimum, 10);
  EXPECT_EQ(limits->attribute("height")->maximum, 200);
  EXPECT_TRUE(limits->attribute("depth")->exclude);
  EXPECT_EQ(limits->attribute("time")->granularity, 60);
  EXPECT_TRUE(limits->attribute("time")->allow_infinite);
  EXPECT_EQ(limits->attribute("colours")->values.at(1).number, 2);
}

TEST(SchemaOutline, CollectionsHaveDirectives) {
  const SchemaModel model = SchemaModel::of_static(small_outline);
  const ElementType& shelves = *model.section("Library/Shelves");
  EXPECT_EQ(shelves.find("tape").role, ChildRole::Item);
  EXPECT_EQ(shelves.find("takeAway").role, ChildRole::Remove);
  EXPECT_EQ(shelves.find("clear").role, ChildRole::Clear);
  EXPECT_EQ(shelves.find("remove").role, ChildRole::Unknown);
  EXPECT_EQ(shelves.find("bookDefaults").role, ChildRole::Element);
  const CollectionType* books = shelves.collection_of("book");
  ASSERT_NE(books, nullptr);
  EXPECT_TRUE(books->has_keys());
  EXPECT_FALSE(books->merge_append);
  EXPECT_EQ(books->item->attribute("pin")->documentation, "Opens the case.");
  EXPECT_TRUE(books->item->attribute("pin")->encrypted);
}

TEST(SchemaModel, KnowsSectionsGroupsAndProducts) {
  const SchemaModel model = SchemaModel::of_static(small_outline);
  EXPECT_TRUE(model.is_group("Library"));
  EXPECT_TRUE(model.is_group("Library/Attic"));
  EXPECT_FALSE(model.is_group("Library/Shelves"));
  EXPECT_FALSE(model.is_group("Lib"));
  EXPECT_EQ(model.section("Library"), nullptr);
  EXPECT_EQ(model.names_below("Library"), (std::vector<std::string_view>{"Shelves", "Attic"}));
  EXPECT_EQ(model.info("Library/Shelves")->read_by, ReadBy::Was);
  EXPECT_TRUE(model.info("Library/Attic/boxes")->product.module);
  EXPECT_EQ(model.docs("Library/Shelves"), "https://example.org/library/shelves/");
  EXPECT_EQ(model.root(), nullptr);
}

TEST(SchemaModel, LayersReplaceWholeSections) {
  const SchemaModel model = SchemaModel::layered(
      SchemaModel(std::string("section Library/Shelves\n  attribute new  bool\n")),
      SchemaModel::of_static(small_outline));
  EXPECT_NE(model.section("Library/Shelves")->attribute("new"), nullptr);
  EXPECT_EQ(model.section("Library/Shelves")->attribute("owner"), nullptr);
  EXPECT_NE(model.section("Library/Attic/boxes"), nullptr);
}

TEST(SchemaOutline, MistakesNameTheirLine) {
  const auto message = [](std::string outline) -> std::string {
    try {
      const SchemaModel model(std::move(outline));
      model.section("a");
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return {};
  };
  EXPECT_EQ(message("section a\n  attribute b  strin\n"),
            "schema outline, line 2: unknown type 'strin'");
  EXPECT_EQ(message("section a\n  attribute b  bool  requird\n"),
            "schema outline, line 2: unknown word 'requird'");
  EXPECT_EQ(message("\n  attribute b  bool\n"),
            "schema outline, line 2: indented line outside of a section");
  EXPECT_EQ(message("section a\n  atribute b  bool\n"),
            "schema outline, line 2: 'atribute' is not a kind of fact");
  EXPECT_EQ(message("sektion a\n"),
            "schema outline, line 1: neither product, docs, module, section nor root");
  EXPECT_EQ(message("section a\n  attribute b  uint(1-2)\n"),
            "schema outline, line 2: a range is written min..max");
}

std::size_t count_attributes(const ElementType& type) {
  std::size_t count = type.attributes.size();
  for (const auto& child : type.children) count += count_attributes(*child);
  for (const CollectionType& collection : type.collections) {
    count += count_attributes(*collection.item);
  }
  return count;
}

// Each line of the facts must be readable; the numbers guard against a file that got lost.
TEST(BuiltInSchema, IsWhole) {
  std::size_t attributes = 0;
  std::set<std::string_view> names;
  for (const SectionInfo& info : built_in().sections()) {
    attributes += count_attributes(*built_in().section(info.name));
    EXPECT_TRUE(names.insert(info.name).second) << info.name << " is described twice";
    EXPECT_FALSE(info.product.name.empty());
    EXPECT_FALSE(built_in().docs(info.name).empty());
  }
  EXPECT_GE(names.size(), 145U);
  EXPECT_GE(attributes, 1728U);
}

TEST(BuiltInSchema, KnowsSinceWhen) {
  const ElementType* site = built_in().section("system.applicationHost/sites")->child("site");
  EXPECT_EQ(site->child("hsts")->since, "10.0.16299");
  EXPECT_EQ(site->child("bindings")->child("binding")->attribute("sslFlags")->since, "8.0");
  const ElementType* pool =
      built_in().section("system.applicationHost/applicationPools")->child("add");
  EXPECT_EQ(pool->child("environmentVariables")->since, "10.0");
  EXPECT_EQ(pool->child("processModel")->attribute("idleTimeoutAction")->since, "8.5");
  EXPECT_TRUE(pool->child("processModel")->attribute("password")->encrypted);
}

TEST(BuiltInSchema, EagerSectionsAreThoseOfWas) {
  for (const char* name : {"sites", "applicationPools", "log", "webLimits", "listenerAdapters"}) {
    EXPECT_EQ(built_in().info(std::string("system.applicationHost/") + name)->read_by, ReadBy::Was);
  }
  EXPECT_EQ(built_in().info("system.webServer/handlers")->read_by, ReadBy::Requests);
}

bool is_valid(const XmlGrammar& grammar, const std::string& text) {
  SourceSet sources;
  const XmlDocument document = testing::validated(sources, text, grammar);
  EXPECT_TRUE(document.readable());
  return document.invalid.empty();
}

// Loading it includes Xerces's full schema check.
TEST(Xsd, OfTheBuiltInSchemaIsValidAndUseful) {
  const XmlGrammar grammar(to_xsd(built_in()));
  const std::string begin = "<configuration><system.applicationHost><sites>";
  const std::string end = "</sites></system.applicationHost></configuration>";
  EXPECT_TRUE(is_valid(grammar, begin + R"(<site name="a" id="1" lockItem="true"/>)" + end));
  EXPECT_FALSE(is_valid(grammar, begin + R"(<site name="a"/>)" + end));
  EXPECT_FALSE(is_valid(grammar, begin + R"(<site name="a" id="x"/>)" + end));
  EXPECT_FALSE(is_valid(grammar, begin + R"(<site name="a" id="1" colour="red"/>)" + end));
  EXPECT_FALSE(is_valid(grammar, begin + R"(<clear/>)" + end));
}

// Both cost more than all the rest of validation.
TEST(Xsd, HasNothingSlow) {
  const std::string xsd = to_xsd(built_in());
  for (const char* slow : {"xs:unique", "xs:key", "default=", "Date|Time"}) {
    EXPECT_EQ(xsd.find(slow), std::string::npos) << slow;
  }
}

TEST(Xsd, OfOneRootHasItsNamespaceAndDocumentation) {
  const SchemaModel model(std::string(R"(root farm  namespace=urn:x -- A farm.
  attribute name  string  required nonEmpty
  attribute until  date
  collection node
    attribute state  enum(active,standby)  = active -- Whether it serves.
)"));
  ASSERT_NE(model.root(), nullptr);
  const std::string xsd = to_xsd(model);
  EXPECT_NE(xsd.find("<xs:documentation>Whether it serves.</xs:documentation>"), std::string::npos);
  const XmlGrammar grammar(xsd);
  EXPECT_TRUE(is_valid(grammar, R"(<farm xmlns="urn:x" name="a"><node state="standby"/></farm>)"));
  EXPECT_FALSE(is_valid(grammar, R"(<farm xmlns="urn:x" name="a"><node state="Standby"/></farm>)"));
  EXPECT_FALSE(is_valid(grammar, R"(<farm xmlns="urn:x" name="a" until="soon"/>)"));
}

TEST(Value, Integers) {
  EXPECT_EQ(parse_integer(" 42 "), 42);
  EXPECT_EQ(parse_integer("0x40"), 64);
  EXPECT_EQ(parse_integer("-9223372036854775808"), INT64_MIN);
  for (const char* bad : {"", "-", "--1", "4k", "0x", "1.5", "99999999999999999999", "0xg"}) {
    EXPECT_EQ(parse_integer(bad), std::nullopt) << bad;
  }
}

TEST(Value, TimeSpans) {
  EXPECT_EQ(parse_time_span("00:20:00"), 1200);
  EXPECT_EQ(parse_time_span("1.05:00:00"), 104400);
  EXPECT_EQ(parse_time_span("1:05:00:00"), 104400);
  EXPECT_EQ(parse_time_span("29:00:00"), 104400);
  EXPECT_EQ(parse_time_span("00:00:01.5000000"), 1);
  EXPECT_EQ(parse_time_span("-00:00:01"), -1);
  for (const char* bad : {"", "5", "20:00", "00:60:00", "00:00:60", "1.2.3:00:00", "a:00:00",
                          "00:00:00.", "00:00:00x", "9999999999999999:00:00"}) {
    EXPECT_EQ(parse_time_span(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(format_time_span(104400), "1.05:00:00");
  EXPECT_EQ(format_time_span(61), "00:01:01");
}

std::string expected(const char* type, std::string_view value) {
  const SchemaModel model(std::string("section a\n  attribute b  ") + type + "\n");
  const AttributeType& attribute = model.section("a")->attributes.front();
  const auto fault = check_value(attribute, value);
  EXPECT_FALSE(fault && is_plain_value(attribute, value)) << value;
  return fault ? fault->expected : "";
}

TEST(Value, SaysWhatIsExpected) {
  EXPECT_EQ(expected("bool", "TRUE"), "");
  EXPECT_EQ(expected("bool", "yes"), "true or false is expected");
  EXPECT_EQ(expected("uint(10..65535)", "abc"), "an integer from 10 to 65535 is expected");
  EXPECT_EQ(expected("uint(10..65535)", "0x10"), "");
  EXPECT_EQ(expected("uint", "4294967296"), "an integer from 0 to 4294967295 is expected");
  EXPECT_EQ(expected("uint(!0..1023)", "80"), "an integer of at least 1024 is expected");
  EXPECT_EQ(expected("uint(!300..307)", "302"), "an integer below 300 or above 307 is expected");
  EXPECT_EQ(expected("enum(On=1,Off=2,Auto=3)", "Of"),
            "one of On, Off or Auto is expected; did you mean 'Off'?");
  EXPECT_EQ(expected("enum(On=1,Off=2)", "ON"), "the schema writes it 'On'");
  EXPECT_EQ(expected("flags(Date=1,Time=2)", "date, TIME"), "");
  EXPECT_EQ(expected("flags(Date=1,Time=2)", ""), "");
  EXPECT_EQ(expected("flags(Date=1,Time=2)", "Date,Tim"),
            "'Tim' is not one of its flags Date or Time; did you mean 'Time'?");
  EXPECT_EQ(expected("timeSpan(0..3600/60)", "01:00:01"),
            "a time span hh:mm:ss from 00:00:00 to 01:00:00 is expected");
  EXPECT_EQ(expected("timeSpan(0..3600/60)", "00:00:30"), "a multiple of 00:01:00 is expected");
  EXPECT_EQ(expected("minutes(60..3600/60)  infinite", "Infinite"), "");
  EXPECT_EQ(expected("minutes(60..3600/60)", "61"), "a number of minutes from 1 to 60 is expected");
  EXPECT_EQ(expected("string  poolName", "a*b"),
            "'*' is not allowed in the name of an application pool");
  EXPECT_EQ(expected("string  applicationPath", "/a/"),
            "a path without '/' at its end is expected");
  EXPECT_EQ(expected("string  applicationPath", "/a/../b"),
            "a path without empty, '.' and '..' segments is expected");
  EXPECT_EQ(expected("date", "2027-02-29"), "a date YYYY-MM-DD is expected");
  EXPECT_EQ(expected("date", "2028-02-29"), "");
}

}  // namespace
}  // namespace farmlint
