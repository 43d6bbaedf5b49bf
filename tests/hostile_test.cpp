// Files and circumstances that want farmlint to crash, hang, read or leave what it should not. Each
// run ends soon, with findings or a clear error.
#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>

#include "tests/program.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

class Hostile : public Program {
 protected:
  // timeout(1) kills what hangs, which is then no status of farmlint's.
  Ran check(const std::string& what) const { return run("--format concise " + what, "timeout 60"); }
  Ran check_text(const std::string& text) const {
    return check(write("applicationHost.config", text).string());
  }
};

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string with_attributes(std::size_t count) {
  std::string text = "<configuration";
  for (std::size_t i = 0; i < count; ++i) text += fmt::format(" a{}=\"1\"", i);
  return text + "/>";
}

std::string utf16(std::string_view ascii) {
  std::string text = "\xFF\xFE";
  for (const char c : ascii) {
    text += c;
    text += '\0';
  }
  return text;
}

std::string laughs() {
  std::string text = "<!DOCTYPE configuration [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i)
    text += fmt::format("<!ENTITY a{} \"{}\">", i, repeated(fmt::format("&a{};", i - 1), 10));
  return text + "]><configuration>&a29;</configuration>";
}

// Pools whose names differ in one bit of each letter, the one that tells letter cases apart.
std::string alike_names(unsigned count) {
  std::string text = "<configuration><system.applicationHost><applicationPools>";
  for (unsigned i = 0; i < count; ++i) {
    text += "<add name=\"";
    for (unsigned bit = 1; bit < count; bit *= 2) text += (i & bit) != 0 ? '^' : '~';
    text += "\"/>\n";
  }
  return text + "</applicationPools><sites/></system.applicationHost></configuration>";
}

// Made when it is needed: some are large.
struct Text {
  std::string_view name;
  std::string (*text)();
  std::string_view expected;  // part of the first line; nothing: clean
};

const std::vector<Text>& texts() {
  static const std::vector<Text> all{
      {"doctype", [] { return std::string("<!DOCTYPE configuration><configuration/>"); },
       "a DOCTYPE is not allowed"},
      {"laughs", [] { return laughs(); }, "a DOCTYPE is not allowed"},
      {"external_entity",
       [] {
         return std::string(
             "<!DOCTYPE c [<!ENTITY x SYSTEM "
             "\"file:///etc/passwd\">]><configuration>&x;</configuration>");
       },
       "a DOCTYPE is not allowed"},
      {"parameter_entity",
       [] {
         return std::string(
             "<?xml version=\"1.0\"?><!DOCTYPE c [<!ENTITY % x SYSTEM \"http://127.0.0.1/x\"> "
             "%x;]><c/>");
       },
       "a DOCTYPE is not allowed"},
      {"unknown_entity", [] { return std::string("<configuration a=\"&x;\"/>"); },
       "'&' must be written &amp;"},
      {"deep", [] { return repeated("<configuration>", 100'000); },
       "is nested deeper than 256 levels"},
      {"deep_and_closed", [] { return repeated("<a>", 100'000) + repeated("</a>", 100'000); },
       "is nested deeper than 256 levels"},
      {"attributes", [] { return with_attributes(100'000); }, "has more than 256 attributes"},
      {"long_attribute",
       [] { return std::string("<configuration a=\"") + std::string(50'000'000, 'x') + "\"/>"; },
       "unknown-element-or-attribute"},
      {"long_name", [] { return std::string("<") + std::string(5'000'000, 'x') + "/>"; },
       "is longer than 1000 bytes"},
      {"many_comments",
       [] {
         return std::string("<configuration>") + repeated("<!---->", 500'000) + "</configuration>";
       },
       ""},
      {"long_line",
       [] {
         return std::string("<configuration>") + repeated("\xC3\xA4", 5'000'000) +
                "&x;</configuration>";
       },
       "'&' must be written &amp;"},
      {"many_secrets",
       [] {
         return "<configuration>" + repeated("password: x\n", 200'000) +
                repeated("<!-- password: y -->", 20'000) + "<a><![CDATA[" +
                repeated("< value= value= value= value=", 50'000) + "]]></a></configuration>";
       },
       "unknown-element-or-attribute"},
      {"names_of_one_hash", [] { return alike_names(100'000); }, ""},
      {"nul", [] { return std::string("<configuration>\0</configuration>", 32); }, "NUL"},
      {"invalid_utf8", [] { return std::string("<configuration>\xC3\x28</configuration>"); },
       "is not UTF-8"},
      {"cut_utf8", [] { return std::string("<configuration/>\xE2\x82"); }, "is not UTF-8"},
      {"encoded_surrogate",
       [] { return std::string("<configuration>\xED\xA0\x80</configuration>"); }, "is not UTF-8"},
      {"utf16_odd", [] { return utf16("<configuration/>") + "x"; }, "error"},
      {"utf16_lone_surrogate",
       [] { return utf16("<configuration a=\"") + "\x01\xD8" + utf16("\"/>").substr(2); }, "error"},
      {"utf32", [] { return std::string("\xFF\xFE\0\0<\0\0\0a\0\0\0/\0\0\0>\0\0\0", 20); },
       "error"},
      {"unknown_encoding",
       [] { return std::string("<?xml version=\"1.0\" encoding=\"x-klingon\"?><configuration/>"); },
       "encoding"},
      {"xml_1_1", [] { return std::string("<?xml version=\"1.1\"?><configuration/>"); },
       "XML 1.1 is not for IIS"},
      {"surrogate_reference", [] { return std::string("<configuration a=\"&#xD800;\"/>"); },
       "error"},
      {"huge_reference",
       [] { return std::string("<configuration a=\"&#99999999999999999999;\"/>"); }, "error"},
      {"empty", [] { return std::string(""); }, "the file is empty"},
      {"blank", [] { return std::string("\n\n"); }, "the file is empty"},
      {"binary", [] { return std::string("\x7F\x45LF\x02\x01\x01\0\0\0\0", 11); }, "error"},
  };
  return all;
}

class HostileTexts : public Hostile, public ::testing::WithParamInterface<std::size_t> {};

TEST_P(HostileTexts, EndInAFinding) {
  const Text& text = texts()[GetParam()];
  const Ran ran = check_text(text.text());
  EXPECT_EQ(ran.status, text.expected.empty() ? 0 : 1) << ran.err;
  const std::string first = ran.out.substr(0, ran.out.find('\n'));
  EXPECT_NE(first.find(text.expected), std::string::npos) << first.substr(0, 400);
  EXPECT_EQ(ran.err, "");
}

INSTANTIATE_TEST_SUITE_P(All, HostileTexts, ::testing::Range(std::size_t{0}, texts().size()),
                         [](const auto& instance) {
                           return std::string(texts()[instance.param].name);
                         });

TEST_F(Hostile, MoreFindingsThanFitAreCounted) {
  const fs::path file = write("applicationHost.config",
                              "<configuration>" + repeated("<x/>", 50'001) + "</configuration>");
  const Ran ran = run(file.string(), "timeout 60");
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_NE(ran.out.find("only the first 50000 of its 50001 findings are kept"), std::string::npos)
      << ran.out.substr(ran.out.size() - std::min<std::size_t>(ran.out.size(), 1000));
}

// Every output format copes, not only the shortest.
TEST_F(Hostile, ALongAttributeFitsIntoEveryReport) {
  const fs::path file =
      write("applicationHost.config", "<configuration a=\"" + std::string(5'000'000, 'x') + "\"/>");
  for (const std::string_view format : {"text", "json", "sarif"}) {
    const Ran ran = run("--format " + std::string(format) + " " + file.string(), "timeout 60");
    EXPECT_EQ(ran.status, 1) << format;
    EXPECT_LT(ran.out.size(), 1'000'000U) << format;
  }
}

TEST_F(Hostile, SchemaLocationsAreNotFollowed) {
  const fs::path marker = write("other.xsd", "<schema/>");
  for (const std::string& where : {marker.string(), std::string("http://127.0.0.1:1/x.xsd")}) {
    const std::string text = fmt::format(
        "<configuration xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
        "xsi:noNamespaceSchemaLocation=\"{0}\" xsi:schemaLocation=\"urn:x {0}\"/>",
        where);
    const Ran ran = check_text(text);
    EXPECT_LE(ran.status, 1) << ran.err;
    EXPECT_EQ(ran.err, "");
  }
}

TEST_F(Hostile, WhatIsNoFileIsRefusedWithItsName) {
  const fs::path folder = folder_ / "applicationHost.config";
  fs::create_directories(folder);
  const fs::path link = folder_ / "link.config";
  fs::create_symlink(link, link);
  const fs::path pipe = folder_ / "pipe.config";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  struct Named {
    fs::path path;
    std::string_view why;
  };
  for (const Named& named : {Named{link, ""}, Named{pipe, "a pipe that nobody writes to"}}) {
    const Ran ran = check(named.path.string());
    EXPECT_EQ(ran.status, 2) << named.path;
    EXPECT_NE(ran.err.find(named.path.string()), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find(named.why), std::string::npos) << ran.err;
  }
  EXPECT_EQ(check(folder.string()).status, 3);
}

// A manifest must not make farmlint read what is no file, either.
TEST_F(Hostile, AManifestCannotMakeItHang) {
  const fs::path pipe = folder_ / "pipe.txt";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  write("applicationHost.config", "<configuration/>");
  for (const std::string_view path : {"pipe.txt", "/dev/zero", "/", "missing.txt"}) {
    const fs::path farm = write(
        "farm.xml", fmt::format("<farm xmlns=\"urn:farmlint:farm:1\" name=\"f\"><configuration "
                                "path=\"applicationHost.config\"/><node name=\"A\"><address "
                                "ip=\"10.0.0.1\"/><capture kind=\"sslcert\" "
                                "path=\"{}\"/></node></farm>",
                                path));
    const Ran ran = check(farm.string());
    EXPECT_EQ(ran.status, 2) << path << ran.out;
    EXPECT_NE(ran.err, "") << path;
  }
}

TEST_F(Hostile, WhatMayNotBeReadIsRefused) {
  if (geteuid() == 0 && std::system("setpriv --version >/dev/null 2>&1") != 0) GTEST_SKIP();
  const fs::path file = write("applicationHost.config", "<configuration/>");
  fs::permissions(file, fs::perms::none);
  fs::permissions(folder_, fs::perms::all);
  const std::string nobody =
      geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "";
  const Ran ran = run(file.string(), nobody);
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("permission denied"), std::string::npos) << ran.err;
}

TEST_F(Hostile, AFileMayChangeWhileItIsRead) {
  const fs::path file = write("applicationHost.config", "<configuration/>");
  std::jthread writer([this](const std::stop_token& stop) {
    for (std::size_t i = 0; !stop.stop_requested(); ++i)
      write("applicationHost.config", std::string(i % 97 * 50'000, '<'));
  });
  for (int i = 0; i < 5; ++i) {
    const Ran ran = check(file.string());
    EXPECT_TRUE(ran.status == 0 || ran.status == 1) << ran.status << ran.err;
  }
}

TEST_F(Hostile, AClosedOutputIsAnError) {
  const auto status = [this](const std::string& output) {
    const std::string command = fmt::format("{} testdata/farms/contoso {} 2>{}/err",
                                            FARMLINT_PROGRAM, output, folder_.string());
    return WEXITSTATUS(std::system(command.c_str()));
  };
  EXPECT_EQ(status(">&-"), 2);
  EXPECT_EQ(status(">/dev/full"), 2);
  EXPECT_NE(read(folder_ / "err").find("standard output cannot be written"), std::string::npos);
  // A reader that has seen enough ends it.
  EXPECT_EQ(status("| head -c 1 >/dev/null"), 0);
}

TEST_F(Hostile, AFullDiskLeavesNoPartOfAReport) {
  EXPECT_EQ(run("--report json=/dev/full testdata/farms/contoso").status, 2);
  const fs::path report = write("report.json", "before");
  const Ran ran = run("--report json=" + report.string() + " testdata/farms/contoso",
                      "ulimit -f 1; trap '' XFSZ;");
  EXPECT_EQ(ran.status, 2) << ran.err;
  EXPECT_EQ(read(report), "before");
  std::size_t left = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    const std::string name = entry.path().filename().string();
    if (name.find("report") != std::string::npos) ++left;
  }
  EXPECT_EQ(left, 1U);
}

TEST_F(Hostile, AReportReplacesTheFileAndKeepsItsRights) {
  const fs::path real = write("real.json", "before");
  fs::permissions(real, fs::perms::owner_read | fs::perms::owner_write);
  const fs::path link = folder_ / "link.json";
  fs::create_symlink("real.json", link);
  EXPECT_EQ(run("--report json=" + link.string() + " testdata/farms/contoso").status, 1);
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_TRUE(read(real).starts_with("{"));
  EXPECT_EQ(fs::status(real).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Hostile, ManyFindingsOfOneRuleAreCutInTextOnly) {
  std::string text = "<configuration><system.applicationHost><sites>";
  for (int i = 1; i <= 300; ++i) text += fmt::format("<site name=\"s{0}\" id=\"{0}\" x=\"\"/>", i);
  text += "</sites></system.applicationHost></configuration>";
  const fs::path file = write("applicationHost.config", text);
  const std::string only = "--select unknown-element-or-attribute ";
  const Ran ran = run(only + file.string());
  EXPECT_NE(ran.out.find("\n100 more of unknown-element-or-attribute are not shown"),
            std::string::npos)
      << ran.out.substr(ran.out.size() - 400);
  const Ran concise = run(only + "--format concise " + file.string());
  EXPECT_EQ(std::ranges::count(concise.out, '\n'), 300);
}

// strace sees every file and socket. Where it is not there or not allowed, nothing can be said.
TEST_F(Hostile, NoSocketAndNoForeignFileIsOpened) {
  const fs::path file =
      write("applicationHost.config",
            "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            "<configuration xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
            "xsi:noNamespaceSchemaLocation=\"http://127.0.0.1/x.xsd\">&x;</configuration>");
  const fs::path trace = folder_ / "trace";
  const Ran ran = run("--format concise " + file.string(),
                      "strace -f -e trace=open,openat,socket,connect -o " + trace.string());
  if (ran.status != 1) GTEST_SKIP() << "no strace here";
  const std::string seen = read(trace);
  EXPECT_EQ(seen.find("socket("), std::string::npos);
  EXPECT_EQ(seen.find("/etc/hostname"), std::string::npos);
  EXPECT_EQ(seen.find("x.xsd"), std::string::npos);
  EXPECT_NE(seen.find("applicationHost.config"), std::string::npos);
}

}  // namespace
}  // namespace farmlint::testing
