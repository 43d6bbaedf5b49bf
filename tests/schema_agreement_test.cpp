#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lint/schema/check.h"
#include "lint/schema/unexplained.h"
#include "lint/schemas.h"
#include "tests/validated.h"

namespace farmlint {
namespace {

constexpr int mutants = 2'500;  // of each of eight seeds, so that processors share them

struct Place {
  std::size_t begin;
  std::size_t end;
};

std::string healthy() {
  std::ifstream in("testdata/schema/mutants.config", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Place whole(const XmlElement& element) {
  return {element.at().begin, std::max(element.at().end, element.end_tag().end)};
}

// Names of elements and attributes, and values of attributes.
std::vector<Place> places(const XmlTree& tree) {
  std::vector<Place> result;
  for (const XmlElement& element : tree.elements()) {
    const bool single = element.end_tag().begin == element.end_tag().end;
    if (single)
      result.push_back({element.at().begin + 1, element.at().begin + 1 + element.name().size()});
    for (const XmlAttribute attribute : element.attributes()) {
      result.push_back({attribute.name_at().begin, attribute.name_at().end});
      result.push_back({attribute.value_at().begin, attribute.value_at().end});
    }
  }
  return result;
}

std::string damaged(std::string word, std::mt19937& random) {
  if (word.empty()) return "x";
  const std::size_t at = random() % word.size();
  switch (random() % 4) {
    case 0:
      return word.erase(at, 1);
    case 1:
      word[at] = 'q';
      return word;
    case 2:
      return word.insert(at, 1, 'z');
    default:
      std::swap(word[at], word[word.size() - 1 - at]);
      return word;
  }
}

// What a grammar can say. Repeated keys, locks, sections in the wrong place and the registration of
// sections are beyond it; flags and steps of time would need patterns, which cost Xerces more than
// all the rest.
bool in_grammar(const SchemaProblem& problem) {
  constexpr std::array beyond{" registered in <configSections>", " is not one of its flags ",
                              "a multiple of "};
  const bool of_names = problem.fault == SchemaFault::UnknownName ||
                        problem.fault == SchemaFault::UnknownSection ||
                        problem.fault == SchemaFault::MissingRequired;
  return (of_names || problem.fault == SchemaFault::InvalidValue) &&
         std::ranges::none_of(beyond, [&](const char* words) {
           return problem.message.find(words) != std::string::npos;
         });
}

class SchemaAgreement : public ::testing::TestWithParam<unsigned> {
 protected:
  SchemaAgreement() : text_(healthy()) {
    const XmlDocument document = testing::validated(whole_, text_, schema_.grammar());
    EXPECT_TRUE(document.readable() && document.invalid.empty());
    EXPECT_TRUE(check_configuration(document, schema_.model, {}).problems.empty());
    places_ = places(document.tree);
    for (const XmlElement& element : document.tree.elements())
      if (element.parent() != nullptr) elements_.push_back(whole(element));
  }

  std::string mutant(std::mt19937& random) const {
    const Place place = places_[random() % places_.size()];
    std::string text = text_;
    const std::string word = damaged(text_.substr(place.begin, place.end - place.begin), random);
    return text.replace(place.begin, place.end - place.begin, word);
  }

  // An element gone, repeated somewhere else, or text where none belongs.
  std::string rearranged(std::mt19937& random) const {
    const Place one = elements_[random() % elements_.size()];
    const Place other = elements_[random() % elements_.size()];
    std::string text = text_;
    switch (random() % 4) {
      case 0:
        return text.erase(one.begin, one.end - one.begin);
      case 1:
        return text.insert(one.begin, "words");
      default:
        return text.insert(other.begin, text_.substr(one.begin, one.end - one.begin));
    }
  }

  const Schema& schema_ = configuration_schema();
  SourceSet whole_;
  std::string text_;
  std::vector<Place> places_;
  std::vector<Place> elements_;
};

std::string listed(const SourceSet& sources, const SchemaReport& report) {
  std::string text;
  for (const SchemaProblem& problem : report.problems)
    text += fmt::format("\n  {}: {} at {}", rule_name(problem.fault), problem.message,
                        sources.text(problem.element->at()));
  return text;
}

void expect_words_for_all(const SourceSet& sources, const XmlDocument& document,
                          SchemaReport& report) {
  const std::size_t before = report.problems.size();
  add_unexplained(document, report);
  EXPECT_EQ(report.problems.size(), before) << listed(sources, report);
}

// Xerces detects, the check explains: what the one refuses, the other must have words for; and the
// words must be about something that Xerces refuses.
TEST_P(SchemaAgreement, XercesAndTheModelJudgeAlike) {
  std::mt19937 random(GetParam());
  int refused = 0;
  for (int i = 0; i < mutants; ++i) {
    SourceSet sources;
    const XmlDocument document = testing::validated(sources, mutant(random), schema_.grammar());
    if (!document.readable()) continue;
    SchemaReport report = check_configuration(document, schema_.model, {});
    const bool explained = std::ranges::any_of(report.problems, in_grammar);
    EXPECT_EQ(explained, !document.invalid.empty()) << listed(sources, report);
    expect_words_for_all(sources, document, report);
    refused += document.invalid.empty() ? 0 : 1;
  }
  EXPECT_GT(refused, mutants / 4);
}

// load.cpp asks the grammar only about what the check refused. In a web.config much is not judged.
TEST_P(SchemaAgreement, WhatTheModelPassesXercesPasses) {
  std::mt19937 random(GetParam());
  int refused = 0;
  for (int i = 0; i < mutants / 5; ++i) {
    SourceSet sources;
    const XmlDocument document = testing::validated(sources, rearranged(random), schema_.grammar());
    ASSERT_TRUE(document.readable());
    for (const ConfigKind kind : {ConfigKind::ApplicationHost, ConfigKind::WebConfig}) {
      SchemaReport report = check_configuration(document, schema_.model, {.kind = kind});
      expect_words_for_all(sources, document, report);
    }
    refused += document.invalid.empty() ? 0 : 1;
  }
  EXPECT_GT(refused, mutants / 20);
}

TEST(Unexplained, WhatIsNotJudgedNeedsNoWords) {
  SourceSet sources;
  const XmlDocument document = testing::validated(sources, R"(<configuration>
  <system.web><compilation debugg="maybe" /><nonsense /></system.web>
  <system.webServer><security><access sslFlagz="x" /></security></system.webServer>
</configuration>)",
                                                  configuration_schema().grammar());
  SchemaReport report =
      check_configuration(document, configuration_schema().model, {.kind = ConfigKind::WebConfig});
  EXPECT_GT(document.invalid.size(), report.problems.size());
  EXPECT_EQ(report.problems.size(), 1U);
  expect_words_for_all(sources, document, report);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SchemaAgreement, ::testing::Range(1U, 9U));

}  // namespace
}  // namespace farmlint
