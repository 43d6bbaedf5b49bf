#include "lint/commands.h"
#include "lint/edits.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// The times of day of a pool or of the defaults.
std::vector<const XmlElement*> times_of(const XmlElement& pool) {
  std::vector<const XmlElement*> times;
  const XmlElement* element = &pool;
  for (const std::string_view name : {"recycling", "periodicRestart", "schedule"})
    if (element != nullptr) element = element->child(name);
  if (element == nullptr) return times;
  for (const XmlElement& item : element->children()) {
    if (item.name() == "clear") times.clear();
    if (item.name() == "add" && item.has("value")) times.push_back(&item);
  }
  return times;
}

std::string words(const std::vector<const XmlElement*>& times) {
  constexpr std::size_t most = 4;
  std::vector<std::string> list;
  for (const XmlElement* time : times) list.emplace_back(time->value("value").value);
  return enumeration(shortened(std::move(list), most));
}

Finding& report(const Farm& farm, std::string_view whose,
                const std::vector<const XmlElement*>& times, Fix fix, Findings& findings) {
  const Location at = times.front()->value("value").at;
  for (const XmlElement* time : times) fix.edits.push_back(remove_element(*farm.sources, *time));
  return findings
      .add(at, "{} at {} on {} nodes at once", whose, words(times), active_nodes(farm).size())
      .note(at, "for a moment every node starts the application anew")
      .fix(std::move(fix));
}

Fix recycle_by_age(const ApplicationPool& pool, const std::vector<const XmlElement*>& times) {
  Fix fix{.description = "recycle by the age of the process instead"};
  for (const XmlElement* time : times)
    fix.commands.push_back(appcmd_remove_recycling(pool.name().value, time->value("value").value));
  if (pool.layers().value("time", "recycling/periodicRestart").is("00:00:00"))
    fix.commands.push_back(
        appcmd_set_pool(pool.name().value, "recycling.periodicRestart.time", "1.05:00:00"));
  return fix;
}

void check(const Farm& farm, Findings& findings) {
  if (active_nodes(farm).size() < 2 || farm.config.pools_element == nullptr) return;
  const XmlElement* const defaults = farm.config.pools_element->child("applicationPoolDefaults");
  const auto by_default =
      defaults == nullptr ? std::vector<const XmlElement*>() : times_of(*defaults);
  if (!by_default.empty())
    report(farm, "application pools recycle by default", by_default,
           {.description = "delete the times"}, findings)
        .about({.object = object_path(*defaults)});
  for (const ApplicationPool& pool : farm.config.pools) {
    const auto times = times_of(*pool.element);
    if (times.empty()) continue;
    report(farm, fmt::format("application pool \"{}\" recycles", pool.name().value), times,
           recycle_by_age(pool, times), findings)
        .about(about(pool));
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
