// The line of a finding with carets under the place, and the colours of the text report.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lint/source.h"
#include "reporters/reporter.h"
#include "reporters/secrets.h"

namespace farmlint::reporters {

enum class Ink : std::uint8_t { Path, Error, Warning, Note, Fix, Margin };

class Palette {
 public:
  explicit Palette(const RenderOptions& options) : color_(options.color) {}
  std::string paint(Ink ink, std::string_view text) const;

 private:
  bool color_;
};

// Two lines, or none if there is nothing to see there. Tabs become blanks, secrets asterisks;
// of a long line only the surroundings of the place are shown.
std::string snippet(const SourceSet& sources, const Secrets& secrets, const Location& at,
                    std::string_view label, const Palette& palette);

}  // namespace farmlint::reporters
