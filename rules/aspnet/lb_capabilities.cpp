#include <algorithm>

#include "lint/rule.h"

namespace farmlint::rules {
namespace {

// Windows NLB and direct server return look at connections, not at answers.
const FrontEnd* layer_four(const Farm& farm) {
  const auto& all = farm.manifest->front_ends;
  const auto found = std::ranges::find_if(all, &FrontEnd::reaches_nodes);
  return found == all.end() ? nullptr : &*found;
}

void check(const Farm& farm, Findings& findings) {
  const FrontEnd* const front_end = layer_four(farm);
  if (front_end == nullptr || farm.config.pools_element == nullptr) return;
  const ApplicationPool* first = nullptr;
  std::size_t count = 0;
  for (const ApplicationPool& pool : farm.config.pools) {
    if (!pool.layers.value("loadBalancerCapabilities", "failure").is("HttpLevel")) continue;
    if (first == nullptr) first = &pool;
    ++count;
  }
  if (first == nullptr) return;
  Subject subject = about(*first);
  if (count > 1) subject = {.object = "applicationPools"};
  findings
      .add(first->element->at,
           "{} of {} pools answer 503 when they fail, which {} takes for healthy", count,
           farm.config.pools.size(), front_end->name.value)
      .about(std::move(subject))
      .as(front_end->type == FrontEndType::Dsr ? Severity::Warning : Severity::Note)
      .note(front_end->name.at, "this front end decides by connections");
}

}  // namespace

extern constinit const Rule lb_capabilities{
    .name = "lb-capabilities",
    .severity = Severity::Note,
    .subject = Subjects::AspNet,
    .summary = "Failing pools answer 503 although the front end cannot see that.",
    .rationale =
        "With loadBalancerCapabilities HttpLevel, the default, a stopped pool still accepts "
        "connections and answers 503. A front end that looks at connections only keeps sending "
        "users there.",
    .remediation =
        "Set failure/@loadBalancerCapabilities to TcpLevel, so that a failing pool refuses "
        "connections, or probe with http.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
