#include "lint/options.h"

#include <algorithm>
#include <array>
#include <iostream>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/date.h"
#include "lint/report.h"
#include "lint/text.h"

namespace farmlint {
namespace {

constexpr int usage_error = 2;

// What CLI11 writes into before it becomes Options.
struct Raw {
  std::vector<std::string> reports;
  std::string fail_on = "warning";
  std::vector<std::string> levels;
  std::string color = "auto";
  std::string now;
  std::string profile = "default";
};

std::vector<std::string> names(const std::vector<NamedThing>& things) {
  std::vector<std::string> out;
  for (const NamedThing& thing : things) out.push_back(thing.name);
  return out;
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& known) {
  const auto nearest = nearest_name(wrong, known);
  return nearest ? fmt::format("; did you mean '{}'?", *nearest) : std::string();
}

[[noreturn]] void refuse(const std::string& message) {
  throw CLI::ValidationError("", message);
}

void require_known(std::string_view what, const std::string& name,
                   const std::vector<std::string>& known) {
  if (std::ranges::find(known, name) != known.end()) return;
  const std::string hint = did_you_mean(name, known);
  refuse(fmt::format("unknown {} '{}'{}", what, name,
                     hint.empty() && known.size() < 12
                         ? fmt::format("; known: {}", fmt::join(known, ", "))
                         : hint));
}

std::optional<Severity> level(const std::string& text, std::string_view option,
                              std::string_view nothing) {
  if (text == "error") return Severity::Error;
  if (text == "warning") return Severity::Warning;
  if (text == "note") return Severity::Note;
  if (text == nothing) return {};
  refuse(fmt::format("{}: '{}' is none of error, warning, note, {}", option, text, nothing));
}

void add_paths(CLI::App& app, Options& options) {
  app.add_option("PATH", options.paths,
                 "manifest, applicationHost.config, folder, or - (default: .)");
}

void add_input_options(CLI::App& app, Options& options, Raw& raw) {
  app.add_option("--manifest", options.manifest, "use this manifest for the configuration named")
      ->type_name("FILE");
  app.add_option("--schema", options.schema, "IIS schema folder to use instead of the built-in one")
      ->type_name("DIR");
  app.add_option("--now", raw.now, "the date used for certificates and `until` (default: now)")
      ->type_name("YYYY-MM-DD[Thh:mm:ssZ]");
  app.add_option("--expiry-days", options.expiry_days,
                 "report certificates that expire within so many days (default: 30)")
      ->check(CLI::Range(0, 3650))
      ->type_name("N");
  app.add_option("--src-root", options.src_root, "paths in reports are relative to it (default: .)")
      ->type_name("DIR");
}

void add_output_file(CLI::App& app, Options& options) {
  app.add_option("-o,--output", options.output, "to a file instead of standard output")
      ->type_name("FILE");
}

void add_output_options(CLI::App& app, Options& options, Raw& raw, const std::string& formats) {
  app.add_option("--format", options.format, "what goes to standard output: " + formats)
      ->type_name("FORMAT");
  add_output_file(app, options);
  app.add_option("--color", raw.color,
                 "auto, always or never; NO_COLOR and FORCE_COLOR are honoured")
      ->type_name("WHEN");
}

void add_check_options(CLI::App& app, Options& options, Raw& raw, const std::string& formats) {
  add_paths(app, options);
  add_input_options(app, options, raw);
  add_output_options(app, options, raw, formats);
  app.add_option("--report", raw.reports, "one more report, repeatable")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  app.add_option("--fail-on", raw.fail_on,
                 "lowest level that makes the exit status 1: error, warning (default), note, never")
      ->type_name("LEVEL");
  app.add_option("--profile", raw.profile, "which rules run: default, all")->type_name("NAME");
  app.add_option("--select", options.selection.select, "run only these rules")
      ->delimiter(',')
      ->type_name("NAME,...")
      ->allow_extra_args(false);
  app.add_option("--ignore", options.selection.ignore, "run all but these rules")
      ->delimiter(',')
      ->type_name("NAME,...")
      ->allow_extra_args(false);
  app.add_option("--level", raw.levels, "give a rule another level: error, warning, note, off")
      ->type_name("NAME=LEVEL")
      ->allow_extra_args(false);
  app.add_flag("--require-evidence", options.selection.require_evidence,
               "rules skipped for want of evidence are errors");
  app.add_flag("--include-suppressed", options.include_suppressed,
               "report ignored findings, too (JSON, SARIF)");
  app.add_option("--category", options.category,
                 "SARIF: the category of the run (default: the farm's name)")
      ->type_name("NAME");
  app.add_option("-j,--jobs", options.jobs, "farms checked at once (default: processors)")
      ->type_name("N");
  app.add_flag("--no-progress", options.no_progress, "no progress on standard error");
  app.add_flag("-q,--quiet", options.quiet, "findings only, no summary");
  app.add_flag("-v,--verbose", options.verbose, "say on standard error which files are read");
  app.add_flag("--statistics", options.statistics, "count findings by rule");
}

CLI::App* add_schema_command(CLI::App& app, Options& options) {
  CLI::App* schema = app.add_subcommand("schema", "print the XSD in use, for editors");
  schema->add_option("WHICH", options.which_schema, "farm or config")
      ->required()
      ->check(CLI::IsMember({"farm", "config"}));
  schema
      ->add_option("--schema", options.schema,
                   "IIS schema folder to use instead of the built-in one")
      ->type_name("DIR");
  add_output_file(*schema, options);
  return schema;
}

CLI::App* add_matrix_command(CLI::App& app, Options& options, Raw& raw) {
  CLI::App* matrix = app.add_subcommand(
      "matrix", "site x node: which binding answers where, with which certificate");
  add_paths(*matrix, options);
  add_input_options(*matrix, options, raw);
  add_output_options(*matrix, options, raw, "text, markdown, json");
  return matrix;
}

CLI::App* add_show_command(CLI::App& app, Options& options, Raw& raw) {
  CLI::App* show = app.add_subcommand(
      "show", "the effective values of a site, application, pool or section, and who sets them");
  // One list: to the library a word after PATH... would be one more PATH.
  show->add_option("[PATH...] OBJECT", options.paths,
                   "SITE, SITE/APPLICATION, pool:POOL or SECTION@SITE/PATH, like contoso, "
                   "contoso/api, access@contoso/api; before it paths as for check (default: .)")
      ->type_name("");
  add_input_options(*show, options, raw);
  add_output_options(*show, options, raw, "text, json");
  return show;
}

CLI::App* add_infer_command(CLI::App& app, Options& options) {
  CLI::App* infer =
      app.add_subcommand("infer", "draft a manifest from a configuration and captures");
  infer->add_option("CONFIG", options.configuration, "the shared applicationHost.config")
      ->required();
  infer->add_option("CAPTURE", options.captures,
                    "what 'farmlint collect' made: the folder of the nodes, of one node, or files");
  add_output_file(*infer, options);
  return infer;
}

void finish_reports(const Raw& raw, const Vocabulary& vocabulary, Options& options) {
  for (const std::string& text : raw.reports) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals + 1 == text.size())
      refuse(fmt::format("--report: '{}' is not FORMAT=FILE", text));
    options.reports.push_back({text.substr(0, equals), text.substr(equals + 1)});
    require_known("format", options.reports.back().format, names(vocabulary.formats));
  }
}

void finish_rules(const Raw& raw, const Vocabulary& vocabulary, Options& options) {
  for (const auto* list :
       {&options.selection.select, &options.selection.ignore, &options.rule_names})
    for (const std::string& name : *list) require_known("rule", name, vocabulary.rules);
  for (const std::string& text : raw.levels) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) refuse(fmt::format("--level: '{}' is not NAME=LEVEL", text));
    const std::string name = text.substr(0, equals);
    require_known("rule", name, vocabulary.rules);
    options.selection.levels[name] = level(text.substr(equals + 1), "--level", "off");
  }
}

void finish(const Raw& raw, const Vocabulary& vocabulary, Options& options) {
  finish_reports(raw, vocabulary, options);
  finish_rules(raw, vocabulary, options);
  options.fail_on = level(raw.fail_on, "--fail-on", "never");
  require_known("profile", raw.profile, {"default", "all"});
  options.selection.all = raw.profile == "all";
  require_known("--color value", raw.color, {"auto", "always", "never"});
  options.color = raw.color == "always"  ? Color::Always
                  : raw.color == "never" ? Color::Never
                                         : Color::Auto;
  if (!raw.now.empty()) {
    options.now = parse_time(raw.now);
    if (!options.now)
      refuse(fmt::format(
          "--now: '{}' is not a date like 2027-01-31 or a time like 2027-01-31T12:00:00Z",
          raw.now));
  }
  if (options.command == CommandName::Show) {
    if (options.paths.empty())
      refuse("show needs an OBJECT: SITE, SITE/APPLICATION, pool:POOL or SECTION@SITE/PATH");
    options.object = options.paths.back().string();
    options.paths.pop_back();
  }
  if (options.paths.empty()) options.paths.emplace_back(".");
  if (!options.manifest.empty() && options.paths.size() > 1)
    refuse("--manifest goes with one configuration");
}

// Formats of the commands that print no findings.
void require_format(const Options& options, const Vocabulary& vocabulary) {
  switch (options.command) {
    case CommandName::Check:
      return require_known("format", options.format, names(vocabulary.formats));
    case CommandName::Rules:
    case CommandName::Matrix:
      return require_known("format", options.format, {"text", "markdown", "json"});
    case CommandName::Show:
      return require_known("format", options.format, {"text", "json"});
    case CommandName::Infer:
    case CommandName::Schema:
    case CommandName::Collect:
      return;
  }
}

int explain(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  std::string message = error.what();
  if (message.starts_with(": ")) message.erase(0, 2);
  if (const auto* extras = dynamic_cast<const CLI::ExtrasError*>(&error)) {
    static_cast<void>(extras);
    std::vector<std::string> known;
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    const std::vector<std::string> extra = app.remaining(true);
    const std::string wrong = extra.empty() ? std::string() : extra.front();
    message = fmt::format("unknown option '{}'{}", wrong,
                          did_you_mean(wrong.substr(0, wrong.find('=')), known));
  }
  std::cerr << "farmlint: " << message << "\nRun 'farmlint --help' for the options.\n";
  return usage_error;
}

constexpr const char* footer =
    "Exit status: 0 nothing at or above --fail-on; 1 findings; 2 farmlint could not do its work "
    "(bad\n"
    "usage, unreadable file, invalid manifest); 3 nothing to check.\n"
    "'farmlint rules NAME' explains a rule.";

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv, const Vocabulary& vocabulary) {
  Options options;
  Raw raw;
  const std::string formats = fmt::format("{}", fmt::join(names(vocabulary.formats), ", "));
  CLI::App app("Checks IIS shared configuration against the farm that shares it.", "farmlint");
  app.footer(footer);
  app.set_version_flag("--version", fmt::format("farmlint {}", version));
  app.require_subcommand(0, 1);
  add_check_options(app, options, raw, formats);
  CLI::App* check = app.add_subcommand("check", "check configurations (the default command)");
  add_check_options(*check, options, raw, formats);
  CLI::App* rules = app.add_subcommand("rules", "list the rules, or explain the named ones");
  rules->add_option("NAME", options.rule_names, "rules to explain");
  add_output_options(*rules, options, raw, "text, markdown, json");
  const CLI::App* matrix = add_matrix_command(app, options, raw);
  const CLI::App* show = add_show_command(app, options, raw);
  const CLI::App* infer = add_infer_command(app, options);
  const CLI::App* schema = add_schema_command(app, options);
  CLI::App* collect =
      app.add_subcommand("collect", "print the PowerShell script to run on each node");
  add_output_file(*collect, options);
  const std::array<std::pair<const CLI::App*, CommandName>, 6> commands{
      {{rules, CommandName::Rules},
       {matrix, CommandName::Matrix},
       {show, CommandName::Show},
       {infer, CommandName::Infer},
       {schema, CommandName::Schema},
       {collect, CommandName::Collect}}};
  try {
    app.parse(argc, argv);
    for (const auto& [command, name] : commands)
      if (command->parsed()) options.command = name;
    finish(raw, vocabulary, options);
    require_format(options, vocabulary);
  } catch (const CLI::ParseError& error) {
    return {{}, explain(app, error)};
  }
  return {std::move(options), 0};
}

}  // namespace farmlint
