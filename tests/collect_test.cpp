// The collector script: that it only reads, keeps secrets to itself, and writes what farmlint
// expects. tests/powershell checks its syntax.
#include "lint/collect/collect.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "lint/farm/read_manifest.h"
#include "lint/schemas.h"
#include "rules/registry.h"
#include "tests/support.h"

namespace farmlint::testing {
namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

// The script without comments, taken apart.
struct Script {
  std::string code;
  std::string bare;                   // with nothing between quotes
  std::vector<std::string> literals;  // what stands between them
};

Script take_apart(std::string_view text) {
  Script script;
  const auto skip_to = [&](std::string_view end) {
    text.remove_prefix(std::min(text.find(end), text.size()));
  };
  while (!text.empty()) {
    const char c = text.front();
    if (text.starts_with("<#")) {
      skip_to("#>");
      text.remove_prefix(2);
      continue;
    }
    if (c == '#') {
      skip_to("\n");
      continue;
    }
    std::size_t length = 1;
    if (c == '\'' || c == '"') {
      while (text.at(length) != c || (c == '\'' && text.substr(length, 2) == "''"))
        length += text[length] == c || text[length] == '`' ? 2 : 1;
      script.literals.emplace_back(text.substr(1, length - 1));
      script.bare += "''";
      ++length;
    } else {
      script.bare += c;
    }
    script.code += text.substr(0, length);
    text.remove_prefix(length);
  }
  return script;
}

const Script& script() {
  static const Script taken = take_apart(collector_script());
  return taken;
}

Script function(const std::string& name) {
  const std::string& code = script().code;
  const std::size_t start = code.find("function " + name);
  EXPECT_NE(start, std::string::npos) << name;
  return take_apart(code.substr(start, code.find("\n}\n", start) - start));
}

// The first group of every match.
Words found(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  Words words;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match)
    words.insert((*match)[1]);
  return words;
}

Words without(Words words, const Words& known) {
  for (const std::string& word : known) words.erase(word);
  return words;
}

TEST(Collector, IsReadTheSameInEveryCodePage) {
  for (const char c : collector_script()) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << c;
}

TEST(Collector, RunsOnlyCommandsThatRead) {
  const Words keywords{"catch", "continue", "exit",   "foreach", "function",
                       "if",    "param",    "return", "throw",   "try"};
  const Words reading{"ConvertTo-Json", "Get-ChildItem", "Get-CimInstance", "Get-Item",
                      "Join-Path",      "New-Object",    "Set-StrictMode",  "Sort-Object",
                      "Test-Path",      "Where-Object",  "Write-Warning"};
  const Words own = found(script().bare, R"(^function ([\w-]+))");
  Words commands =
      found(script().bare, R"((?:^|[{;|(=]|\bin\b)\s*([A-Za-z][\w-]*)\b(?![\w-]|\s*=))");
  EXPECT_TRUE(commands.contains("Get-ChildItem"));
  EXPECT_EQ(without(without(without(commands, keywords), reading), own), Words{});
  // No command hides where the pattern above does not look.
  EXPECT_EQ(found(script().bare, R"(\b([A-Z]\w+-[A-Z]\w+))"),
            found(script().bare, R"((?:^function |^|[{;|(=]|\bin\b)\s*([A-Z]\w+-[A-Z]\w+))"));
  EXPECT_EQ(found(script().code, R"(& (\S+(?: http \w+)?))"),
            (Words{R"("$env:windir\System32\netsh.exe" http show)", "$Read)"}));
  EXPECT_EQ(script().code.find("$("), std::string::npos) << "commands within strings are not seen";
}

TEST(Collector, CallsOnlyMethodsThatReadExceptForItsOwnFiles) {
  EXPECT_EQ(found(script().bare, R"(\[([\w.]+\]::\w+))"),
            (Words{"Environment]::Is64BitOperatingSystem", "Environment]::Is64BitProcess",
                   "IO.Directory]::CreateDirectory", "IO.Directory]::GetFiles",
                   "IO.DriveInfo]::GetDrives", "IO.File]::Exists", "IO.File]::ReadAllText",
                   "IO.File]::WriteAllText", "IO.Path]::GetFileName", "Net.IPAddress]::IsLoopback",
                   "Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces",
                   "Security.SecurityElement]::Escape"}));
  EXPECT_EQ(found(script().bare, R"(\.(\w+)\()"),
            (Words{"Contains", "GetBaseException", "GetIPProperties", "GetKeyAlgorithm",
                   "GetUnresolvedProviderPathFromPSPath", "GetValue", "Replace", "Substring",
                   "ToLowerInvariant", "ToString", "ToUniversalTime", "Trim", "TrimEnd"}));
  EXPECT_EQ(found(script().code, R"((CreateDirectory.*|WriteAllText\(\(.*?\)))"),
            (Words{"CreateDirectory($folder)", "WriteAllText((Join-Path $folder $File)"}));
}

TEST(Collector, NamesPasswordsOnlyToHideThem) {
  EXPECT_EQ(found(script().code, R"(^(.*[Pp][Aa][Ss][Ss][Ww][Oo].*)$)").size(), 1);
  EXPECT_NE(function("Hide-Secret").code.find("password"), std::string::npos);
  EXPECT_EQ(found(function("Get-CentralStoreSetting").code, R"(foreach \(\$setting in (.*)\) \{)"),
            Words{"'Enabled', 'CertStoreLocation', 'UserName', 'PollingInterval'"});
}

// What PowerShell's two -replace do: .NET reads these patterns as ECMAScript does.
std::string hide_secrets(std::string text) {
  std::vector<std::string> literals = function("Hide-Secret").literals;
  EXPECT_EQ(literals.size(), 4);
  for (std::string& literal : literals)
    literal = std::regex_replace(literal, std::regex("''"), "'");
  for (std::size_t i = 0; i + 1 < literals.size(); i += 2)
    text = std::regex_replace(text, std::regex(literals[i], std::regex::icase), literals[i + 1]);
  return text;
}

TEST(Collector, BlanksSecretsAndKeepsTheirProvider) {
  const std::pair<const char*, const char*> cases[] = {
      {R"(password="[enc:IISRsaProvider:pYlwMg+/Ax==:enc]")",
       R"(password="[enc:IISRsaProvider::enc]")"},
      {R"(password="[enc:IISRsaProvider::enc]")", R"(password="[enc:IISRsaProvider::enc]")"},
      {R"(password="" path="\\fs1\iis$")", R"(password="" path="\\fs1\iis$")"},
      {R"(password="Winter2026" userName="CONTOSO\iis")",
       R"(password="***" userName="CONTOSO\iis")"},
      {R"(PASSWORD = 'say "friend"')", R"(PASSWORD = '***')"},
      {"password=\"two\nlines\"", R"(password="***")"},
      {R"(password="[enc:IISRsaProvider:pYlwMg")", R"(password="***")"},
      {R"(password="x[enc:P::enc]")", R"(password="***")"},
      {R"(<!-- adminPassword="old" -->)", R"(<!-- adminPassword="***" -->)"},
      {R"(sessionKey="AQIAAA==" useOAEP="false")", R"(sessionKey="***" useOAEP="false")"},
  };
  for (const auto& [before, after] : cases) EXPECT_EQ(hide_secrets(before), after);
}

struct Written {
  std::string kind;
  std::string file;
};

std::vector<Written> captures() {
  static const std::regex entry(R"(Kind +=\s+'(\w+)'\s+File +=\s+'([\w.-]+)')");
  const std::string& code = script().code;
  std::vector<Written> all;
  for (std::sregex_iterator match(code.begin(), code.end(), entry), end; match != end; ++match)
    all.push_back({(*match)[1], (*match)[2]});
  return all;
}

// PowerShell's -f.
std::string format(std::string text, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    text = std::regex_replace(text, std::regex("\\{" + std::to_string(i) + "\\}"), values[i]);
  return text + "\n";
}

// node.xml of a server that has everything.
std::string node_xml() {
  const std::map<std::string, std::string> values{{"name", "WEB01"},
                                                  {"osBuild", "17763"},
                                                  {"domainJoined", "true"},
                                                  {"drives", "C D"},
                                                  {"features", "rewrite ccs"}};
  const Script element = function("Get-NodeElement");
  const Words names = found(element.bare, R"(^ +(\w+) += (?!\[))");
  std::string attributes;
  for (const std::string& name : names) attributes += ' ' + name + "=\"" + values.at(name) + '"';
  std::string text;
  for (const std::string& literal : element.literals) {
    if (literal.find('<') == std::string::npos) continue;
    if (literal.find("<address") != std::string::npos)
      text += format(literal, {"10.0.0.1"}) + format(literal, {"2001:db8::1"});
    else if (literal.find("<capture") != std::string::npos)
      for (const Written& file : captures())
        text += format(literal, {file.kind, "WEB01", file.file});
    else
      text += format(literal, {attributes});
  }
  return text;
}

TEST(Collector, WritesANodeForTheManifest) {
  const fs::path folder =
      fs::temp_directory_path() / ("farmlint-collect-" + std::to_string(getpid()));
  fs::create_directories(folder / "nodes/WEB01");
  for (const Written& file : captures()) std::ofstream(folder / "nodes/WEB01" / file.file) << '\n';
  SourceSet sources;
  const FileId id = sources.add(
      "farm.xml", R"(<farm xmlns="urn:farmlint:farm:1" name="f"><configuration path="c"/>)" +
                      node_xml() + "</farm>");
  const XmlDocument document = parse_xml(sources, id);
  const ReadManifest read = read_manifest(document, folder, rules::all());
  fs::remove_all(folder);
  for (const Finding& error : read.errors) ADD_FAILURE() << error.message << '\n' << node_xml();
  ASSERT_EQ(read.manifest.nodes.size(), 1);
  const Node& node = read.manifest.nodes.front();
  EXPECT_EQ(node.os_build, 17763);
  EXPECT_EQ(node.domain_joined, true);
  EXPECT_EQ(node.addresses.size(), 2);
  EXPECT_EQ(node.captures.size(), captures().size());
  Words kinds;
  for (const Written& file : captures()) kinds.insert(file.kind);
  EXPECT_EQ(kinds, (Words{"ccs", "certificates", "iplisten", "redirection", "sslcert"}));
}

}  // namespace
}  // namespace farmlint::testing
