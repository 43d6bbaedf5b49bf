// The tool as a SARIF log describes it: its rules, and the kinds of its notifications.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "lint/report.h"

namespace farmlint::reporters {

class SarifRules {
 public:
  // Those that ran and those that signed a finding.
  explicit SarifRules(const Report& report);

  nlohmann::ordered_json driver() const;
  // {"id": …, "index": …}; only the id of a rule that did not run.
  nlohmann::ordered_json reference(std::string_view name) const;
  std::size_t index(const Rule& rule) const { return index_.at(rule.name); }

 private:
  std::vector<const Rule*> rules_;
  std::map<std::string_view, std::size_t> index_;
};

// What a run says besides its results.
enum class Notice : std::uint8_t { ManifestMistake, NotChecked, NotUsed, ResultsLeftOut };
nlohmann::ordered_json reference(Notice notice);

}  // namespace farmlint::reporters
