#include "lint/schema/check.h"
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
  const SchemaReport report = check_configuration(document, schema.model, {});
  fuzz::require(document.invalid.empty() || !report.problems.empty());
  return 0;
}
