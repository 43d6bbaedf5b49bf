// train FILE...: judges these configurations, and generated ones, as farmlint does. That tells
// lint/release which branches of Xerces are taken, and how often.
#include <fstream>
#include <iterator>
#include <string>

#include "lint/schemas.h"
#include "lint/xml.h"
#include "tests/bench/generate.h"

namespace {

void judge(std::string text) {
  farmlint::SourceSet sources;
  const farmlint::FileId file = sources.add("file", std::move(text));
  farmlint::XmlDocument document = farmlint::parse_xml(sources, file);
  farmlint::validate(document, sources, farmlint::configuration_schema().grammar());
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    judge({std::istreambuf_iterator<char>(file), {}});
  }
  for (const std::size_t sites : {10, 75, 400}) judge(farmlint::bench::configuration({sites}));
}
