// farmlint next to bare Xerces and xmllint, on farms of 100, 1,000 and 10,000 sites. Prints ratios
// of medians of interleaved runs: the machine's mood touches all of them alike.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/framework/XMLGrammarPoolImpl.hpp>
#include <xercesc/parsers/SAX2XMLReaderImpl.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/XMLUni.hpp>

#include "lint/engine.h"
#include "lint/load.h"
#include "lint/schemas.h"
#include "reporters/reporter.h"
#include "rules/registry.h"
#include "tests/bench/generate.h"

namespace farmlint::bench {
namespace {

namespace fs = std::filesystem;
namespace xc = xercesc;

xc::MemBufInputSource memory(const std::string& text) {
  return {reinterpret_cast<const XMLByte*>(text.data()), text.size(), "bench"};
}

// Xerces's own SAX2 parse, validating against the grammar that farmlint uses, or not at all.
class BareXerces {
 public:
  explicit BareXerces(const std::string* xsd)
      : reader_(xc::XMLPlatformUtils::fgMemoryManager, &pool_) {
    reader_.setProperty(xc::XMLUni::fgXercesScannerName,
                        const_cast<XMLCh*>(xc::XMLUni::fgSGXMLScanner));
    reader_.setFeature(xc::XMLUni::fgSAX2CoreValidation, xsd != nullptr);
    reader_.setFeature(xc::XMLUni::fgXercesSchema, xsd != nullptr);
    reader_.setFeature(xc::XMLUni::fgXercesIdentityConstraintChecking, false);
    reader_.setContentHandler(&handler_);
    reader_.setErrorHandler(&handler_);
    if (xsd == nullptr) return;
    reader_.loadGrammar(memory(*xsd), xc::Grammar::SchemaGrammarType, true);
    reader_.setFeature(xc::XMLUni::fgXercesUseCachedGrammarInParse, true);
    reader_.setProperty(xc::XMLUni::fgXercesSchemaExternalNoNameSpaceSchemaLocation,
                        const_cast<XMLCh*>(xc::XMLUni::fgXercesSchema));
  }
  void parse(const std::string& text) { reader_.parse(memory(text)); }

 private:
  xc::XMLGrammarPoolImpl pool_{xc::XMLPlatformUtils::fgMemoryManager};
  xc::SAX2XMLReaderImpl reader_;
  xc::DefaultHandler handler_;
};

struct Contender {
  std::string name;
  std::function<void()> run;
  std::vector<double> seconds{};

  double median() {
    std::ranges::sort(seconds);
    return seconds[seconds.size() / 2];
  }
};

double time(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void lint(const fs::path& manifest, const fs::path& configuration) {
  LoadedFarm loaded = load_farm({manifest, configuration},
                                {.root = ".", .schema = {}, .now = {}, .rules = rules::all()});
  run_rules(loaded.farm, *loaded.sources, rules::all(), {}, loaded.report);
  loaded.report.sources = std::move(loaded.sources);
  Report report{.farms = {}, .rules = rules::all()};
  report.farms.push_back(std::move(loaded.report));
  if (reporters::find("text")->render(report, {}).empty()) std::abort();
}

void shell(const std::string& command) {
  const int status = std::system((command + " >/dev/null 2>&1").c_str());
  if (status == -1) std::abort();
}

void print(std::vector<Contender>& contenders, std::size_t unit) {
  const double one = contenders[unit].median();
  for (Contender& contender : contenders)
    std::cout << fmt::format("  {:<44} {:>9.2f} ms  {:>5.2f}x\n", contender.name,
                             contender.median() * 1000, contender.median() / one);
}

void race(std::vector<Contender> contenders, std::size_t unit, int rounds) {
  for (int round = 0; round < rounds; ++round)
    for (Contender& contender : contenders) contender.seconds.push_back(time(contender.run));
  print(contenders, unit);
}

void measure(std::size_t sites, const fs::path& folder, const std::string& program) {
  const std::string text = configuration(sites);
  const fs::path config = folder / "applicationHost.config";
  const fs::path farm = folder / "farm.xml";
  const fs::path xsd_file = folder / "config.xsd";
  const std::string xsd = configuration_xsd({});
  std::ofstream(config, std::ios::binary) << text;
  std::ofstream(farm, std::ios::binary) << manifest(sites);
  std::ofstream(xsd_file, std::ios::binary) << xsd;
  BareXerces plain(nullptr);
  BareXerces validating(&xsd);
  const int rounds = sites > 5000 ? 9 : 21;
  std::cout << fmt::format("{} sites, {} kB, in process (1.00x = Xerces SAX2, validating):\n",
                           sites, text.size() / 1000);
  race({{"Xerces SAX2, not validating", [&] { plain.parse(text); }},
        {"Xerces SAX2, validating", [&] { validating.parse(text); }},
        {"farmlint, configuration alone", [&] { lint({}, config); }},
        {"farmlint, with its manifest", [&] { lint(farm, {}); }}},
       1, rounds);
  std::cout << "whole processes (1.00x = xmllint --schema):\n";
  race({{"xmllint --noout", [&] { shell("xmllint --huge --noout " + config.string()); }},
        {"xmllint --noout --schema",
         [&] {
           shell("xmllint --huge --noout --schema " + xsd_file.string() + " " + config.string());
         }},
        {"farmlint, configuration alone", [&] { shell(program + " - < " + config.string()); }},
        {"farmlint, all rules and its manifest", [&] { shell(program + " " + farm.string()); }}},
       1, rounds);
}

}  // namespace
}  // namespace farmlint::bench

int main(int argc, char** argv) {
  const std::string program = argc > 1 ? argv[1] : FARMLINT_PROGRAM;
  xercesc::XMLPlatformUtils::Initialize();
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "farmlint-bench";
  std::filesystem::create_directories(folder);
  for (const std::size_t sites : {100U, 1000U, 10000U})
    farmlint::bench::measure(sites, folder, program);
  std::filesystem::remove_all(folder);
}
