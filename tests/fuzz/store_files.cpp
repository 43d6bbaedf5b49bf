#include "tests/fuzz/capture.h"
#include "tests/fuzz/targets.h"

using namespace farmlint;

void fuzz::feed_store_files(const std::string& input) {
  fuzz::read(read_store_files, input,
             [](const SourceSet& sources, const Located<std::string>& name) {
               fuzz::require(sources.text(name.at) == name.value && !name.value.empty());
             });
}
