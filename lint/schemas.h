// The schemas in use: of configurations (built in, or a server's own folder) and of manifests, as
// model and as XSD text; of configurations as grammar, too.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/schema/check.h"
#include "lint/schema/schema_model.h"
#include "lint/xerces.h"

namespace farmlint {

// Something about one file of a schema folder.
struct SchemaFileProblem {
  std::filesystem::path file;
  Location at;  // in its text; the FileId means nothing
  Position start;
  std::string message;
};

struct Schema {
  Schema(SchemaModel facts, SchemaSource origin) : model(std::move(facts)), source(origin) {}

  SchemaModel model;
  SchemaSource source;
  std::vector<SchemaFileProblem> broken;   // files that are no schema files
  std::vector<SchemaFileProblem> remarks;  // what IIS passes over in the others

  // Made when it is first asked for: that costs more than a small configuration.
  const XmlGrammar& grammar() const;

 private:
  mutable std::optional<XmlGrammar> grammar_;
};

// Each thread has its own: neither Xerces's grammars nor the models may be shared between threads.
// They live until the thread ends.
// `folder`: an IIS schema folder, whose facts replace those that are built in for the sections it
// describes; empty: none. Throws Error if there is no such folder or nothing in it.
const Schema& configuration_schema(const std::filesystem::path& folder = {});
const SchemaModel& manifest_schema();

std::string manifest_xsd();
// Throws Error for a broken file, too.
std::string configuration_xsd(const std::filesystem::path& folder);

}  // namespace farmlint
