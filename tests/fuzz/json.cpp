#include "lint/capture/json_tree.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_json(const std::string& input) {
  SourceSet sources;
  const FileId file = sources.add_capture("file", input);
  std::vector<CaptureProblem> problems;
  const auto tree = parse_json(sources, file, problems);
  fuzz::require(tree.has_value() == problems.empty());
  if (tree) fuzz::require_place(sources, file, tree->at);
  for (const CaptureProblem& problem : problems) fuzz::require_place(sources, file, problem.at);
}
