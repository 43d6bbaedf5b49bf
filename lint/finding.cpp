#include "lint/finding.h"

#include "lint/rule.h"

namespace farmlint {

Finding& Findings::add_text(const Location& at, std::string message) {
  Finding& finding = out_.emplace_back();
  finding.rule = &rule_;
  finding.level = rule_.severity;
  finding.at = at;
  finding.message = std::move(message);
  return finding;
}

}  // namespace farmlint
