// Files of more than half a megabyte, which rules see before Xerces has judged them: nothing that
// is printed may tell.
#include <string>

#include "tests/program.h"

namespace farmlint::testing {
namespace {

class LargeFile : public Program {
 protected:
  // A configuration of that size, with something strange just before its end.
  std::filesystem::path config(std::size_t size, const std::string& strange) const {
    std::string text =
        "<configuration>\n<system.applicationHost>\n<applicationPools><add name=\"Pool\" />"
        "</applicationPools>\n<sites>\n<site name=\"Shop\" id=\"1\">"
        "<application path=\"/\" applicationPool=\"Missing\"><virtualDirectory path=\"/\" "
        "physicalPath=\"D:\\shop\" /></application><bindings><binding protocol=\"http\" "
        "bindingInformation=\"*:80:\" /></bindings></site>\n";
    text += "<!--" + std::string(size, '.') + "-->\n";
    return write("applicationHost.config",
                 text + strange + "\n</sites>\n</system.applicationHost>\n</configuration>\n");
  }

  // The same of a small file, but for the place, is said of a large one.
  void expect_alike(const std::string& strange) const {
    const auto said = [&](std::size_t size) {
      const std::string path = config(size, strange).string();
      return run("--format json --now 2026-01-01 " + path);
    };
    const Ran small = said(10);
    const Ran large = said(1'000'000);
    const auto messages = [](const std::string& json) {
      std::string found;
      for (auto at = json.find("\"message\""); at != std::string::npos;
           at = json.find("\"message\"", at + 1))
        found += json.substr(at, json.find('\n', at) - at) + "\n";
      return found;
    };
    EXPECT_EQ(small.status, large.status) << strange;
    EXPECT_NE(messages(small.out), "") << strange;
    EXPECT_EQ(messages(small.out), messages(large.out)) << strange;
  }
};

TEST_F(LargeFile, IsJudgedLikeASmallOne) {
  expect_alike("<!-- nothing -->");
  expect_alike("<site nam=\"Blog\" />");
  expect_alike("<siteDefaults x:y=\"1\" />");
}

TEST_F(LargeFile, IsRefusedForWhatOnlyXercesSees) {
  expect_alike("<site name=\"Blog&nbsp;\" />");
  expect_alike("<site name=\"Blog\" name=\"Shop\" />");
  expect_alike("<site name=\"\x01\" />");
}

TEST_F(LargeFile, IsRefusedForWhatTheScanSees) {
  expect_alike("<site name=\"Blog\">");
  expect_alike("<!DOCTYPE a>");
}

}  // namespace
}  // namespace farmlint::testing
