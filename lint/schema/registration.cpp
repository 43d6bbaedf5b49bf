#include "lint/schema/registration.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view frame_outline = R"(section section
  attribute name  string  required
  attribute overrideModeDefault  enum(Allow,Deny)
  attribute allowDefinition  enum(MachineOnly,MachineToRootWeb,MachineToWebRoot,MachineToApplication,AppHostOnly,Everywhere)
  attribute type  string
  attribute allowLocation  bool
  attribute requirePermission  bool
  attribute restartOnExternalChanges  bool
section sectionGroup
  attribute name  string  required
  attribute type  string
section location
  attribute path  string
  attribute overrideMode  enum(Inherit,Allow,Deny)
  attribute allowOverride  bool
  attribute inheritInChildApplications  bool
)";

// First names of what machine.config registers.
constexpr std::array<std::string_view, 29> framework_groups{"appSettings",
                                                            "assemblyBinding",
                                                            "configProtectedData",
                                                            "connectionStrings",
                                                            "mscorlib",
                                                            "runtime",
                                                            "satelliteassemblies",
                                                            "startup",
                                                            "strongNames",
                                                            "system.codedom",
                                                            "system.data",
                                                            "system.data.dataset",
                                                            "system.data.odbc",
                                                            "system.data.oledb",
                                                            "system.data.oracleclient",
                                                            "system.data.sqlclient",
                                                            "system.diagnostics",
                                                            "system.identityModel",
                                                            "system.identityModel.services",
                                                            "system.net",
                                                            "system.runtime.caching",
                                                            "system.runtime.remoting",
                                                            "system.runtime.serialization",
                                                            "system.serviceModel",
                                                            "system.serviceModel.activation",
                                                            "system.transactions",
                                                            "system.web",
                                                            "uri",
                                                            "windows"};

bool below(std::string_view path, std::string_view group) {
  return path.size() > group.size() && path[group.size()] == '/' && path.starts_with(group);
}

}  // namespace

const ElementType& frame_type(std::string_view name) {
  // Read lazily, so each thread has its own.
  thread_local const SchemaModel model = SchemaModel::of_static(frame_outline);
  return *model.section(name);
}

bool registered_elsewhere(std::string_view path) {
  const std::string_view first = path.substr(0, path.find('/'));
  if (std::ranges::find(framework_groups, first) != framework_groups.end()) return true;
  return first.starts_with("system.xml") || first.starts_with("system.windows") ||
         first.starts_with("system.xaml") || first.starts_with("system.web.") ||
         first.starts_with("system.workflow");
}

void Registration::read(const XmlElement& config_sections, Problems& problems) {
  for (const XmlAttribute attribute : config_sections.attributes()) {
    problems.add(SchemaFault::UnknownName, Severity::Error, attribute.name_at(), config_sections,
                 fmt::format("unknown attribute '{}' on <configSections>", attribute.name()));
  }
  group(config_sections, {}, problems);
  std::ranges::stable_sort(sections_, {}, &RegisteredSection::path);
  report_repeated(problems);
}

void Registration::group(const XmlElement& element, const std::string& path, Problems& problems) {
  for (const XmlElement& child : element.children()) {
    const bool is_section = child.name() == "section";
    if (!is_section && child.name() != "sectionGroup") {
      unknown(element, child, problems);
      continue;
    }
    TreeCheck(problems, {}).attributes(child, frame_type(child.name()));
    const std::string_view name = child.value("name").value;
    if (name.empty()) reliable_ = false;
    const std::string full = path.empty() ? std::string(name) : fmt::format("{}/{}", path, name);
    is_section ? section(child, full, problems) : group(child, full, problems);
  }
}

void Registration::section(const XmlElement& element, const std::string& path, Problems& problems) {
  const std::string_view definition = element.value("allowDefinition").value;
  const bool deep = definition.empty() || iequals(definition, "Everywhere") ||
                    iequals(definition, "MachineToApplication");
  sections_.push_back({.path = path,
                       .element = &element,
                       .location_allowed = !iequals(element.value("allowLocation").value, "false"),
                       .deep_paths_allowed = deep});
  for (const XmlElement& child : element.children()) unknown(element, child, problems);
}

void Registration::unknown(const XmlElement& parent, const XmlElement& element,
                           Problems& problems) {
  reliable_ = false;
  problems.skip(element);
  const auto near =
      nearest_name(element.name(), std::array<std::string_view, 2>{"section", "sectionGroup"});
  SchemaProblem& problem =
      problems.add(SchemaFault::UnknownName, Severity::Error, name_at(element), element,
                   fmt::format("unknown element <{}> in <{}>{}", element.name(), parent.name(),
                               near ? fmt::format("; did you mean <{}>?", *near) : ""));
  if (near) problem.fixes.push_back(rename(element, *near));
}

void Registration::report_repeated(Problems& problems) {
  for (std::size_t i = 1; i < sections_.size(); ++i) {
    const RegisteredSection& one = sections_[i - 1];
    const RegisteredSection& other = sections_[i];
    if (one.path != other.path || problems.concerns(*other.element)) continue;
    std::vector<Note>& notes =
        problems
            .add(SchemaFault::DuplicateKey, Severity::Error, other.element->value("name").at,
                 *other.element, fmt::format("section '{}' is registered twice", other.path))
            .notes;
    notes.insert(notes.begin(), {one.element->value("name").at, "first here"});
  }
}

const RegisteredSection* Registration::find(std::string_view path) const {
  const auto found = std::ranges::lower_bound(sections_, path, {}, &RegisteredSection::path);
  return found == sections_.end() || found->path != path ? nullptr : &*found;
}

bool Registration::has_below(std::string_view group) const {
  return std::ranges::any_of(sections_, [&](const auto& one) { return below(one.path, group); });
}

std::vector<std::string_view> Registration::names_below(std::string_view group) const {
  std::vector<std::string_view> names;
  for (const RegisteredSection& one : sections_) {
    std::string_view rest = one.path;
    if (!group.empty()) {
      if (!below(rest, group)) continue;
      rest.remove_prefix(group.size() + 1);
    }
    names.push_back(rest.substr(0, rest.find('/')));
  }
  return names;
}

}  // namespace farmlint
