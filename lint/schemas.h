// The schemas in use: of configurations (built in, or a server's own folder) and of manifests, as
// model, as grammar and as XSD text.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

struct Schema {
  SchemaModel model;
  XmlGrammar grammar;
};

// Each thread has its own: neither Xerces's grammars nor the models may be shared between threads.
// They live until the thread ends.
const Schema& configuration_schema();
const Schema& manifest_schema();

std::string manifest_xsd();
// `folder`: an IIS schema folder; empty for what is built in. Throws Error if it cannot be read.
std::string configuration_xsd(const std::filesystem::path& folder);

}  // namespace farmlint
