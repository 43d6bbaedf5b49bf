// farmlint next to bare Xerces and its peers. Prints ratios of medians of interleaved runs.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sched.h>
#include <xercesc/util/PlatformUtils.hpp>

#include "lint/check.h"
#include "lint/schemas.h"
#include "reporters/reporter.h"
#include "rules/registry.h"
#include "tests/bench/generate.h"
#include "tests/bench/peers.h"
#include "tests/bench/race.h"

namespace farmlint::bench {
namespace {

namespace fs = std::filesystem;

struct Files {
  fs::path configuration;
  fs::path manifest;
};

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

Files written(const fs::path& folder, const Shape& shape) {
  Files files{folder / "applicationHost.config", folder / "farm.xml"};
  write(files.configuration, configuration(shape));
  write(files.manifest, manifest(shape));
  return files;
}

// As lint/main.cpp does it.
void lint(const fs::path& configuration) {
  Report report{.farms = {}, .rules = rules::all()};
  report.farms.push_back(check_farm(
      {{}, configuration}, {.root = ".", .schema = {}, .now = {}, .rules = rules::all()}, {}));
  if (reporters::find("text")->render(report, {}).empty()) std::abort();
}

void on_processors(int count) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (int i = 0; i < count; ++i) CPU_SET(i, &set);
  sched_setaffinity(0, sizeof set, &set);
}

class Bench {
 public:
  Bench(std::string program, fs::path folder)
      : program_(std::move(program)), folder_(std::move(folder)), xsd_(configuration_xsd({})) {
    write(folder_ / "config.xsd", xsd_);
  }

  void processes(std::string_view title, const Shape& shape, int rounds) const {
    const Files files = written(folder_ / "one", shape);
    const std::string config = files.configuration.string();
    const std::string xsd = (folder_ / "config.xsd").string();
    std::vector<Contender> all{
        process("xmllint --noout", {"xmllint", "--huge", "--noout", config}),
        process("xmllint --noout --schema",
                {"xmllint", "--huge", "--noout", "--schema", xsd, config}),
        process("SAX2Count, not validating", {"SAX2Count", "-v=never", config}),
        process("farmlint, configuration alone", {program_, "--fail-on", "never", config}),
        process("farmlint, with its manifest",
                {program_, "--fail-on", "never", files.manifest.string()})};
    // The configuration stands alone where no manifest is beside it.
    fs::create_directories(folder_ / "alone");
    const std::string alone = (folder_ / "alone/applicationHost.config").string();
    fs::copy_file(config, alone, fs::copy_options::overwrite_existing);
    all[3].run = [this, alone] { return run_process({program_, "--fail-on", "never", alone}); };
    race(all, rounds);
    print(titled(title, "whole process", config), all, 1);
  }

  void in_process(std::string_view title, const Shape& shape, int rounds) const {
    const std::string text = configuration(shape);
    const fs::path config = folder_ / "alone/applicationHost.config";
    write(config, text);
    BareXerces plain(nullptr);
    BareXerces validating(&xsd_);
    std::vector<Contender> all{
        {"pugixml", [&] { return timed([&] { parse_with_pugixml(text); }); }},
        {"Xerces SAX2, not validating", [&] { return timed([&] { plain.parse(text); }); }},
        {"Xerces SAX2, validating", [&] { return timed([&] { validating.parse(text); }); }},
        {"farmlint, one processor",
         [&] {
           on_processors(1);
           const Cost cost = timed([&] { lint(config); });
           on_processors(2);
           return cost;
         }},
        {"farmlint, two processors", [&] { return timed([&] { lint(config); }); }}};
    race(all, rounds);
    print(titled(title, "in process", config), all, 2);
  }

  // Ratios to the first: how much more a binding costs in a larger farm.
  void growth(std::string_view title, const std::vector<Shape>& shapes, int rounds) const {
    std::vector<Contender> all;
    std::vector<std::size_t> bindings;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      const Files files = written(folder_ / fmt::format("growth{}", i), shapes[i]);
      bindings.push_back(2 * shapes[i].sites * shapes[i].nodes);
      all.push_back(
          process(fmt::format("{} sites on {} nodes, {} MB", shapes[i].sites, shapes[i].nodes,
                              fs::file_size(files.configuration) / 1'000'000),
                  {program_, "--fail-on", "never", files.manifest.string()}));
    }
    race(all, rounds);
    std::cout << fmt::format(
        "\n| {} | ms | µs for a binding | ratio |\n"
        "| --- | ---: | ---: | ---: |\n",
        title);
    const double one = all[0].median_seconds() / static_cast<double>(bindings[0]);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const double each = all[i].median_seconds() / static_cast<double>(bindings[i]);
      std::cout << fmt::format("| {} | {:.0f} | {:.2f} | {:.2f} |\n", all[i].name,
                               all[i].median_seconds() * 1000, each * 1e6, each / one);
    }
    std::cout << std::flush;
  }

  void many(std::size_t farms, const Shape& shape, int rounds) const {
    const fs::path root = folder_ / "many";
    for (std::size_t i = 0; i < farms; ++i) written(root / std::to_string(i), shape);
    std::vector<Contender> all{
        process("one processor", {program_, "--fail-on", "never", "-j", "1", root.string()}),
        process("two processors", {program_, "--fail-on", "never", "-j", "2", root.string()})};
    race(all, rounds);
    print(fmt::format("{} farms of {} sites", farms, shape.sites), all, 0);
  }

 private:
  static Contender process(std::string name, std::vector<std::string> command) {
    return {std::move(name), [command = std::move(command)] { return run_process(command); }};
  }
  static std::string titled(std::string_view title, std::string_view what, const fs::path& file) {
    return fmt::format("{}, {} kB, {}", title, fs::file_size(file) / 1000, what);
  }

  std::string program_;
  fs::path folder_;
  std::string xsd_;
};

}  // namespace
}  // namespace farmlint::bench

int main(int argc, char** argv) {
  using farmlint::bench::Shape;
  xercesc::XMLPlatformUtils::Initialize();
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "farmlint-bench";
  const farmlint::bench::Bench bench(argc > 1 ? argv[1] : FARMLINT_PROGRAM, folder);
  bench.processes("small", {.sites = 75}, 41);
  bench.processes("large", {.sites = 10'000}, 15);
  bench.in_process("small", {.sites = 75}, 41);
  bench.in_process("large", {.sites = 10'000}, 15);
  bench.growth("more sites", {{.sites = 1'000}, {.sites = 10'000}, {.sites = 100'000}}, 5);
  bench.growth(
      "more nodes",
      {{.sites = 100, .nodes = 10}, {.sites = 100, .nodes = 100}, {.sites = 100, .nodes = 1'000}},
      5);
  bench.many(1'000, {.sites = 50}, 15);
  std::filesystem::remove_all(folder);
}
