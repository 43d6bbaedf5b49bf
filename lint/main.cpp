// The composition root: the only file that sees rules, reporters and the command line together.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

#include "lint/check.h"
#include "lint/collect/collect.h"
#include "lint/discover.h"
#include "lint/files.h"
#include "lint/heap.h"
#include "lint/infer/infer.h"
#include "lint/load.h"
#include "lint/options.h"
#include "lint/parallel.h"
#include "lint/progress.h"
#include "lint/schemas.h"
#include "lint/show/show.h"
#include "reporters/matrix.h"
#include "reporters/reporter.h"
#include "reporters/rule_list.h"
#include "reporters/show.h"
#include "rules/registry.h"

namespace farmlint {
namespace {

namespace fs = std::filesystem;

enum Exit : std::uint8_t { Clean = 0, Problems = 1, Failed = 2, NothingToCheck = 3 };

Vocabulary vocabulary() {
  Vocabulary known;
  for (const reporters::Reporter* reporter : reporters::all())
    known.formats.push_back({std::string(reporter->name), std::string(reporter->summary)});
  for (const Rule* rule : rules::all()) known.rules.emplace_back(rule->name);
  return known;
}

bool set_in_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool wants_color(const Options& options) {
  if (options.color != Color::Auto) return options.color == Color::Always;
  if (!options.output.empty() || set_in_environment("NO_COLOR")) return false;
  if (set_in_environment("FORCE_COLOR")) return true;
  const char* terminal = std::getenv("TERM");
  return isatty(STDOUT_FILENO) == 1 &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

bool colored_errors() {
  return set_in_environment("FORCE_COLOR") || isatty(STDERR_FILENO) == 1;
}

void write(const Options& options, const std::string& text) {
  if (!options.output.empty()) return write_file(options.output, text);
  std::cout << text << std::flush;
  if (!std::cout) throw Error("standard output cannot be written");
}

TimePoint this_second() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

LoadOptions load_options(const Options& options) {
  return {.root = options.src_root.empty() ? fs::current_path() : options.src_root,
          .schema = options.schema,
          .now = options.now.value_or(this_second()),
          .expiry_days = options.expiry_days,
          .rules = rules::all()};
}

std::vector<FarmFiles> farms_of(const Options& options) {
  const bool default_path = options.paths.size() == 1 && options.paths.front() == ".";
  if (options.manifest.empty()) return discover(options.paths);
  return {{options.manifest, default_path ? fs::path() : options.paths.front()}};
}

std::vector<FarmReport> check_farms(const std::vector<FarmFiles>& farms, const Options& options) {
  std::vector<FarmReport> reports(farms.size());
  Progress progress(farms.size(),
                    !options.no_progress && !options.quiet && isatty(STDERR_FILENO) == 1);
  in_parallel(farms.size(), options.jobs != 0 ? options.jobs : processors(), [&](std::size_t i) {
    reports[i] = check_farm(farms[i], load_options(options), options.selection);
    progress.step();
  });
  return reports;
}

void say_what_was_read(const std::vector<FarmReport>& farms) {
  for (const FarmReport& farm : farms)
    for (std::size_t i = 0; i < farm.sources->size(); ++i)
      std::cerr << fmt::format("farmlint: read {}\n",
                               farm.sources->path(FileId{static_cast<std::uint32_t>(i)}));
  for (const FarmReport& farm : farms)
    for (const std::string& remark : farm.remarks) std::cerr << remark << '\n';
}

int exit_status(const Report& report, const Options& options) {
  int status = Clean;
  for (const FarmReport& farm : report.farms) {
    if (!farm.errors.empty()) return Failed;
    const bool failing = std::ranges::any_of(farm.findings, [&](const Finding& finding) {
      return options.fail_on && finding.level >= *options.fail_on;
    });
    if (failing) status = Problems;
  }
  return status;
}

void say_nothing_found(std::string_view to_do) {
  std::cerr << fmt::format(
      "farmlint: nothing to {}: no farm.xml, *.farm.xml or applicationHost.config found\n", to_do);
}

int check(const Options& options) {
  const std::vector<FarmFiles> farms = farms_of(options);
  const Report report{.farms = check_farms(farms, options), .rules = rules::all()};
  if (options.verbose) say_what_was_read(report.farms);
  const int status = farms.empty() ? NothingToCheck : exit_status(report, options);
  const reporters::RenderOptions render{.color = wants_color(options),
                                        .include_suppressed = options.include_suppressed,
                                        .statistics = options.statistics,
                                        .quiet = options.quiet,
                                        .category = options.category,
                                        .exit_status = status};
  std::cerr << reporters::render_errors(report, colored_errors());
  reporters::RenderOptions plain = render;
  plain.color = false;
  for (const FileReport& file : options.reports)
    write_file(file.file, reporters::find(file.format)->render(report, plain));
  write(options, reporters::find(options.format)->render(report, render));
  if (farms.empty()) say_nothing_found("check");
  return status;
}

int list_rules(const Options& options) {
  std::vector<const Rule*> chosen;
  for (const std::string& name : options.rule_names) chosen.push_back(rules::find(name));
  write(options, chosen.empty() ? reporters::list_rules(rules::all(), options.format)
                                : reporters::explain_rules(chosen, options.format));
  return Clean;
}

std::vector<LoadedFarm> load_farms(const Options& options) {
  std::vector<LoadedFarm> loaded;
  for (const FarmFiles& files : farms_of(options))
    loaded.push_back(load_farm(files, load_options(options)));
  return loaded;
}

int matrix(const Options& options) {
  const std::vector<LoadedFarm> loaded = load_farms(options);
  for (const LoadedFarm& farm : loaded)
    if (!farm.farm.manifest || !farm.farm.config_readable())
      throw Error(fmt::format(
          "matrix needs a farm manifest and a configuration, both without errors: {}",
          farm.report.manifest.empty() ? farm.report.configuration : farm.report.manifest));
  if (loaded.empty()) return NothingToCheck;
  std::vector<const Farm*> views;
  for (const LoadedFarm& farm : loaded) views.push_back(&farm.farm);
  write(options, reporters::render_matrix(views, options.format, wants_color(options)));
  return Clean;
}

// What keeps farmlint from knowing all of a farm goes to standard error; true if there is any.
bool say_errors(std::vector<LoadedFarm>& loaded) {
  Report report{.farms = {}, .rules = {}};
  bool any = false;
  for (LoadedFarm& farm : loaded) {
    if (!farm.farm.config_readable())
      std::cerr << fmt::format(
          "farmlint: {}: no configuration that can be read; farmlint check tells why\n",
          farm.report.configuration.empty() ? farm.report.manifest : farm.report.configuration);
    any = any || !farm.farm.config_readable() || !farm.report.errors.empty();
    farm.report.sources = farm.sources;
    report.farms.push_back(std::move(farm.report));
  }
  std::cerr << reporters::render_errors(report, colored_errors());
  return any;
}

std::string hint_for_path(const std::string& object) {
  return fs::exists(object) ? "; a path comes first, then the object: farmlint show PATH OBJECT"
                            : "";
}

int show(const Options& options) {
  std::vector<LoadedFarm> loaded = load_farms(options);
  if (loaded.empty()) {
    say_nothing_found("show");
    return NothingToCheck;
  }
  const bool errors = say_errors(loaded);
  std::vector<const Farm*> farms;
  std::vector<Shown> objects;
  for (const LoadedFarm& farm : loaded) {
    if (!farm.farm.config_readable()) continue;
    farms.push_back(&farm.farm);
    if (const auto object = find_object(farm.farm, options.object))
      objects.push_back(show_object(farm.farm, *object));
  }
  if (farms.empty()) return Failed;
  if (objects.empty())
    throw Error(unknown_object(farms, options.object) + hint_for_path(options.object));
  write(options, reporters::render_show(objects, options.format, wants_color(options)));
  return errors ? Failed : Clean;
}

// A draft without what a broken node.xml says is better than none, but no success.
int infer(const Options& options) {
  const fs::path folder =
      options.output.empty() ? fs::current_path() : fs::absolute(options.output).parent_path();
  InferredManifest inferred = infer_manifest(
      {.configuration = options.configuration, .captures = options.captures, .folder = folder},
      load_options(options));
  for (const std::string& remark : inferred.report.remarks)
    std::cerr << fmt::format("farmlint: {}\n", remark);
  const bool complete = inferred.report.errors.empty();
  Report report{.farms = {}, .rules = {}};
  report.farms.push_back(std::move(inferred.report));
  std::cerr << reporters::render_errors(report, colored_errors());
  write(options, inferred.text);
  return complete ? Clean : Failed;
}

int print_schema(const Options& options) {
  write(options,
        options.which_schema == "farm" ? manifest_xsd() : configuration_xsd(options.schema));
  return Clean;
}

int print_collector(const Options& options) {
  write(options, std::string(collector_script()));
  return Clean;
}

int run(const Options& options) {
  switch (options.command) {
    case CommandName::Rules:
      return list_rules(options);
    case CommandName::Matrix:
      return matrix(options);
    case CommandName::Show:
      return show(options);
    case CommandName::Infer:
      return infer(options);
    case CommandName::Schema:
      return print_schema(options);
    case CommandName::Collect:
      return print_collector(options);
    case CommandName::Check:
      break;
  }
  return check(options);
}

}  // namespace
}  // namespace farmlint

namespace {

// Models and grammars die with the process; taking them apart first costs as much as a small file.
[[noreturn]] void leave(int status) {
  std::cout.flush();
  std::cerr.flush();
  std::_Exit(status);
}

}  // namespace

int main(int argc, char** argv) {
  farmlint::prepare_heap();
  try {
    const farmlint::ParsedOptions parsed =
        farmlint::parse_options(argc, argv, farmlint::vocabulary());
    leave(parsed.options ? farmlint::run(*parsed.options) : parsed.exit_status);
  } catch (const std::exception& error) {
    std::cerr << "farmlint: " << error.what() << '\n';
    return farmlint::Failed;
  }
}
