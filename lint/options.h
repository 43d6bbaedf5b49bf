// The command line: what it says, and what is wrong with it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/engine.h"
#include "lint/finding.h"

namespace farmlint {

enum class CommandName : std::uint8_t { Check, Rules, Matrix, Show, Infer, Schema, Collect };

enum class Color : std::uint8_t { Auto, Always, Never };

struct FileReport {
  std::string format;
  std::filesystem::path file;
};

struct Options {
  CommandName command = CommandName::Check;
  std::vector<std::filesystem::path> paths;
  std::filesystem::path manifest;
  std::string format = "text";
  std::filesystem::path output;                         // empty: stdout
  std::vector<FileReport> reports;                      // besides
  std::optional<Severity> fail_on = Severity::Warning;  // none: never
  Selection selection;
  std::optional<TimePoint> now;
  std::optional<int> expiry_days;
  std::filesystem::path schema;
  bool include_suppressed = false;
  std::filesystem::path src_root;
  std::string category;
  std::size_t jobs = 0;  // 0: as many as there are processors
  Color color = Color::Auto;
  bool no_progress = false;
  bool quiet = false;
  bool verbose = false;
  bool statistics = false;
  std::vector<std::string> rule_names;  // of `rules`
  std::string object;                   // of `show`
  std::string which_schema;             // of `schema`: "farm" or "config"
  std::filesystem::path configuration;  // of `infer`, and its captures
  std::vector<std::filesystem::path> captures;
};

struct NamedThing {
  std::string name;
  std::string summary;
};

// What the command line may name.
struct Vocabulary {
  std::vector<NamedThing> formats;
  std::vector<std::string> rules;
};

// The options, or the exit status of a command line that is answered already (--help, --version, a
// mistake: 2); the answer is printed.
struct ParsedOptions {
  std::optional<Options> options;
  int exit_status = 0;
};
ParsedOptions parse_options(int argc, const char* const* argv, const Vocabulary& vocabulary);

}  // namespace farmlint
