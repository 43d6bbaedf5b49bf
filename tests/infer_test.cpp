// Every folder of testdata/infer is a story: a configuration, captures or none, and farm.xml, the
// manifest drafted from them. Besides, what is unusual about captures and node.xml.
#include "lint/infer/infer.h"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "lint/files.h"
#include "lint/infer/addresses.h"
#include "lint/infer/draft.h"
#include "rules/registry.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

InferredManifest infer(const fs::path& folder, const std::vector<fs::path>& captures) {
  return infer_manifest(
      {.configuration = folder / "applicationHost.config", .captures = captures, .folder = folder},
      {.root = folder, .schema = {}, .now = {}, .rules = rules::all()});
}

std::vector<fs::path> stories() {
  std::vector<fs::path> folders;
  for (const fs::path& file : files("testdata/infer", "applicationHost.config"))
    folders.push_back(file.parent_path());
  return folders;
}

class InferStories : public ::testing::TestWithParam<fs::path> {};

TEST_P(InferStories, AreDraftedAndTheDraftIsAManifest) {
  const fs::path& folder = GetParam();
  const fs::path nodes = folder / "nodes";
  const InferredManifest drafted =
      infer(folder, fs::exists(nodes) ? std::vector{nodes} : std::vector<fs::path>());
  EXPECT_TRUE(drafted.report.errors.empty());
  expect_file(folder / "farm.xml", drafted.text);
  const Report report =
      check(folder / "farm.xml", {},
            {"manifest-address-conflict", "manifest-site-not-in-config", "site-not-in-manifest"});
  for (const Finding& error : report.farms.front().errors) ADD_FAILURE() << error.message;
  EXPECT_EQ(render(report, "concise"), "");
}

INSTANTIATE_TEST_SUITE_P(Infer, InferStories, ::testing::ValuesIn(stories()),
                         [](const auto& instance) {
                           return test_name(instance.param.filename().string());
                         });

class Infer : public ::testing::Test {
 protected:
  Infer() {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("farmlint-infer-" + std::string(info->name()) + std::to_string(getpid()));
    write("applicationHost.config",
          "<configuration><system.applicationHost><sites><site name='S'><bindings><binding "
          "protocol='http' bindingInformation='10.0.0.1:80:'/></bindings></site></sites>"
          "</system.applicationHost></configuration>");
  }
  ~Infer() override { fs::remove_all(folder_); }
  Infer(const Infer&) = delete;
  Infer& operator=(const Infer&) = delete;

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  // "path:line:column: message" of each error, then the remarks.
  static std::string said(const FarmReport& report) {
    std::string text;
    for (const Finding& error : report.errors) {
      const Position at = report.sources->start_of(error.at);
      text += fmt::format("{}:{}:{}: {}\n", report.sources->path(error.at.file), at.line, at.column,
                          error.message);
    }
    for (const std::string& remark : report.remarks) text += remark + '\n';
    return text;
  }

  fs::path folder_;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

TEST_F(Infer, TakesFoldersOfNodesFoldersAndFiles) {
  write("nodes/A/sslcert.txt", "");
  write("nodes/A/Sslcert.reg", "");
  write("nodes/A/www.CER", "");
  write("nodes/A/api.cer", "");
  write("nodes/B/ccs-provider.reg", "");
  write("nodes/B/ccs-files.txt", "a.pfx\n");
  const std::string all = infer(folder_, {folder_ / "nodes"}).text;
  EXPECT_EQ(count(all, "<capture kind=\"certificates\" file=\"nodes/A/*.cer\"/>"), 1U) << all;
  EXPECT_EQ(count(all, "<capture kind=\"sslcert\" file=\"nodes/A/"), 2U) << all;
  EXPECT_EQ(count(all, "<capture kind=\"ccs\" file=\"nodes/B/ccs-"), 2U) << all;
  EXPECT_EQ(infer(folder_, {folder_ / "nodes/A/", folder_ / "nodes/B"}).text, all);
  EXPECT_EQ(infer(folder_, {folder_ / "nodes", folder_ / "nodes/B/ccs-files.txt"}).text, all);
  const std::string file = infer(folder_, {folder_ / "nodes/A/api.cer"}).text;
  EXPECT_EQ(count(file, "file=\"nodes/A/api.cer\""), 1U) << file;
  EXPECT_EQ(count(file, "<node name="), 1U) << file;
}

TEST_F(Infer, TellsWhatIsNoCapture) {
  write("nodes/A/iplisten.txt", "");
  write("nodes/A/notes.docx", "");
  write("nodes/A/.hidden", "");
  write("nodes/empty/readme.md", "");
  write("nodes/web.config", "");
  EXPECT_EQ(said(infer(folder_, {folder_ / "nodes"}).report),
            "nodes/A/notes.docx: no capture that farmlint knows, so not used\n"
            "nodes/empty: no capture that farmlint knows, so not used\n"
            "nodes/web.config: no capture that farmlint knows, so not used\n");
  EXPECT_THROW(infer(folder_, {folder_ / "nodes/empty"}), Error);
  EXPECT_THROW(infer(folder_, {folder_ / "nodes/A/sslcert.txt"}), Error);
}

TEST_F(Infer, TakesOfNodeXmlWhatIsRight) {
  write("nodes/A/node.xml",
        "<node name=\"Web&lt;1&gt;\" osBuild=\"many\" drives=\"C\" colour=\"red\">\n"
        "  <address ip=\"10.0.0.1\"/><address ip=\"10.0.0.1\"/><address ip=\"10.0.0.300\"/>\n"
        "  <address ip=\"127.0.0.1\"/><alias name=\"a.local\"/><capture kind=\"sslcert\" "
        "file=\"/etc/passwd\"/>\n"
        "</node>\n");
  const InferredManifest drafted = infer(folder_, {folder_ / "nodes"});
  EXPECT_NE(drafted.text.find("<node name=\"Web&lt;1>\" drives=\"C\">\n"
                              "    <address ip=\"10.0.0.1\"/>\n"
                              "  </node>\n"),
            std::string::npos)
      << drafted.text;
  const std::string place = "nodes/A/node.xml:";
  const std::string words = said(drafted.report);
  for (const std::string start :
       {"1:36: ", "1:53: ", "2:64: '10.0.0.300' is no address", "3:16: '127.0.0.1' is no address"})
    EXPECT_NE(words.find(place + start), std::string::npos) << start << "\n" << words;
  EXPECT_NE(words.find(place.substr(0, 16) + ": not taken over: <alias>\n"), std::string::npos)
      << words;
}

TEST_F(Infer, DoesWithoutABrokenNodeXml) {
  for (const std::string broken : {"<node name='B'", "<farm/>", ""}) {
    write("nodes/A/node.xml", broken);
    const InferredManifest drafted = infer(folder_, {folder_ / "nodes"});
    EXPECT_EQ(count(drafted.text, "<node name=\"A\">"), 1U) << drafted.text;
    EXPECT_EQ(drafted.report.errors.size(), 1U) << broken;
  }
  write("nodes/A/node.xml", "<node name=' '><address ip='10.0.0.1'/></node>");
  EXPECT_EQ(count(infer(folder_, {folder_ / "nodes"}).text, "<node name=\"A\">"), 1U);
}

TEST_F(Infer, RefusesTwoNodesOfOneName) {
  write("nodes/A/node.xml", "<node name='web'/>");
  write("nodes/B/node.xml", "<node name='WEB'/>");
  EXPECT_THROW(infer(folder_, {folder_ / "nodes"}), Error);
}

TEST_F(Infer, RefusesNamesThatXmlCannotHold) {
  write("nodes/A\x01/iplisten.txt", "");
  EXPECT_THROW(infer(folder_, {folder_ / "nodes"}), Error);
  fs::rename(folder_ / "nodes/A\x01", folder_ / "nodes/A\xff");
  EXPECT_THROW(infer(folder_, {folder_ / "nodes"}), Error);
}

TEST_F(Infer, LeavesOutASharePathOnWhichNodesDisagree) {
  const auto redirection = [](const std::string& rest) {
    return "<configuration><configurationRedirection " + rest + "/></configuration>";
  };
  write("nodes/A/redirection.config", redirection(R"(enabled="true" path="\\fs1\web")"));
  write("nodes/B/redirection.config", redirection(R"(enabled="true" path="\\FS1\web")"));
  write("nodes/C/redirection.config", redirection(R"(enabled="false" path="\\fs9\web")"));
  EXPECT_EQ(count(infer(folder_, {folder_ / "nodes"}).text, R"( share="\\fs1\web")"), 1U);
  write("nodes/C/redirection.config", redirection(R"(enabled="true" path="\\fs9\web")"));
  const std::string differing = infer(folder_, {folder_ / "nodes"}).text;
  EXPECT_EQ(count(differing, " share="), 0U) << differing;
  EXPECT_EQ(count(differing, "\\\\fs9\\web"), 1U) << differing;
}

TEST_F(Infer, GivesALoneNodeWhatSitesAreBoundTo) {
  write("nodes/A/certificates.json", "[]");
  EXPECT_EQ(count(infer(folder_, {folder_ / "nodes"}).text, "<address ip=\"10.0.0.1\"/>\n"), 1U);
  write("nodes/B/certificates.json", "[]");
  EXPECT_EQ(count(infer(folder_, {folder_ / "nodes"}).text, "\n    <address ip=\"10.0.0.1\"/>\n"),
            2U)
      << "as an example in comments";
}

TEST_F(Infer, AsksForAnAddressThatOnlyOneNodeHas) {
  write("nodes/A/node.xml", "<node name='A'><address ip='10.0.0.1'/></node>");
  write("nodes/B/node.xml", "<node name='B'><address ip='10.0.0.1'/></node>");
  const std::string text = infer(folder_, {folder_ / "nodes"}).text;
  EXPECT_EQ(count(text, "<vip ip=\"10.0.0.1\"/>"), 1U) << text;
  EXPECT_EQ(count(text, "<!-- No capture tells an address that only this node has."), 2U) << text;
}

TEST_F(Infer, NamesTheFilesRelativeToTheManifest) {
  const InferredManifest drafted =
      infer_manifest({.configuration = folder_ / "applicationHost.config",
                      .captures = {},
                      .folder = folder_ / "manifests/new"},
                     {.root = folder_, .schema = {}, .now = {}, .rules = {}});
  EXPECT_EQ(count(drafted.text, "path=\"../../applicationHost.config\""), 1U) << drafted.text;
}

TEST_F(Infer, RefusesWhatIsNoConfiguration) {
  write("applicationHost.config", "<configuration>");
  EXPECT_THROW(infer(folder_, {}), Error);
  write("applicationHost.config", "<farm/>");
  EXPECT_THROW(infer(folder_, {}), Error);
}

TEST(Draft, CannotEndACommentEarly) {
  inference::Draft draft{.name = "f", .configuration = {{"path", "c"}}};
  draft.node_remarks.push_back({.text = "a--> <b/> <!--- c-", .example = "<d e=\"--\"/>"});
  const std::string text = to_xml(draft);
  EXPECT_EQ(count(text, "  <!-- a-&#45;> <b/> <!-&#45;- c-\n  <d e=\"-&#45;\"/>\n  -->\n"), 1U)
      << text;
}

using inference::Claim;
using inference::distribute;

IpAddress ip(std::string_view text) {
  return parse_ip(text).value();
}

TEST(Distribute, GivesAnAddressToTheNodeThatHasIt) {
  const IpAddress a = ip("10.0.0.1");
  const IpAddress b = ip("10.0.0.2");
  const IpAddress c = ip("10.0.0.3");
  using Own = std::vector<std::vector<IpAddress>>;
  struct Case {
    std::vector<Claim> claims;
    std::set<IpAddress> several;
    Own own;
    std::vector<IpAddress> shared;
  };
  const std::vector<Case> cases{
      {{{{a}, {}}, {{b}, {}}}, {}, {{a}, {b}}, {}},
      // What one node has, another one's records do not change.
      {{{{a}, {}}, {{}, {a, b}}}, {}, {{a}, {b}}, {}},
      {{{{a, c}, {}}, {{b, c}, {}}}, {}, {{a}, {b}}, {c}},
      {{{{}, {a, c}}, {{}, {b, c}}}, {}, {{a}, {b}}, {c}},
      // Every node has the records of all.
      {{{{}, {a, b}}, {{}, {a, b}}}, {a, b}, {{}, {}}, {}},
      // The listen list and the records of one node agree.
      {{{{a}, {a}}}, {}, {{a}}, {}},
  };
  for (const Case& each : cases) {
    const inference::Distribution found = distribute(each.claims, each.several);
    EXPECT_EQ(found.own, each.own) << &each - cases.data();
    EXPECT_EQ(found.shared, each.shared) << &each - cases.data();
  }
}

}  // namespace
}  // namespace farmlint::testing
