// A farm made from two texts, for tests of what follows from configuration and manifest.
#pragma once

#include <string>
#include <utility>

#include "lint/farm/farm.h"
#include "lint/farm/read_evidence.h"
#include "lint/farm/read_manifest.h"
#include "lint/schemas.h"

namespace farmlint::testing {

struct FarmFixture {
  // `sites`: the <site> elements; `manifest`: what stands inside of <farm>, without captures.
  FarmFixture(const std::string& sites, const std::string& manifest) {
    farm.manifest_document =
        parse_xml(sources, sources.add("farm.xml", R"(<farm xmlns="urn:farmlint:farm:1" name="f">)"
                                                   "<configuration path='c'/>" +
                                                       manifest + "</farm>"));
    ReadManifest read = read_manifest(*farm.manifest_document, ".", {});
    for (const Finding& error : read.errors) mistakes += error.message + "\n";
    farm.manifest = std::move(read.manifest);
    Document& document = farm.documents.emplace_back();
    document.xml = parse_xml(
        sources, sources.add("a.config", "<configuration><system.applicationHost><sites>" + sites +
                                             "</sites></system.applicationHost></configuration>"));
    farm.config = read_config(document.xml, configuration_schema().model);
    farm.declared = declared_sites(*farm.manifest, farm.config);
    farm.sources = &sources;
    farm.evidence = read_evidence(*farm.manifest, sources, {}).nodes;
    farm.tls = tls_uses(farm);
  }
  FarmFixture(const FarmFixture&) = delete;
  FarmFixture& operator=(const FarmFixture&) = delete;

  SourceSet sources;
  Farm farm;
  std::string mistakes;  // of the manifest
};

// A <site> with http bindings.
inline std::string site(const std::string& name, std::initializer_list<const char*> bindings,
                        const std::string& protocol = "http") {
  std::string text = "<site name='" + name + "'><bindings>";
  for (const char* binding : bindings)
    text += "<binding protocol='" + protocol + "' bindingInformation='" + binding + "'/>";
  return text + "</bindings></site>";
}

}  // namespace farmlint::testing
