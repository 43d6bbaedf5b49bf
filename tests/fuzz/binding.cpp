#include "lint/config/binding_text.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_binding(const std::string& input) {
  // "https *:443:www.contoso.com"
  const std::size_t blank = input.find(' ');
  const std::string information = blank == std::string::npos ? input : input.substr(blank + 1);
  const std::string protocol = input.substr(0, blank);
  const Scheme scheme = known_scheme(protocol);
  BindingStore store;
  const BindingText binding = parse_binding(scheme, information, store);
  for (const BindingProblem& problem : binding.problems())
    fuzz::require(problem.begin <= problem.end && problem.end <= information.size() &&
                  !problem.reason.empty());
  // What is proposed is understood, and so is the canonical text of what is understood.
  if (binding.proposal() != nullptr)
    fuzz::require(parse_binding(scheme, binding.proposal()->information, store).canonical ==
                  binding.proposal()->end_point.value_or(EndPoint{}));
  if (binding.end_point() != nullptr && binding.problems().empty()) {
    const std::string canonical = binding.end_point()->information();
    fuzz::require(parse_binding(scheme, canonical, store).canonical == binding.canonical);
  }
}
