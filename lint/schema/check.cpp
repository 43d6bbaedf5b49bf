#include "lint/schema/check.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "lint/hash.h"
#include "lint/hash_table.h"
#include "lint/schema/problems.h"
#include "lint/schema/registration.h"
#include "lint/schema/tree_check.h"
#include "lint/text.h"

namespace farmlint {
namespace {

// "", "." and no path at all are the file's own level.
std::string_view normal_path(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path == "." ? std::string_view{} : path;
}

class ConfigurationCheck {
 public:
  ConfigurationCheck(const XmlDocument& document, const SchemaModel& model,
                     const CheckOptions& options, SchemaReport& report)
      : document_(document),
        model_(model),
        options_(options),
        report_(report),
        problems_(document, report) {}

  void run();

 private:
  // What a path is. Locations repeat paths, so each is looked up once.
  struct Known {
    std::string path;
    const ElementType* type = nullptr;
    const SectionInfo* info = nullptr;
    const RegisteredSection* registered = nullptr;
    bool is_judged = false;
    bool is_group = false;
    bool registered_below = false;
    bool registered_elsewhere = false;
    using Below = std::map<std::string_view, std::unique_ptr<Known>>;
    Below below{};                            // by the names of elements
    const Below::value_type* last = nullptr;  // of these: one location is like the next
  };

  // A section where it is set, to find those set twice for one path.
  struct Use {
    std::uint64_t hash = 0;
    const XmlElement* element = nullptr;
    const SectionInfo* info = nullptr;
    std::string_view location{};
  };

  void config_sections(const XmlElement& root);
  void misplaced(const XmlElement& element, const XmlElement* first);
  void location(const XmlElement& element);
  void members(const XmlElement& parent, Known& around, const XmlElement* location);
  void member(const XmlElement& parent, const XmlElement& element, Known& known,
              const XmlElement* location);
  void group(const XmlElement& element, Known& known, const XmlElement* location);
  Known& known(Known& around, std::string_view name);
  void section(const XmlElement& element, const Known& known, const XmlElement* location);
  void check_registered(const XmlElement& element, const Known& known);
  void check_group_registered(const XmlElement& element, const Known& known);
  void check_allowed_here(const XmlElement& element, const Known& known, std::string_view location);
  void unknown(const XmlElement& parent, const XmlElement& element, const std::string& path);
  void without_schema(const XmlElement& element, const std::string& path);
  bool is_misplaced(const XmlElement& section) const;
  void repeated_sections();
  static bool same_place(const Use& one, const Use& other);
  void report_repeated(const Use& one, const Use& other);
  bool once(std::string_view path);
  bool is_judged(std::string_view path) const;

  const XmlDocument& document_;
  const SchemaModel& model_;
  const CheckOptions& options_;
  SchemaReport& report_;
  Problems problems_;
  Registration registration_;
  const ElementType& location_type_ = frame_type("location");
  Known top_;
  std::vector<std::string> told_;  // sections and groups whose registration is told
  std::uint64_t location_hash_ = mix_ignoring_case(secret_start(), {});
  std::vector<Use> uses_;
};

void ConfigurationCheck::run() {
  const XmlElement& root = document_.root();
  config_sections(root);
  for (const XmlAttribute attribute : root.attributes()) {
    problems_.add(SchemaFault::UnknownName, Severity::Error, attribute.name_at(), root,
                  fmt::format("unknown attribute '{}' on <configuration>", attribute.name()));
  }
  members(root, top_, nullptr);
  repeated_sections();
  problems_.finish(document_.tree.stray_texts);
}

void ConfigurationCheck::config_sections(const XmlElement& root) {
  problems_.breaks(Problems::Breaks::File);
  const XmlElement* first = nullptr;
  for (const XmlElement& child : root.children()) {
    if (child.name() != "configSections") continue;
    if (first == nullptr) registration_.read(child, problems_);
    if (first != nullptr || &child != &*root.children().begin()) misplaced(child, first);
    if (first != nullptr) problems_.skip(child);
    first = &child;
  }
  report_.registration_checked =
      first != nullptr && registration_.reliable() && options_.kind != ConfigKind::WebConfig;
  problems_.breaks(Problems::Breaks::Nothing);
}

void ConfigurationCheck::misplaced(const XmlElement& element, const XmlElement* first) {
  std::vector<Note>& notes =
      problems_
          .add(SchemaFault::ConfigSectionsMisplaced, Severity::Error, name_at(element), element,
               "only one <configSections> is allowed and it must come first")
          .notes;
  if (first != nullptr) notes.insert(notes.begin(), {name_at(*first), "first here"});
}

void ConfigurationCheck::members(const XmlElement& parent, Known& around,
                                 const XmlElement* location) {
  const bool at_top = &around == &top_ && location == nullptr;
  for (const XmlElement& element : parent.children()) {
    const std::string_view name = element.name();
    if (at_top && name == "configSections") continue;
    if (at_top && name == "location") {
      this->location(element);
    } else {
      member(parent, element, known(around, name), location);
    }
  }
}

void ConfigurationCheck::location(const XmlElement& element) {
  TreeCheck(problems_, {}).attributes(element, location_type_);
  const auto legacy = element.attribute("allowOverride");
  if (legacy && element.has("overrideMode")) {
    const Location written{legacy->name_at().file, legacy->name_at().begin - 1,
                           legacy->value_at().end + 1};
    Fix fix{.description = "keep overrideMode", .edits = {{written, ""}}, .commands = {}};
    problems_
        .add(SchemaFault::LocationOverrideConflict, Severity::Error, legacy->name_at(), element,
             fmt::format("overrideMode and allowOverride on <location path=\"{}\">: only one of "
                         "them is allowed",
                         element.value("path").value))
        .fixes.push_back(std::move(fix));
  }
  location_hash_ = mix_ignoring_case(secret_start(), normal_path(element.value("path").value));
  members(element, top_, &element);
  location_hash_ = mix_ignoring_case(secret_start(), {});
}

// Of a web.config only what IIS itself reads is judged; the rest is the .NET Framework's.
bool ConfigurationCheck::is_judged(std::string_view path) const {
  if (options_.kind != ConfigKind::WebConfig) return true;
  const std::string_view first = path.substr(0, path.find('/'));
  const std::initializer_list<std::string_view> judged{"system.webServer"};
  return nearest_name(first, judged).has_value();
}

ConfigurationCheck::Known& ConfigurationCheck::known(Known& around, std::string_view name) {
  if (around.last != nullptr && same_text(around.last->first, name)) return *around.last->second;
  const auto place = around.below.try_emplace(name).first;
  around.last = &*place;
  std::unique_ptr<Known>& entry = place->second;
  if (entry != nullptr) return *entry;
  const std::string path =
      around.path.empty() ? std::string(name) : fmt::format("{}/{}", around.path, name);
  const SectionInfo* info = model_.info(path);
  if (options_.source == SchemaSource::ServerFolder && info != nullptr && !info->from_server) {
    report_.assumed.push_back(info->name);
  }
  const bool below = registration_.has_below(path);
  entry = std::make_unique<Known>(Known{.path = path,
                                        .type = model_.section(path),
                                        .info = info,
                                        .registered = registration_.find(path),
                                        .is_judged = is_judged(path),
                                        .is_group = below || model_.is_group(path),
                                        .registered_below = below,
                                        .registered_elsewhere = registered_elsewhere(path)});
  return *entry;
}

void ConfigurationCheck::member(const XmlElement& parent, const XmlElement& element, Known& known,
                                const XmlElement* location) {
  if (!known.is_judged) return problems_.skip(element);
  if (known.type != nullptr) return section(element, known, location);
  if (known.is_group) return group(element, known, location);
  if (known.registered != nullptr) return without_schema(element, known.path);
  if (known.registered_elsewhere) return problems_.skip(element);
  unknown(parent, element, known.path);
}

void ConfigurationCheck::group(const XmlElement& element, Known& known,
                               const XmlElement* location) {
  for (const XmlAttribute attribute : element.attributes()) {
    problems_.add(SchemaFault::UnknownName, Severity::Error, attribute.name_at(), element,
                  fmt::format("unknown attribute '{}' on <{}>, which only groups sections",
                              attribute.name(), element.name()));
  }
  check_group_registered(element, known);
  members(element, known, location);
}

void ConfigurationCheck::section(const XmlElement& element, const Known& known,
                                 const XmlElement* location) {
  const SectionInfo* info = known.info;
  const std::string_view place = location != nullptr ? location->value("path").value : "";
  problems_.enter({.section = info->name, .info = info, .location = place}, options_.kind);
  check_registered(element, known);
  check_allowed_here(element, known, place);
  if (!known.type->since.empty()) {
    problems_.version({.kind = VersionUse::Kind::Section,
                       .at = name_at(element),
                       .element = &element,
                       .name = info->name,
                       .since = known.type->since});
  }
  const bool open = info->open || info->product.module;
  const bool web_config = options_.kind == ConfigKind::WebConfig;
  const bool alone = options_.kind == ConfigKind::ApplicationHost && location == nullptr &&
                     !known.registered_elsewhere;
  TreeRules rules{.config_source_allowed = web_config};
  if (open && !info->from_server) rules.unknowns = Unknowns::MaybeOfModule;
  if (alone) rules.inherited = Inherited::Nothing;
  if (web_config && element.has("configSource")) {
    problems_.skip(element);  // its content stands in another file
  } else {
    TreeCheck(problems_, rules).check(element, *known.type);
  }
  problems_.enter({}, options_.kind);
  uses_.push_back({.hash = location_hash_ ^ reinterpret_cast<std::uintptr_t>(info),
                   .element = &element,
                   .info = info,
                   .location = normal_path(place)});
}

bool ConfigurationCheck::once(std::string_view path) {
  const bool told = std::ranges::any_of(told_, [&](const std::string& before) {
    return path == before || (path.starts_with(before) && path[before.size()] == '/');
  });
  if (!told) told_.emplace_back(path);
  return !told;
}

void ConfigurationCheck::check_registered(const XmlElement& element, const Known& known) {
  if (!report_.registration_checked || known.registered != nullptr) return;
  if (known.registered_elsewhere || !once(known.path)) return;
  problems_.add(SchemaFault::UnknownSection, Severity::Error, name_at(element), element,
                fmt::format("section '{}' is not registered in <configSections>", known.path));
}

void ConfigurationCheck::check_group_registered(const XmlElement& element, const Known& known) {
  if (!report_.registration_checked || element.children().empty()) return;
  if (known.registered_below || known.registered_elsewhere || !once(known.path)) return;
  problems_.add(SchemaFault::UnknownSection, Severity::Error, name_at(element), element,
                fmt::format("no section of <{}> is registered in <configSections>", known.path));
}

// What IIS says of such a section is not documented, and modules register theirs carelessly.
void ConfigurationCheck::check_allowed_here(const XmlElement& element, const Known& known,
                                            std::string_view location) {
  const RegisteredSection* registered = known.registered;
  if (registered == nullptr || known.info->product.module || normal_path(location).empty()) return;
  if (registered->location_allowed && registered->deep_paths_allowed) return;
  const auto reason = registered->element->attribute(
      registered->location_allowed ? "allowDefinition" : "allowLocation");
  problems_
      .add(SchemaFault::SectionNotAllowedHere, Severity::Note, name_at(element), element,
           fmt::format("section '{}' is not allowed in <location path=\"{}\">", known.path,
                       location))
      .notes.push_back({reason->name_at(),
                        fmt::format("registered with {}=\"{}\"", reason->name(), reason->value())});
}

void ConfigurationCheck::unknown(const XmlElement& parent, const XmlElement& element,
                                 const std::string& path) {
  problems_.skip(element);
  const std::size_t slash = path.rfind('/');
  const std::string group = slash == std::string::npos ? "" : path.substr(0, slash);
  std::vector<std::string_view> names = model_.names_below(group);
  const std::vector<std::string_view> registered = registration_.names_below(group);
  names.insert(names.end(), registered.begin(), registered.end());
  if (parent.parent() == nullptr) names.insert(names.end(), {"configSections", "location"});
  if (const auto near = nearest_name(element.name(), names)) {
    problems_
        .add(SchemaFault::UnknownSection, Severity::Error, name_at(element), element,
             fmt::format("unknown section <{}> in <{}>; did you mean <{}>?", element.name(),
                         parent.name(), *near))
        .fixes.push_back(rename(element, *near));
    return;
  }
  const Severity level =
      report_.registration_checked || options_.source == SchemaSource::ServerFolder
          ? Severity::Error
          : Severity::Warning;
  problems_.add(
      SchemaFault::UnknownSection, level, name_at(element), element,
      report_.registration_checked
          ? fmt::format("section '{}' is neither registered in <configSections> nor known", path)
          : fmt::format("section '{}' is not known", path));
}

void ConfigurationCheck::without_schema(const XmlElement& element, const std::string& path) {
  problems_.skip(element);
  if (!once(path)) return;
  const bool certain = options_.source == SchemaSource::ServerFolder;
  problems_.add(SchemaFault::UnknownSection, certain ? Severity::Error : Severity::Note,
                name_at(element), element,
                certain ? fmt::format("section '{}' is registered, but no schema describes it: IIS "
                                      "cannot read it",
                                      path)
                        : fmt::format("section '{}' is not checked: the schema of its module is "
                                      "not known here",
                                      path));
}

// A section of a <location> whose path is misspelt stands somewhere else than it seems.
bool ConfigurationCheck::is_misplaced(const XmlElement& section) const {
  const XmlElement* at = &section;
  while (at != nullptr && at->name() != "location") at = at->parent();
  return at != nullptr && !at->has("path") && problems_.concerns(*at);
}

void ConfigurationCheck::repeated_sections() {
  HashTable last;
  last.start(uses_.size());
  for (std::uint32_t i = 0; i < uses_.size(); ++i) {
    const auto same = [&](std::uint32_t other) { return same_place(uses_[other], uses_[i]); };
    const std::uint32_t first = last.replace(uses_[i].hash, i, same);
    if (first != HashTable::none) report_repeated(uses_[first], uses_[i]);
  }
  problems_.enter({}, options_.kind);
}

bool ConfigurationCheck::same_place(const Use& one, const Use& other) {
  return one.hash == other.hash && one.info == other.info && iequals(one.location, other.location);
}

void ConfigurationCheck::report_repeated(const Use& one, const Use& other) {
  if (is_misplaced(*one.element) || is_misplaced(*other.element)) return;
  problems_.enter({.section = other.info->name, .info = other.info, .location = other.location},
                  options_.kind);
  const std::string where =
      other.location.empty() ? "the file's own level" : fmt::format("path \"{}\"", other.location);
  std::vector<Note>& notes =
      problems_
          .add(SchemaFault::LocationDuplicateSection, Severity::Error, name_at(*other.element),
               *other.element,
               fmt::format("section '{}' is set twice for {}", other.info->name, where))
          .notes;
  notes.insert(notes.begin(), {name_at(*one.element), "first here"});
}

bool is_configuration(const XmlElement& root) {
  const auto namespaces = [](const XmlAttribute& attribute) {
    return attribute.name().starts_with("xmlns");
  };
  return root.name() == "configuration" && std::ranges::none_of(root.attributes(), namespaces);
}

}  // namespace

SchemaReport check_configuration(const XmlDocument& document, const SchemaModel& model,
                                 const CheckOptions& options) {
  SchemaReport report;
  if (document.readable() && is_configuration(document.root())) {
    ConfigurationCheck(document, model, options, report).run();
    if (options.kind == ConfigKind::Redirection) set_name_case_apart(report);
    point_to_docs(model, report);
  }
  return report;
}

SchemaReport check_tree(const XmlDocument& document, const ElementType& root) {
  SchemaReport report;
  if (!document.readable() || document.root().name() != root.name) return report;
  Problems problems(document, report);
  TreeRules rules;
  rules.dialect = Dialect::Plain;
  TreeCheck(problems, rules).check(document.root(), root);
  problems.finish(document.tree.stray_texts);
  return report;
}

}  // namespace farmlint
