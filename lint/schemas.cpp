#include "lint/schemas.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "lint/files.h"
#include "lint/load.h"
#include "lint/schema/dialect.h"
#include "lint/schema/embedded.h"
#include "lint/schema/xsd.h"
#include "lint/text.h"

namespace farmlint {
namespace {

namespace fs = std::filesystem;

// Sorted, so that the order of merging does not depend on the file system.
std::vector<fs::path> schema_files(const fs::path& folder) {
  const std::string shown = folder.generic_string();
  if (!fs::exists(folder)) throw Error(fmt::format("{}: no such schema folder", shown));
  if (!fs::is_directory(folder)) throw Error(fmt::format("{}: a file, not a schema folder", shown));
  std::vector<fs::path> files;
  std::error_code unreadable;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, unreadable)) {
    const bool xml = lower(entry.path().extension().string()) == ".xml";
    if (xml && !entry.is_directory()) files.push_back(entry.path());
  }
  if (unreadable) throw Error(fmt::format("{}: cannot be read", shown));
  if (files.empty()) throw Error(fmt::format("{}: no schema file (*.xml) in this folder", shown));
  std::ranges::sort(files);
  return files;
}

struct ReadFolder {
  SchemaModel model;
  std::vector<SchemaFileProblem> broken;
  std::vector<SchemaFileProblem> remarks;
};

ReadFolder read_folder(const fs::path& folder) {
  SchemaModel known = SchemaModel::built_in();
  DialectReader reader;
  std::vector<SchemaFileProblem> broken;
  std::vector<SchemaFileProblem> remarks;
  for (const fs::path& file : schema_files(folder)) {
    SourceSet sources;
    const FileId id = sources.add(file.generic_string(), read_file(file));
    const DialectReader::Said said = reader.add(parse_xml(sources, id));
    const auto placed = [&](const XmlProblem& problem) {
      return SchemaFileProblem{.file = file,
                               .at = problem.at,
                               .start = sources.start_of(problem.at),
                               .message = problem.message};
    };
    if (said.error) broken.push_back(placed(*said.error));
    for (const XmlProblem& problem : said.remarks) remarks.push_back(placed(problem));
  }
  SchemaModel own = reader.model(known);
  return {.model = SchemaModel::layered(std::move(own), std::move(known)),
          .broken = std::move(broken),
          .remarks = std::move(remarks)};
}

Schema schema_of(const fs::path& folder) {
  ReadFolder read = read_folder(folder);
  Schema schema(std::move(read.model), SchemaSource::ServerFolder);
  schema.broken = std::move(read.broken);
  schema.remarks = std::move(read.remarks);
  return schema;
}

const Schema& built_in_schema() {
  thread_local const Schema schema(SchemaModel::built_in(), SchemaSource::BuiltIn);
  return schema;
}

}  // namespace

const XmlGrammar& Schema::grammar() const {
  if (grammar_) return *grammar_;
  const auto xsd = [this] { return to_xsd(model); };
  return source == SchemaSource::BuiltIn ? grammar_.emplace(embedded_grammar(), xsd)
                                         : grammar_.emplace(xsd());
}

const Schema& configuration_schema(const fs::path& folder) {
  if (folder.empty()) return built_in_schema();
  thread_local std::map<fs::path, Schema> folders;
  const auto known = folders.find(folder);
  return known != folders.end() ? known->second
                                : folders.emplace(folder, schema_of(folder)).first->second;
}

const SchemaModel& manifest_schema() {
  thread_local const SchemaModel model = SchemaModel::of_static(embedded_manifest_facts());
  return model;
}

std::string manifest_xsd() {
  return to_xsd(manifest_schema());
}

std::string configuration_xsd(const fs::path& folder) {
  if (folder.empty()) return to_xsd(SchemaModel::built_in());
  const ReadFolder read = read_folder(folder);
  if (!read.broken.empty()) {
    const SchemaFileProblem& first = read.broken.front();
    throw Error(fmt::format("{}:{}:{}: {}", first.file.generic_string(), first.start.line,
                            first.start.column, first.message));
  }
  return to_xsd(read.model);
}

}  // namespace farmlint
