#include <set>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

const XmlElement* schedule_of(const XmlElement& pool) {
  const XmlElement* const recycling = pool.child("recycling");
  const XmlElement* const restart =
      recycling == nullptr ? nullptr : recycling->child("periodicRestart");
  return restart == nullptr ? nullptr : restart->child("schedule");
}

void check(const Farm& farm, Findings& findings) {
  const std::size_t nodes = active_nodes(farm).size();
  if (nodes < 2) return;
  for (const ApplicationPool& pool : farm.config.pools) {
    const XmlElement* const schedule = schedule_of(*pool.element);
    if (schedule == nullptr) continue;
    for (const XmlElement& item : schedule->children()) {
      const Text time = item.value("value");
      if (item.name != "add" || time.value.empty()) continue;
      findings
          .add(time.at, "application pool \"{}\" recycles at {} on all {} nodes at once",
               pool.name.value, time.value, nodes)
          .about(about(pool))
          .note(time.at, "for a moment every node starts the application anew");
      break;
    }
  }
}

}  // namespace

extern constinit const Rule pool_recycle_synchronised{
    .name = "pool-recycle-synchronised",
    .severity = Severity::Note,
    .subject = Subjects::AspNet,
    .summary = "An application pool recycles at the same time on all nodes.",
    .rationale =
        "The schedule is a time of day in the shared file, so all nodes recycle in the same "
        "second, and for as long as the application needs to start no node has it warm.",
    .remediation =
        "Recycle by the age of the process (periodicRestart/@time), which differs from node to "
        "node, or at an hour without users.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
