#include <array>

#include "lint/rule.h"
#include "rules/pools/settings.h"

namespace farmlint::rules {
namespace {

constexpr std::array<PoolSetting, 5> settings{
    {{.element = "cpu", .attribute = "smpAffinitized"},
     {.element = "cpu", .attribute = "smpProcessorAffinityMask"},
     {.element = "cpu", .attribute = "smpProcessorAffinityMask2"},
     {.element = "cpu", .attribute = "processorGroup"},
     {.element = "cpu", .attribute = "numaNodeAssignment"}}};
constexpr std::array<std::string_view, 5> harmless{"false", "4294967295", "4294967295", "0",
                                                   "MostAvailableMemory"};

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2) return;
  Told told;
  for (const ApplicationPool& pool : farm.config.pools) {
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const PoolSetting& setting = settings.at(i);
      const Effective value = pool.layers.value(setting.attribute, setting.element);
      if (!value.written() || value.is(harmless.at(i)) || !told.first(value.at)) continue;
      Finding& finding =
          findings.add(value.at, "{} is tied to processors by {}, on every node alike",
                       whose(pool, value), setting.attribute);
      finding.note(value.at,
                   "a node with other processors starts the pool on the wrong ones or not at all "
                   "(WAS, event 5058)");
      offer(finding, pool, setting, value, harmless.at(i));
      break;
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
        "Masks, processor groups and NUMA nodes describe the hardware of one server, but all nodes "
        "read them. Where the hardware differs, WAS cannot set the mask (event 5058) or the pool "
        "gets the wrong processors.",
    .remediation = "Leave the processors to Windows, or limit the pool by cpu/@limit.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
