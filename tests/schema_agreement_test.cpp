#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/schema/check.h"
#include "lint/schemas.h"

namespace farmlint {
namespace {

constexpr int mutants = 3000;

struct Place {
  std::size_t begin;
  std::size_t end;
};

std::string healthy() {
  std::ifstream in("testdata/schema/mutants.config", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Names of elements and attributes, and values of attributes.
std::vector<Place> places(const XmlTree& tree) {
  std::vector<Place> result;
  for (const XmlElement& element : tree.elements) {
    const bool single = element.end_tag.begin == element.end_tag.end;
    if (single)
      result.push_back({element.at.begin + 1, element.at.begin + 1 + element.name.size()});
  }
  for (const XmlAttribute& attribute : tree.attributes) {
    result.push_back({attribute.name_at.begin, attribute.name_at.end});
    result.push_back({attribute.value_at.begin, attribute.value_at.end});
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

// Xerces detects, the check explains: what the one refuses, the other must have words for.
TEST(SchemaAgreement, WhatXercesRefusesIsExplained) {
  const Schema& schema = configuration_schema();
  const std::string text = healthy();
  SourceSet first;
  const XmlDocument whole = parse_xml(first, first.add("whole", text), &schema.grammar);
  ASSERT_TRUE(whole.readable());
  EXPECT_TRUE(whole.invalid.empty());
  EXPECT_TRUE(check_configuration(whole, schema.model, {}).problems.empty());
  const std::vector<Place> where = places(whole.tree);
  std::mt19937 random(1);
  int refused = 0;
  for (int i = 0; i < mutants; ++i) {
    const Place place = where[random() % where.size()];
    std::string mutant = text;
    const std::string word = damaged(text.substr(place.begin, place.end - place.begin), random);
    mutant.replace(place.begin, place.end - place.begin, word);
    SourceSet sources;
    const XmlDocument document = parse_xml(sources, sources.add("mutant", mutant), &schema.grammar);
    if (!document.readable() || document.invalid.empty()) continue;
    ++refused;
    EXPECT_FALSE(check_configuration(document, schema.model, {}).problems.empty()) << word;
  }
  EXPECT_GT(refused, mutants / 4);
}

}  // namespace
}  // namespace farmlint
