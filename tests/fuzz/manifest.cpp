#include "lint/farm/read_manifest.h"
#include "lint/schemas.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_manifest(const std::string& input) {
  static const XmlGrammar grammar(manifest_xsd());
  SourceSet sources;
  const FileId file = sources.add("file", input);
  XmlDocument document = parse_xml(sources, file);
  if (!document.readable()) return;
  const ReadManifest read = read_manifest(document, "/nowhere", {});
  for (const Finding& error : read.errors) {
    fuzz::require_place(sources, file, error.at);
    fuzz::require(!error.message.empty());
  }
  validate(document, sources, grammar);
  fuzz::require(document.invalid.empty() || !read.errors.empty());
}
