#include "lint/config/root_check.h"
#include "lint/schema/check.h"
#include "lint/schema/unexplained.h"
#include "lint/schemas.h"
#include "tests/compare_with_xerces.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_configuration(const std::string& input) {
  const Schema& schema = configuration_schema();
  SourceSet sources;
  const FileId file = sources.add("file", input);
  XmlDocument document = parse_xml(sources, file);
  if (!document.readable()) {
    fuzz::require_place(sources, file, document.unreadable->at);
    return;
  }
  fuzz::require_places(sources, file, document.tree);
  fuzz::require(testing::compare_with_xerces(sources, document).empty());
  if (not_a_configuration(document.root(), ConfigKind::ApplicationHost)) return;
  // What Xerces refuses has an explanation.
  validate(document, sources, schema.grammar());
  SchemaReport report = check_configuration(document, schema.model, {});
  const std::size_t explained = report.problems.size();
  add_unexplained(document, report);
  fuzz::require(report.problems.size() == explained);
}
