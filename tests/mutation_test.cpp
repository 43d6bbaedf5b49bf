// One mistake, one finding: every name of a healthy farm is misspelt once, every required attribute
// deleted once, and all rules together must say exactly one thing, at the edited characters.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "lint/xml.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

const fs::path healthy = "testdata/farms/contoso-mended";

struct Edit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string text;
};

class Mutations : public ::testing::Test {
 protected:
  Mutations()
      : text_(read(healthy / "applicationHost.config")),
        folder_(fs::temp_directory_path() / ("farmlint-mutations-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
    fs::copy_file(healthy / "farm.xml", folder_ / "farm.xml", fs::copy_options::overwrite_existing);
    document_ = parse_xml(sources_, sources_.add("f", text_));
    // Offsets are those of the decoded text.
    text_ = sources_.text(document_.file);
  }
  ~Mutations() override { fs::remove_all(folder_); }
  Mutations(const Mutations&) = delete;
  Mutations& operator=(const Mutations&) = delete;

  // Elements behind <configSections>, the root left out.
  void for_each(const std::function<void(const XmlElement&)>& what) const {
    const XmlElement* declarations = document_.root().child("configSections");
    const std::uint32_t begin = declarations == nullptr ? 0 : declarations->end_tag().end;
    for (const XmlElement& element : document_.tree.elements())
      if (element.at().begin >= begin && element.parent() != nullptr) what(element);
  }

  // What all rules say of the text with these edits, which come from the back to the front.
  std::vector<Finding> findings(const std::vector<Edit>& edits) const {
    std::string mutant = text_;
    for (const Edit& edit : edits) mutant.replace(edit.begin, edit.end - edit.begin, edit.text);
    std::ofstream(folder_ / "applicationHost.config", std::ios::binary) << mutant;
    return check(folder_ / "farm.xml", {}, {}).farms.front().findings;
  }

  void expect_one(const std::vector<Edit>& edits, std::string_view suggestion) const {
    const std::vector<Finding> found = findings(edits);
    std::string all;
    for (const Finding& finding : found) all += "\n  " + finding.message;
    const Edit& edit = edits.back();
    SCOPED_TRACE(text_.substr(edit.begin, edit.end - edit.begin) + " -> " + edit.text + all);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_LE(found.front().at.begin, edit.begin);
    EXPECT_GE(found.front().at.end, edit.begin);
    EXPECT_NE(found.front().message.find(suggestion), std::string::npos);
  }

  SourceSet sources_;
  std::string text_;
  fs::path folder_;
  XmlDocument document_;
};

std::string without_middle_letter(std::string_view name) {
  std::string mutant(name);
  return mutant.erase(mutant.size() / 2, 1);
}

TEST_F(Mutations, TheFarmIsHealthy) {
  EXPECT_TRUE(findings({}).empty());
}

TEST_F(Mutations, AMisspeltAttributeIsOneFinding) {
  for_each([this](const XmlElement& element) {
    for (const XmlAttribute attribute : element.attributes())
      if (attribute.name().size() > 2)
        expect_one({{attribute.name_at().begin, attribute.name_at().end,
                     without_middle_letter(attribute.name())}},
                   fmt::format("'{}'?", attribute.name()));
  });
}

TEST_F(Mutations, AMisspeltElementIsOneFinding) {
  for_each([this](const XmlElement& element) {
    const auto size = static_cast<std::uint32_t>(element.name().size());
    const std::string mutant = without_middle_letter(element.name());
    const Edit start{element.at().begin + 1, element.at().begin + 1 + size, mutant};
    const Edit end{element.end_tag().begin + 2, element.end_tag().begin + 2 + size, mutant};
    const bool closes = element.end_tag().begin != element.end_tag().end;
    expect_one(closes ? std::vector{end, start} : std::vector{start},
               fmt::format("<{}>?", element.name()));
  });
}

bool is_required(const XmlElement& element, std::string_view attribute) {
  using Pair = std::pair<std::string_view, std::string_view>;
  constexpr std::array required{Pair{"site", "name"},        Pair{"site", "id"},
                                Pair{"binding", "protocol"}, Pair{"binding", "bindingInformation"},
                                Pair{"application", "path"}, Pair{"add", "name"}};
  return std::ranges::find(required, Pair(element.name(), attribute)) != required.end();
}

TEST_F(Mutations, AMissingAttributeThatIsRequiredIsOneFinding) {
  for_each([this](const XmlElement& element) {
    for (const XmlAttribute attribute : element.attributes())
      if (is_required(element, attribute.name()))
        expect_one({{attribute.name_at().begin, attribute.value_at().end + 1, ""}},
                   fmt::format("'{}'", attribute.name()));
  });
}

}  // namespace
}  // namespace farmlint::testing
