#include <gtest/gtest.h>

#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

TEST(Words, CountAndPluralise) {
  EXPECT_EQ(counted(1, "node"), "1 node");
  EXPECT_EQ(counted(0, "node"), "0 nodes");
  EXPECT_EQ(counted(2, "policy"), "2 policies");
  EXPECT_EQ(counted(2, "key"), "2 keys");
}

TEST(Words, MakeSentencesOfClauses) {
  EXPECT_EQ(sentence("site 'blog' repeats the binding *:80:"),
            "Site 'blog' repeats the binding *:80:.");
  EXPECT_EQ(sentence("a port is missing; did you mean '*:80:'?"),
            "A port is missing; did you mean '*:80:'?");
  EXPECT_EQ(sentence("bindingInformation is empty"), "bindingInformation is empty.");
  EXPECT_EQ(sentence("www.contoso.com is taken "), "www.contoso.com is taken.");
  EXPECT_EQ(sentence(""), ".");
}

TEST(Words, NameRulesAsSarifDoes) {
  EXPECT_EQ(pascal_case("binding-host-star"), "BindingHostStar");
  EXPECT_EQ(pascal_case("one"), "One");
}

TEST(Words, ShortenAtASentenceOrAWord) {
  EXPECT_EQ(shortened("short", 10), "short");
  EXPECT_EQ(shortened("The first one. The second one is longer.", 24), "The first one.");
  EXPECT_EQ(shortened("some words that go on and on", 20), "some words that...");
  EXPECT_EQ(shortened("\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4", 10),
            "\xC3\xA4\xC3\xA4\xC3\xA4...");
}

TEST(Words, EncodePathsAsUris) {
  EXPECT_EQ(uri("config/applicationHost.config"), "config/applicationHost.config");
  EXPECT_EQ(uri("gr\xC3\xB6\xC3\x9F"
                "e 100%/a[1],b;c.config"),
            "gr%C3%B6%C3%9Fe%20100%25/a%5B1%5D%2Cb%3Bc.config");
}

TEST(Words, PrintPlaces) {
  SourceSet sources;
  const FileId file = sources.add("a.config", "one\r\n\xC3\xA4 two\n");
  EXPECT_EQ(place(sources, {file, 8, 11}), "a.config:2:3");
}

TEST(Words, SayWhatIsNotUsed) {
  FarmReport farm;
  farm.not_used = {
      {"node/capture", 2}, {"node/certificate", 1}, {"farm/certificate", 1}, {"site/@tls", 1}};
  EXPECT_EQ(not_used_words(farm), "2 captures, 2 certificates, tls on 1 site");
}

}  // namespace
}  // namespace farmlint::reporters
