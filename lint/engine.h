// Runs rules over a farm: signs, levels, suppresses, sorts, and records what was not checked.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lint/report.h"
#include "lint/rule.h"

namespace farmlint {

// What the command line asks for. The manifest's policy stands behind it: the command line wins.
struct Selection {
  bool all = false;                 // also the rules that run on demand only
  std::vector<std::string> select;  // empty: every rule
  std::vector<std::string> ignore;
  std::map<std::string, std::optional<Severity>> levels;  // none: off
  bool require_evidence = false;
};

// Fills findings, suppressed and not_checked of `report` for `farm`. `all` is the list of rules;
// they run on so many threads.
void run_rules(const Farm& farm, const SourceSet& sources, std::span<const Rule* const> all,
               const Selection& selection, FarmReport& report, std::size_t threads);

}  // namespace farmlint
