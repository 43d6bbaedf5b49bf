// What `farmlint rules` prints: the list of rules, or all the words of some.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lint/rule.h"

namespace farmlint::reporters {

struct SubjectWords {
  std::string_view title;
  std::string_view why;  // what goes wrong on a farm
};
SubjectWords words_of(Subjects subject);

// `format` is text, markdown or json.
std::string list_rules(std::span<const Rule* const> rules, std::string_view format);
std::string explain_rules(std::span<const Rule* const> rules, std::string_view format);

}  // namespace farmlint::reporters
