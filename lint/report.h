// Everything that is said about the farms of one run: what reporters print.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "lint/source.h"

namespace farmlint {

inline constexpr std::string_view version = FARMLINT_VERSION;

// A finding that somebody chose to ignore.
struct Suppressed {
  Finding finding;
  std::string reason;
  bool in_source = false;  // by a comment beside it, rather than by the manifest
};

struct NotChecked {
  std::string rule;
  std::string node;       // empty: nowhere
  std::string reason;     // "no farm manifest"
  std::string command{};  // what to run on the node to change that; empty if nothing would
};

// Elements of the manifest that no rule of this version reads.
struct NotUsed {
  std::string element;  // "capture"
  std::size_t count = 0;
};

struct FarmReport {
  std::string name;
  std::string manifest;       // path as printed; empty if there is none
  std::string configuration;  // path as printed; empty if the manifest is too broken to name it
  std::size_t nodes = 0;
  std::size_t sites = 0;
  std::size_t bindings = 0;
  std::size_t rules = 0;  // that ran, or would have with more evidence
  std::shared_ptr<const SourceSet> sources;
  std::vector<Finding> findings;  // sorted by file, place, rule, message; each once
  std::vector<Suppressed> suppressed;
  std::vector<NotChecked> not_checked;
  std::vector<NotUsed> not_used;
  // Mistakes of the manifest, broken schema files: farmlint could not do all its work (exit status
  // 2). No rule.
  std::vector<Finding> errors;
  // What IIS passes over in the files of the schema folder; printed with --verbose only.
  std::vector<std::string> remarks;
};

struct Report {
  std::vector<FarmReport> farms;
  std::span<const Rule* const> rules;  // all that there are, by name
};

struct Totals {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t suppressed = 0;
  std::size_t fixable = 0;      // findings with at least one text edit
  std::size_t not_checked = 0;  // rules, each once per farm however many nodes lack the evidence
};

Totals totals(const Report& report);

}  // namespace farmlint
