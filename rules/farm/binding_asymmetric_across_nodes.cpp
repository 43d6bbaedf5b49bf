#include "lint/farm/symmetry.h"
#include "lint/rule.h"

namespace farmlint::rules {
namespace {

void check(const Farm& farm, Findings& findings) {
  for (const Asymmetry& found : asymmetries(farm)) {
    const Node& full = farm.manifest->nodes[found.node];
    const Node& lacking = farm.manifest->nodes[found.other];
    Subject subject = about(*found.site, *found.example);
    subject.node = lacking.name.value;
    findings
        .add(found.example->information().at, "{} answers {} on {}, but {} on {}",
             found.site->name().value, found.answers, full.name.value, found.other_answers,
             lacking.name.value)
        .about(subject)
        .note(lacking.element->at(), "{} is declared here{}", lacking.name.value,
              lacking.group.value.empty() ? ""
                                          : fmt::format(", in the group {}", lacking.group.value));
  }
}

}  // namespace

extern constinit const Rule binding_asymmetric_across_nodes{
    .name = "binding-asymmetric-across-nodes",
    .severity = Severity::Warning,
    .subject = Subjects::Farm,
    .summary = "A site's bindings to node addresses differ from node to node.",
    .rationale =
        "Clients get an answer or none, depending on the node that the load balancer "
        "chooses for them.",
    .remediation =
        "Add the same bindings for the other node's address, or declare an endpoint "
        "with 'on' for what one node alone must answer.",
    .evidence = Evidence::Manifest,
    .check = check,
};

}  // namespace farmlint::rules
