#include <fmt/format.h>

#include "reporters/glyphs.h"
#include "reporters/reporter.h"
#include "reporters/secrets.h"
#include "reporters/words.h"

namespace farmlint::reporters {
namespace {

void append(std::string& out, const SourceSet& sources, const Finding& finding) {
  out += fmt::format("{}: {}: {} [{}]\n", place(sources, finding.at), to_string(finding.level),
                     printable(finding.message), finding.rule->name);
}

std::string render(const Report& report, const RenderOptions& /*options*/) {
  std::string out;
  for (const FarmReport& farm : report.farms) {
    const SourceSet& sources = sources_of(farm);
    const Secrets secrets(sources);
    for (const Finding& finding : farm.findings)
      append(out, sources, secrets.without_secrets(finding));
  }
  return out;
}

}  // namespace

extern constinit const Reporter concise{
    .name = "concise",
    .summary = "one line for each finding",
    .render = render,
};

}  // namespace farmlint::reporters
