#include "lint/load.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "lint/config/root_check.h"
#include "lint/config/web_configs.h"
#include "lint/farm/not_used.h"
#include "lint/farm/read_evidence.h"
#include "lint/farm/read_manifest.h"
#include "lint/files.h"
#include "lint/limits.h"
#include "lint/schema/unexplained.h"
#include "lint/schemas.h"
#include "lint/text.h"

namespace farmlint {
namespace {

namespace fs = std::filesystem;

// IIS gives these files their names.
ConfigKind kind_of(const fs::path& path) {
  const std::string name = lower(path.filename().string());
  if (name.starts_with("administration.")) return ConfigKind::Administration;
  if (name.starts_with("redirection.")) return ConfigKind::Redirection;
  return name.starts_with("web.") ? ConfigKind::WebConfig : ConfigKind::ApplicationHost;
}

class Loader {
 public:
  explicit Loader(const LoadOptions& options) : options_(options) {
    out_.sources = std::make_shared<SourceSet>();
    out_.farm.now = options.now;
  }

  LoadedFarm load(const FarmFiles& files) {
    if (!files.manifest.empty()) load_manifest(files.manifest);
    fs::path configuration = files.configuration;
    if (configuration.empty() && out_.farm.manifest)
      configuration = beside_manifest(out_.farm.manifest->configuration.path);
    if (!configuration.empty()) {
      load_configuration(configuration);
      load_companions(configuration);
    }
    out_.farm.sources = out_.sources.get();
    if (out_.farm.config_readable()) out_.farm.sections = section_values(out_.farm, schema_->model);
    for (Finding& mistake : unknown_alternates(out_.farm))
      out_.report.errors.push_back(std::move(mistake));
    if (!out_.report.errors.empty()) out_.farm.manifest.reset();
    if (out_.farm.manifest) {
      const std::optional<int>& policy = out_.farm.manifest->policy.expiry_days;
      out_.farm.declared = declared_sites(*out_.farm.manifest, out_.farm.config);
      out_.farm.expiry_days = options_.expiry_days.value_or(policy.value_or(out_.farm.expiry_days));
      load_evidence();
    }
    if (schema_ != nullptr) report_schema_files(*schema_);
    count();
    return std::move(out_);
  }

 private:
  FileId add(const fs::path& path) {
    return out_.sources->add(report_path(path, options_.root), read_file(path));
  }

  // A file that the manifest names; empty for none.
  fs::path beside_manifest(const Text& named) const {
    return named.value.empty() ? fs::path() : manifest_path_.parent_path() / fs::path(named.value);
  }

  void load_manifest(const fs::path& path) {
    manifest_path_ = path;
    out_.report.manifest = report_path(path, options_.root);
    XmlDocument& document =
        out_.farm.manifest_document.emplace(parse_xml(*out_.sources, add(path)));
    if (!document.readable()) {
      out_.report.errors.push_back(error(document.unreadable->at, document.unreadable->message));
      return;
    }
    ReadManifest read = read_manifest(document, path.parent_path(), options_.rules);
    out_.report.errors = std::move(read.errors);
    out_.report.not_used = not_used(read.manifest);
    out_.farm.manifest = std::move(read.manifest);
  }

  // The command line's, else the manifest's, which counts from the manifest.
  fs::path schema_folder() const {
    if (!options_.schema.empty() || !out_.farm.manifest) return options_.schema;
    return beside_manifest(out_.farm.manifest->configuration.schema).lexically_normal();
  }

  void report_schema_files(const Schema& schema) {
    for (const SchemaFileProblem& problem : schema.broken) {
      Location at = problem.at;
      at.file = add(problem.file);
      out_.report.errors.push_back(error(at, problem.message));
    }
    for (const SchemaFileProblem& remark : schema.remarks) {
      out_.report.remarks.push_back(
          fmt::format("{}:{}:{}: {}", report_path(remark.file, options_.root), remark.start.line,
                      remark.start.column, remark.message));
    }
  }

  // One line for the whole file: which of its sections are judged by other facts than the server's.
  void report_assumed(const SchemaReport& checked) {
    constexpr std::size_t few = 3;
    const std::vector<std::string_view>& names = checked.assumed;
    if (names.empty()) return;
    const std::size_t shown = std::min(names.size(), few);
    const std::string more =
        names.size() > shown ? fmt::format(" and {} more", names.size() - shown) : "";
    not_checked(SchemaFault::UnknownName,
                fmt::format("the schema folder lacks {}{}: farmlint's own facts are used",
                            fmt::join(std::span(names).first(shown), ", "), more));
  }

  static Finding error(const Location& at, std::string message) {
    Finding finding;
    finding.at = at;
    finding.message = std::move(message);
    return finding;
  }

  void load_configuration(const fs::path& path) {
    out_.report.configuration = report_path(path, options_.root);
    schema_ = &configuration_schema(schema_folder());
    const Document& document = load_document(path, kind_of(path), {});
    if (!document.xml.readable()) {
      out_.farm.config = {};
      return;
    }
    look_beside(path);
    out_.farm.doubts = Doubts(document.schema);
    report_assumed(document.schema);
    if (document.kind == ConfigKind::ApplicationHost && !document.schema.registration_checked)
      out_.report.not_checked.push_back(
          {.rule = std::string(rule_name(SchemaFault::UnknownSection)),
           .node = {},
           .reason = "no usable <configSections>: not a whole applicationHost.config"});
  }

  // A redirection.config stays on its node: where there is one, the folder is a node's own.
  void look_beside(const fs::path& path) {
    if (path == "-") return;
    BesideConfiguration beside;
    std::error_code failed;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
      const std::string name = lower(entry.path().filename().string());
      if (name == "redirection.config") return;
      if (name == "administration.config") beside.administration = true;
      if (name == "configenckey.key") beside.keys = true;
    }
    out_.farm.beside = beside;
  }

  const Document& load_document(const fs::path& path, ConfigKind kind, std::string location) {
    Document& document = out_.farm.documents.emplace_back();
    const bool first = out_.farm.documents.size() == 1;
    document.kind = kind;
    document.location = std::move(location);
    document.xml = parse_xml(*out_.sources, add(path), options_.judged);
    if (document.xml.readable()) {
      if (auto other = not_a_configuration(document.xml.root(), kind)) {
        read_verdict(document.xml, *out_.sources);
        if (document.xml.readable()) document.xml.unreadable = std::move(other);
      }
    }
    if (!document.xml.readable()) return document;
    document.secrets = find_secrets(document.xml, schema_->model);
    if (kind == ConfigKind::MachineConfig) return document;
    document.schema = check_configuration(document.xml, schema_->model,
                                          {.kind = kind, .source = schema_->source});
    if (needs_grammar(document)) validate(document.xml, *out_.sources, schema_->grammar());
    if (first && kind == ConfigKind::ApplicationHost)
      out_.farm.config = read_config(document.xml, schema_->model);
    if (document.xml.pending == nullptr) add_unexplained(document.xml, document.schema);
    return document;
  }

  // What the check passes, the built-in grammar passes (tests/schema_agreement_test.cpp), and to
  // read it costs more than a small file.
  bool needs_grammar(const Document& document) const {
    return schema_->source == SchemaSource::ServerFolder || !document.schema.problems.empty();
  }

  // What belongs to the farm besides: the files that the manifest names, the sites' web.config.
  void load_companions(const fs::path& configuration) {
    if (out_.farm.manifest && out_.report.errors.empty()) {
      const ConfigurationFiles& files = out_.farm.manifest->configuration;
      load_named(files.administration, ConfigKind::Administration);
      load_named(files.root_web_config, ConfigKind::WebConfig);
      load_named(files.machine_config, ConfigKind::MachineConfig);
      for (const Node& node : out_.farm.manifest->nodes)
        for (const Capture& capture : node.captures)
          if (capture.kind.value == "redirection")
            for (const std::string& path : capture.paths) load_redirection(path, node);
    }
    std::vector<WebConfigFile> found = find_web_configs(out_.farm.config, configuration);
    if (found.size() > limits::web_configs) {
      found.pop_back();
      not_checked(SchemaFault::UnknownName,
                  fmt::format("only the first {} web.config files below the sites are read",
                              limits::web_configs));
    }
    for (WebConfigFile& web : found)
      load_document(web.file, ConfigKind::WebConfig, std::move(web.location));
  }

  void not_checked(SchemaFault fault, std::string reason) {
    out_.report.not_checked.push_back(
        {.rule = std::string(rule_name(fault)), .node = {}, .reason = std::move(reason)});
  }

  // Lines of captures that nobody understands are mistakes like those of the manifest, but what
  // does not depend on the capture is still checked.
  void load_evidence() {
    const auto open = [this](const std::string& path) {
      return out_.sources->add_capture(report_path(path, options_.root), read_file(path));
    };
    ReadEvidence read = read_evidence(*out_.farm.manifest, *out_.sources, open);
    out_.farm.evidence = std::move(read.nodes);
    for (const auto& [node, document] : redirection_of_)
      if (document->xml.readable()) out_.farm.evidence[node].redirection = document;
    out_.farm.tls = tls_uses(out_.farm);
    std::ranges::move(read.errors, std::back_inserter(out_.report.errors));
  }

  // A file that several nodes share is checked once, for the first of them.
  void load_redirection(const std::string& path, const Node& node) {
    const auto [known, is_new] = redirections_.try_emplace(path, nullptr);
    if (is_new) {
      load_document(path, ConfigKind::Redirection, {});
      known->second = &out_.farm.documents.back();
      known->second->node = &node;
    }
    const auto index = static_cast<std::size_t>(&node - out_.farm.manifest->nodes.data());
    redirection_of_[index] = known->second;
  }

  void load_named(const Text& file, ConfigKind kind) {
    if (!file.value.empty()) load_document(beside_manifest(file), kind, {});
  }

  void count() {
    FarmReport& report = out_.report;
    const Farm& farm = out_.farm;
    report.nodes = farm.manifest ? farm.manifest->nodes.size() : 0;
    report.sites = farm.config.sites.size();
    report.bindings += farm.config.binding_count();
    report.name = farm.manifest && !farm.manifest->name.value.empty()
                      ? std::string(farm.manifest->name.value)
                  : !report.manifest.empty() ? report.manifest
                                             : report.configuration;
    out_.farm.name = report.name;
  }

  const LoadOptions& options_;
  LoadedFarm out_;
  fs::path manifest_path_;
  const Schema* schema_ = nullptr;  // of the configuration
  std::map<std::string, Document*> redirections_;
  std::map<std::size_t, const Document*> redirection_of_;  // by node
};

}  // namespace

LoadedFarm load_farm(const FarmFiles& files, const LoadOptions& options) {
  return Loader(options).load(files);
}

bool stands(LoadedFarm& loaded) {
  bool all = true;
  for (Document& document : loaded.farm.documents) {
    if (document.xml.pending == nullptr) continue;
    read_verdict(document.xml, *loaded.sources);
    const std::size_t known = document.schema.problems.size();
    if (document.xml.readable() && document.kind != ConfigKind::MachineConfig)
      add_unexplained(document.xml, document.schema);
    all = all && document.xml.readable() && document.schema.problems.size() == known;
  }
  return all;
}

}  // namespace farmlint
