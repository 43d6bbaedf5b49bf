#include "lint/capture/json_tree.h"
#include "tests/fuzz/require.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SourceSet sources;
  const FileId file = sources.add_capture("file", fuzz::text_of(data, size));
  std::vector<CaptureProblem> problems;
  const auto tree = parse_json(sources, file, problems);
  fuzz::require(tree.has_value() == problems.empty());
  if (tree) fuzz::require_place(sources, file, tree->at);
  for (const CaptureProblem& problem : problems) fuzz::require_place(sources, file, problem.at);
  return 0;
}
