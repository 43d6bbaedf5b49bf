#include "reporters/reporter.h"

#include <algorithm>
#include <array>

namespace farmlint::reporters {

// Alphabetical. A name without a file does not link.
extern const Reporter concise;
extern const Reporter json;
extern const Reporter sarif;
extern const Reporter text;

namespace {
constexpr std::array every_reporter{&concise, &json, &sarif, &text};
}  // namespace

std::span<const Reporter* const> all() {
  return every_reporter;
}

const Reporter* find(std::string_view name) {
  const auto* const found = std::ranges::find(every_reporter, name, &Reporter::name);
  return found == every_reporter.end() ? nullptr : *found;
}

}  // namespace farmlint::reporters
