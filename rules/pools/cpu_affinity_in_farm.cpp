#include <array>

#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

struct Tie {
  PoolSetting setting;
  std::string_view harmless;
};

// The masks count only with smpAffinitized. What numaNodeAssignment chooses by is known to each
// node.
constexpr std::array<Tie, 2> ties{{{{.element = "cpu", .attribute = "smpAffinitized"}, "false"},
                                   {{.element = "cpu", .attribute = "processorGroup"}, "0"}}};

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2) return;
  Told told;
  for (const ApplicationPool& pool : farm.config.pools) {
    for (const auto& [setting, harmless] : ties) {
      const Effective value = pool.layers().written(setting.attribute, setting.element);
      if (!value.written() || value.is(harmless) || !told.first(value.at)) continue;
      Finding& finding =
          findings.add(value.at, "{} is tied to processors by {}, on every node alike",
                       whose(pool, value), setting.attribute);
      finding.note(value.at,
                   "a node with other processors starts the pool on the wrong ones or not at all "
                   "(WAS, event 5058)");
      offer(finding, pool, setting, value, harmless);
    }
  }
}

}  // namespace

extern constinit const Rule cpu_affinity_in_farm{
    .name = "cpu-affinity-in-farm",
    .severity = Severity::Warning,
    .subject = Subjects::Pools,
    .summary = "An application pool of a farm is tied to processors.",
    .rationale =
        "Masks and processor groups describe the hardware of one server, but all nodes "
        "read them. Where the hardware differs, WAS cannot set the mask (event 5058) or the pool "
        "gets the wrong processors.",
    .remediation = "Leave the processors to Windows, or limit the pool by cpu/@limit.",
    .evidence = Evidence::Manifest,
    .suits = Suits::Servers,
    .check = check,
};

}  // namespace farmlint::rules
