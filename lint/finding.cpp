#include "lint/finding.h"

#include "lint/limits.h"
#include "lint/rule.h"

namespace farmlint {

Finding& Findings::add_text(const Location& at, std::string message) {
  const bool kept = out_.size() < limits::findings;
  if (!kept) ++left_out_;
  Finding& finding = kept ? out_.emplace_back() : beyond_ = {};
  finding.rule = &rule_;
  finding.level = rule_.severity;
  finding.at = at;
  finding.message = std::move(message);
  return finding;
}

}  // namespace farmlint
