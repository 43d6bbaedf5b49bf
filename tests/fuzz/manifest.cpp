#include "lint/farm/read_manifest.h"
#include "lint/schemas.h"
#include "tests/fuzz/require.h"

using namespace farmlint;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SourceSet sources;
  const FileId file = sources.add("file", fuzz::text_of(data, size));
  const XmlDocument document = parse_xml(sources, file, &manifest_schema().grammar);
  if (!document.readable()) return 0;
  const ReadManifest read = read_manifest(document, "/nowhere", {});
  for (const Finding& error : read.errors) {
    fuzz::require_place(sources, file, error.at);
    fuzz::require(!error.message.empty());
  }
  fuzz::require(document.invalid.empty() || !read.errors.empty());
  return 0;
}
