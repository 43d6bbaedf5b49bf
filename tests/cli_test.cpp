// Runs the program as people do: its exit status, what goes to which stream, how it finds farms.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/program.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;

using Cli = Program;

const std::string clean_site =
    "<configuration><system.applicationHost><applicationPools><add "
    "name=\"P\"/></applicationPools><sites>"
    "<site name=\"S\" id=\"1\"><application path=\"/\" applicationPool=\"P\"><virtualDirectory "
    "path=\"/\" "
    "physicalPath=\"C:\\s\"/></application><bindings><binding protocol=\"http\" "
    "bindingInformation=\"*:80:\"/>"
    "</bindings></site></sites></system.applicationHost></configuration>\n";

const std::string manifest =
    "<farm xmlns=\"urn:farmlint:farm:1\" name=\"f\"><configuration "
    "path=\"applicationHost.config\"/>"
    "<node name=\"A\"><address ip=\"10.0.0.1\"/></node></farm>\n";

TEST_F(Cli, ChecksTheExampleFarm) {
  const Ran ran = run("testdata/farms/contoso");
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.out.find("[binding-malformed]"), std::string::npos);
  EXPECT_NE(ran.out.find("[site-missing-node-binding]"), std::string::npos);
  EXPECT_EQ(ran.err, "");
}

TEST_F(Cli, IsCleanWhenThereIsNothingToSay) {
  const fs::path config = write("applicationHost.config", clean_site);
  EXPECT_EQ(run(config.string()).status, 0);
  const Ran concise = run("--format concise " + config.string());
  EXPECT_EQ(concise.out, "");
}

TEST_F(Cli, FindsFarmsInFoldersAndFromTheirFiles) {
  const fs::path config = write("config/applicationHost.config", clean_site);
  write("farm.xml",
        "<farm xmlns=\"urn:farmlint:farm:1\" name=\"found\"><configuration "
        "path=\"config/applicationHost.config\"/><node name=\"A\"><address "
        "ip=\"10.0.0.1\"/></node></farm>\n");
  for (const std::string& path :
       {folder_.string(), config.string(), (folder_ / "farm.xml").string(),
        config.string() + " " + folder_.string()})
    EXPECT_NE(run("--format json " + path).out.find("\"name\": \"found\""), std::string::npos)
        << path;
}

TEST_F(Cli, TakesALoneConfigurationWithoutAManifest) {
  write("applicationHost.config", clean_site);
  EXPECT_EQ(run(folder_.string()).status, 0);
}

TEST_F(Cli, ReadsStandardInput) {
  const Ran ran = run("--format concise -", "echo '<configuration>' |");
  EXPECT_EQ(ran.status, 1);
  EXPECT_TRUE(ran.out.starts_with("<stdin>:1:1: error: ")) << ran.out;
}

TEST_F(Cli, ReadsPipesWhoseSizeNobodyKnows) {
  const std::string pipe = (folder_ / "pipe.config").string();
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const Ran ran = run("--format concise " + pipe,
                      "cat testdata/farms/contoso/applicationHost.config >" + pipe + " &");
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.out.find("pipe.config:40:56: error: "), std::string::npos) << ran.out;
}

TEST_F(Cli, SaysWhenThereIsNothingToCheck) {
  const Ran ran = run(folder_.string());
  EXPECT_EQ(ran.status, 3);
  EXPECT_NE(ran.err.find("nothing to check"), std::string::npos);
  EXPECT_TRUE(run("--format json " + folder_.string()).out.starts_with("{"));
}

TEST_F(Cli, RefusesWhatItCannotRead) {
  const Ran missing = run("no/such.config");
  EXPECT_EQ(missing.status, 2);
  EXPECT_EQ(missing.out, "");
  EXPECT_NE(missing.err.find("no/such.config"), std::string::npos);
  const fs::path farm = write("farm.xml", manifest);
  const Ran dangling = run(farm.string());
  EXPECT_EQ(dangling.status, 2);
  EXPECT_NE(dangling.err.find("applicationHost.config"), std::string::npos);
}

TEST_F(Cli, HelpsWithMistypedOptionsAndNames) {
  const Ran option = run("--formt json .");
  EXPECT_EQ(option.status, 2);
  EXPECT_NE(option.err.find("did you mean '--format'?"), std::string::npos) << option.err;
  const Ran format = run("--format jsn .");
  EXPECT_EQ(format.status, 2);
  EXPECT_NE(format.err.find("did you mean 'json'?"), std::string::npos) << format.err;
  const Ran rule = run("--select binding-malformd .");
  EXPECT_EQ(rule.status, 2);
  EXPECT_NE(rule.err.find("did you mean 'binding-malformed'?"), std::string::npos) << rule.err;
  EXPECT_EQ(run("--now 2026-02-30 .").status, 2);
  EXPECT_EQ(run("--level binding-malformed=loud .").status, 2);
}

TEST_F(Cli, TreatsAnInvalidManifestAsAFailureButStillChecksTheRest) {
  write("applicationHost.config",
        "<configuration><system.applicationHost><sites><site "
        "name=\"S\"/></sites></system.applicationHost></configuration>");
  const fs::path farm = write("farm.xml",
                              "<farm xmlns=\"urn:farmlint:farm:1\"><configuration "
                              "path=\"applicationHost.config\"/><nod name=\"A\"/></farm>");
  const Ran ran = run("--format json " + farm.string());
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("did you mean <node>?"), std::string::npos) << ran.err;
  EXPECT_NE(ran.out.find("missing-required-attribute"), std::string::npos) << ran.out;
}

TEST_F(Cli, FailsOnTheLevelAskedFor) {
  const fs::path config = write("applicationHost.config",
                                "<configuration><system.applicationHost><applicationPools><add "
                                "name=\"P\"/></applicationPools><sites>"
                                "<site name=\"S\" id=\"1\"><application path=\"/\" "
                                "applicationPool=\"P\"><virtualDirectory path=\"/\" "
                                "physicalPath=\"C:\\s\"/></application></site></sites></"
                                "system.applicationHost></configuration>\n");
  EXPECT_EQ(run(config.string()).status, 1);
  EXPECT_EQ(run("--fail-on error " + config.string()).status, 0);
  EXPECT_EQ(run("--fail-on never " + config.string()).status, 0);
  EXPECT_EQ(run("--level site-without-bindings=error --fail-on error " + config.string()).status,
            1);
  EXPECT_EQ(run("--level site-without-bindings=off " + config.string()).status, 0);
  EXPECT_EQ(run("--ignore site-without-bindings " + config.string()).status, 0);
}

TEST_F(Cli, WritesSeveralReportsAtOnce) {
  const std::string sarif = (folder_ / "r.sarif").string();
  const std::string json = (folder_ / "r.json").string();
  const Ran ran =
      run("--report sarif=" + sarif + " --report json=" + json + " testdata/farms/contoso");
  EXPECT_EQ(ran.status, 1);
  EXPECT_NE(ran.out.find("[binding-malformed]"), std::string::npos);
  EXPECT_NE(read(sarif).find("\"2.1.0\""), std::string::npos);
  EXPECT_TRUE(read(json).starts_with("{"));
  const Ran to_file = run("--format json -o " + json + " testdata/farms/contoso");
  EXPECT_EQ(to_file.out, "");
}

TEST_F(Cli, ColoursOnlyForPeople) {
  const std::string farm = "testdata/farms/contoso";
  EXPECT_EQ(run(farm).out.find('\033'), std::string::npos);
  EXPECT_NE(run("--color always " + farm).out.find('\033'), std::string::npos);
  EXPECT_NE(run(farm, "FORCE_COLOR=1").out.find('\033'), std::string::npos);
  EXPECT_EQ(run(farm, "FORCE_COLOR=1 NO_COLOR=1").out.find('\033'), std::string::npos);
}

TEST_F(Cli, PrintsTheSameBytesEveryTime) {
  for (const std::string format : {"text", "json", "sarif", "concise"})
    EXPECT_EQ(run("--now 2026-12-01 --format " + format + " testdata/farms").out,
              run("-j 4 --now 2026-12-01 --format " + format + " testdata/farms").out)
        << format;
}

TEST_F(Cli, ReadsCertificatesAlikeWhateverOpenSslIsConfiguredTo) {
  const std::string arguments = "--select ssl-cert-weak testdata/rules/ssl-cert-weak/bad.config";
  const fs::path strict = write("openssl.cnf",
                                "openssl_conf = start\n[start]\nalg_section = strict\n"
                                "[strict]\ndefault_properties = fips=yes\n");
  EXPECT_EQ(run(arguments).out, run(arguments, "OPENSSL_CONF=" + strict.string()).out);
}

TEST_F(Cli, ShowsOnATerminalThatLongWorkGoesOn) {
  const std::string pipe = (folder_ / "applicationHost.config").string();
  const fs::path log = folder_ / "log";
  const std::string slow_writer =
      "(sleep 1.5; cat testdata/farms/contoso/applicationHost.config) >" + pipe + " & ";
  const std::string program = FARMLINT_PROGRAM " --fail-on never " + pipe;
  const std::string command = "mkfifo " + pipe + " && { " + slow_writer + "script -qec '" +
                              program + "' " + log.string() + " >/dev/null; }";
  EXPECT_EQ(std::system(command.c_str()), 0);
  const std::string seen = read(log);
  EXPECT_NE(seen.find("checking the farm, 1 s\r\x1B[K"), std::string::npos) << seen;
  EXPECT_NE(seen.find("Checked 1 farm"), std::string::npos) << seen;
}

TEST_F(Cli, ListsAndExplainsRules) {
  EXPECT_NE(run("rules").out.find("binding-malformed"), std::string::npos);
  const Ran one = run("rules binding-malformed");
  EXPECT_EQ(one.status, 0);
  EXPECT_EQ(run("rules binding-malformd").status, 2);
  EXPECT_TRUE(run("rules --format json").out.starts_with("[") ||
              run("rules --format json").out.starts_with("{"));
}

TEST_F(Cli, PrintsSchemasThatXmllintTakes) {
  const std::string xsd = (folder_ / "s.xsd").string();
  ASSERT_EQ(run("schema config -o " + xsd).status, 0);
  const std::string config = "testdata/farms/contoso/applicationHost.config";
  EXPECT_EQ(
      std::system(("xmllint --noout --schema " + xsd + " " + config + " 2>/dev/null").c_str()), 0);
  ASSERT_EQ(run("schema farm -o " + xsd).status, 0);
  EXPECT_EQ(std::system(
                ("xmllint --noout --schema " + xsd + " testdata/farms/contoso/farm.xml 2>/dev/null")
                    .c_str()),
            0);
}

TEST_F(Cli, PrintsTheCollector) {
  const std::string script = read("lint/collect/collect.ps1");
  EXPECT_EQ(run("collect").out, script);
  const std::string file = (folder_ / "collect.ps1").string();
  EXPECT_EQ(run("collect -o " + file).out, "");
  EXPECT_EQ(read(file), script);
  EXPECT_EQ(run("collect WEB01").status, 2);
}

TEST_F(Cli, DraftsAManifestThatItThenTakes) {
  write("applicationHost.config", clean_site);
  write("nodes/A/node.xml", "<node name='A'><address ip='10.0.0.1'/></node>");
  write("nodes/A/notes.txt", "");
  const std::string before = "cd " + folder_.string() + " &&";
  const Ran ran = run("infer applicationHost.config nodes/ -o farm.xml", before);
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "farmlint: nodes/A/notes.txt: no capture that farmlint knows, so not used\n");
  EXPECT_EQ(run("", before).status, 0);
  EXPECT_EQ(run("infer applicationHost.config nodes/A", before).out, read(folder_ / "farm.xml"));
  write("nodes/A/node.xml", "<node>");
  const Ran broken = run("infer applicationHost.config nodes", before);
  EXPECT_EQ(broken.status, 2);
  EXPECT_NE(broken.err.find("nodes/A/node.xml:1:"), std::string::npos) << broken.err;
  EXPECT_NE(broken.out.find("<node name=\"A\">"), std::string::npos) << broken.out;
}

TEST_F(Cli, SaysWhatIsWrongWithACallOfInfer) {
  const std::string config = write("applicationHost.config", clean_site).string();
  const std::vector<std::string> wrong{"",
                                       "-",
                                       "/no/such.config",
                                       folder_.string(),
                                       config + " /no/such/nodes",
                                       config + " " + folder_.string() + " --format=json"};
  for (const std::string& arguments : wrong) {
    const Ran ran = run("infer " + arguments);
    EXPECT_EQ(ran.status, 2) << arguments;
    EXPECT_EQ(ran.out, "") << arguments;
    EXPECT_TRUE(ran.err.starts_with("farmlint: ")) << ran.err;
  }
}

TEST_F(Cli, UsesTheSchemaFolderOfTheServer) {
  const std::string with_owner =
      std::string(clean_site).insert(clean_site.find("id="), "owner=\"me\" ");
  const fs::path config = write("applicationHost.config", with_owner);
  const std::string folder = "--schema=" + fs::absolute("testdata/schema/folder").string() + " ";
  EXPECT_EQ(run(config.string()).status, 1);
  EXPECT_EQ(run(folder + config.string()).status, 0);
  EXPECT_NE(run("-v " + folder + config.string()).err.find("'defaultvalue'"), std::string::npos);
  EXPECT_NE(run("schema config " + folder).out.find("name=\"owner\""), std::string::npos);
  EXPECT_EQ(run("--schema=/no/such/folder " + config.string()).status, 2);
  const Ran broken = run("--schema=testdata/schema/broken " + config.string());
  EXPECT_EQ(broken.status, 2);
  EXPECT_NE(broken.err.find("half.xml:4:3: error: "), std::string::npos);
  EXPECT_EQ(run("schema config --schema=testdata/schema/broken").status, 2);
}

TEST_F(Cli, FindsTheSchemaFolderThatTheManifestNames) {
  write("applicationHost.config",
        std::string(clean_site).insert(clean_site.find("id="), "owner=\"me\" "));
  fs::copy("testdata/schema/folder", folder_ / "schema");
  const std::string words = "path=\"applicationHost.config\"";
  const std::string named =
      std::string(manifest).insert(manifest.find(words) + words.size(), " schema=\"schema\"");
  const std::string only = "--select=unknown-element-or-attribute -- ";
  EXPECT_EQ(run(only + write("farm.xml", manifest).string()).status, 1);
  EXPECT_EQ(run(only + write("farm.xml", named).string()).status, 0);
  const std::string other = "--schema=testdata/schema/broken ";
  EXPECT_EQ(run(other + only + (folder_ / "farm.xml").string()).status, 2);
}

TEST_F(Cli, DrawsTheMatrix) {
  const Ran ran = run("matrix testdata/farms/contoso");
  EXPECT_EQ(ran.status, 0);
  EXPECT_NE(ran.out.find("MISSING"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("ServerB"), std::string::npos);
}

// In every farm that has it; the last word is the object.
TEST_F(Cli, ShowsAnObjectOfEachFarm) {
  write("a/applicationHost.config", clean_site);
  write("b/applicationHost.config", clean_site);
  const std::string both = folder_.string() + " testdata/farms/contoso";
  const Ran shared = run("show " + both + " S");
  EXPECT_EQ(shared.status, 0);
  EXPECT_NE(shared.out.find("a/applicationHost.config\n\nsite S (id 1"), std::string::npos)
      << shared.out;
  EXPECT_NE(shared.out.find("b/applicationHost.config\n\nsite S (id 1"), std::string::npos);
  EXPECT_EQ(shared.err, "");
  EXPECT_TRUE(run("show " + both + " Site1").out.starts_with("site Site1 (id 1"));
  const std::string file = (folder_ / "out.json").string();
  EXPECT_EQ(run("show " + both + " P --format json -o " + file).out, "");
  EXPECT_TRUE(read(file).starts_with("{\n  \"format\": \"farmlint/1\""));
}

TEST_F(Cli, SaysWhatIsWrongWithACallOfShow) {
  const std::string config = write("applicationHost.config", clean_site).string() + " ";
  const std::string broken = write("broken.config", "<configuration>").string() + " ";
  const auto wrong = [&](const std::string& arguments, int status, std::string_view words) {
    const Ran ran = run("show " + arguments);
    EXPECT_EQ(ran.status, status) << arguments;
    EXPECT_NE(ran.err.find(words), std::string::npos) << ran.err;
    return ran.out;
  };
  EXPECT_EQ(wrong("", 2, "show needs an OBJECT"), "");
  EXPECT_EQ(
      wrong(config + "s/x", 2, "farmlint: no application is called 's/x': did you mean 'S/'?\n"),
      "");
  EXPECT_EQ(wrong(config, 2, "a path comes first"), "");
  EXPECT_EQ(wrong(config + "S --format markdown", 2, "unknown format 'markdown'"), "");
  EXPECT_EQ(wrong("/no/such/folder S", 2, "no such file or folder"), "");
  EXPECT_EQ(wrong(broken + "S", 2, "broken.config: no configuration that can be read"), "");
  EXPECT_EQ(wrong((folder_ / "empty").string() + " S", 2, "no such file or folder"), "");
  fs::create_directories(folder_ / "empty");
  EXPECT_EQ(wrong((folder_ / "empty").string() + " S", 3, "nothing to show"), "");
  // What can be shown is shown.
  EXPECT_TRUE(wrong(broken + config + "S", 2, "broken.config").starts_with("site S"));
}

}  // namespace
}  // namespace farmlint::testing
