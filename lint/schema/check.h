// What is wrong with a file according to the schema, worded for the person who administers the
// server. Xerces says that something is wrong; this says what, where, and what was meant.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/finding.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

enum class SchemaFault : std::uint8_t {
  UnknownName,  // of an element or attribute; text between tags, too
  InvalidValue,
  MissingRequired,
  DuplicateKey,
  UnsupportedDirective,
  UnknownSection,
  ConfigSectionsMisplaced,
  LocationDuplicateSection,
  LocationOverrideConflict,
  LockUnknownName,
  SectionNotAllowedHere,
  ConfigSource,
  NameCase,  // of a name in redirection.config that is right but for the case of its letters
};

// The rule that reports a fault.
constexpr std::string_view rule_name(SchemaFault fault) {
  constexpr std::array<std::string_view, 13> names{
      "unknown-element-or-attribute",     "invalid-attribute-value",
      "missing-required-attribute",       "duplicate-collection-key",
      "collection-directive-unsupported", "unknown-section",
      "config-sections-misplaced",        "location-duplicate-section",
      "location-override-conflict",       "lock-unknown-name",
      "section-not-allowed-here",         "config-source-in-apphost",
      "redirection-element-case"};
  return names.at(static_cast<std::size_t>(fault));
}

struct SchemaProblem {
  SchemaFault fault = SchemaFault::UnknownName;
  Severity level = Severity::Error;
  Location at;
  const XmlElement* element = nullptr;  // that has it, or that it is
  std::string message;
  std::string section;  // full name, or empty outside of sections
  std::vector<Note> notes;
  std::vector<Fix> fixes;
};

// Something that older versions of IIS do not know.
struct VersionUse {
  enum class Kind : std::uint8_t { Attribute, Element, Section };
  Kind kind = Kind::Attribute;
  ReadBy read_by = ReadBy::Requests;  // the section it is in
  Location at;
  const XmlElement* element = nullptr;
  std::string_view name;   // views of the model
  std::string_view since;  // "8.0", "10.0.16299"
  std::string_view section{};
};

struct SchemaReport {
  std::vector<SchemaProblem> problems;  // sorted by place
  // How many more there are of a fault than the limits::findings that are kept.
  std::map<SchemaFault, std::size_t> left_out;
  // Whether sections were compared with <configSections>: not in a file without one, and not if
  // it is itself damaged.
  bool registration_checked = false;
  std::vector<VersionUse> versions;
  std::vector<const XmlElement*> skipped;  // nothing in them is judged
  // Sections of the file that the server's schema folder lacks and farmlint knows, each once.
  std::vector<std::string_view> assumed;  // views of the model
};

// machine.config holds sections of .NET that no schema of IIS describes: only parts of it are read.
enum class ConfigKind : std::uint8_t {
  ApplicationHost,
  Administration,
  Redirection,
  WebConfig,
  MachineConfig
};
enum class SchemaSource : std::uint8_t { BuiltIn, ServerFolder };

struct CheckOptions {
  ConfigKind kind = ConfigKind::ApplicationHost;
  // ServerFolder: the model is what one server knows, so an unknown name is an error for certain
  // (in a section that the server describes).
  SchemaSource source = SchemaSource::BuiltIn;
};

// Of a readable document whose root is <configuration> without namespaces; anything else gives an
// empty report.
SchemaReport check_configuration(const XmlDocument& document, const SchemaModel& model,
                                 const CheckOptions& options);

// Of a readable document with the root element that `root` describes, like the manifest.
SchemaReport check_tree(const XmlDocument& document, const ElementType& root);

}  // namespace farmlint
