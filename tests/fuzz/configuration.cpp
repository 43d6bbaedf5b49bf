#include "lint/config/root_check.h"
#include "lint/schema/check.h"
#include "lint/schema/unexplained.h"
#include "lint/schemas.h"
#include "tests/compare_with_xerces.h"
#include "tests/fuzz/require.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Schema& schema = configuration_schema();
  SourceSet sources;
  const FileId file = sources.add("file", fuzz::text_of(data, size));
  const XmlDocument document = parse_xml(sources, file, &schema.grammar);
  if (!document.readable()) {
    fuzz::require_place(sources, file, document.unreadable->at);
    return 0;
  }
  fuzz::require_places(sources, file, document.tree);
  fuzz::require(testing::compare_with_xerces(sources, document).empty());
  if (not_a_configuration(document.root(), ConfigKind::ApplicationHost)) return 0;
  // What Xerces refuses has an explanation.
  SchemaReport report = check_configuration(document, schema.model, {});
  const std::size_t explained = report.problems.size();
  add_unexplained(document, report);
  fuzz::require(report.problems.size() == explained);
  return 0;
}
