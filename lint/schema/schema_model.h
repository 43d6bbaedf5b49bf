// What IIS's schema says: sections, elements, collections, attributes. From it come the XSD for
// the grammar, the wording of messages, keys, defaults and encrypted attributes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace farmlint {

enum class ValueType : std::uint8_t { Bool, Enum, Flags, Uint, Int, Int64, String, TimeSpan, Date };
enum class TimeSpanFormat : std::uint8_t { Clock, Seconds, Minutes };
enum class Key : std::uint8_t { None, Unique, Combined };
enum class Validator : std::uint8_t {
  None,
  IntegerRange,
  TimeSpanRange,
  NonEmptyString,
  ApplicationPoolName,
  SiteName,
  ApplicationPath,
  VirtualDirectoryPath,
  RequireTrimmedString,
};

struct NamedValue {
  std::string_view name;
  std::int64_t number = 0;
};

// All characters belong to the SchemaModel.
struct AttributeType {
  std::string_view name{};
  ValueType type = ValueType::String;
  bool required = false;
  Key key = Key::None;
  std::optional<std::string_view> default_value{};
  std::vector<NamedValue> values{};  // of enum and flags
  Validator validator = Validator::None;
  // Of the two range validators; seconds for time spans.
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  std::int64_t granularity = 1;
  bool exclude = false;  // the value must lie outside the range
  TimeSpanFormat time_span_format = TimeSpanFormat::Clock;
  bool allow_infinite = false;
  bool case_sensitive = false;
  bool expanded = false;     // %VAR% is replaced on each node
  bool encrypted = false;    // a secret: never print it
  bool dynamic = false;      // computed at run time; not for files
  std::string_view since{};  // the first IIS version that has it ("8.0", "10.0.16299"), or empty
  std::string_view by{};     // the product that adds it, if not the section's
  std::string_view documentation{};
  // A guess for the next look-up: the attribute that was written after this one.
  mutable const AttributeType* follower = nullptr;
};

struct ElementType;

// The items of an element, and the directives that change what is inherited.
struct CollectionType {
  std::vector<std::string_view> adds;
  std::string_view remove;  // empty: no such directive here
  std::string_view clear;
  std::string_view default_element;  // the sibling that holds the defaults of items
  bool merge_append = true;
  bool allow_duplicates = false;
  bool allow_unrecognized = false;
  bool dynamic = false;
  std::string_view by;
  std::unique_ptr<ElementType> item;
  std::vector<const AttributeType*> unique_keys;    // of the item, without dynamic ones
  std::vector<const AttributeType*> combined_keys;  // together they are one key

  bool has_keys() const { return !unique_keys.empty() || !combined_keys.empty(); }
};

enum class ChildRole : std::uint8_t { Unknown, Element, Item, Remove, Clear };

// What a child element of some name is. `type` is the item's for `Remove` and `Clear`, too.
struct ChildType {
  ChildRole role = ChildRole::Unknown;
  const ElementType* type = nullptr;
  const CollectionType* collection = nullptr;
  std::size_t index = 0;  // among the children, of `Element`
};

struct ElementType {
  std::string_view name;
  std::vector<AttributeType> attributes;
  std::vector<std::unique_ptr<ElementType>> children;
  std::vector<CollectionType> collections;
  std::vector<std::string_view> phantoms;  // templates write them, IIS has never known them
  std::uint32_t required_attributes = 0;
  mutable const AttributeType* first_written = nullptr;  // like AttributeType::follower
  bool allow_unrecognized = false;
  bool is_default = false;  // holds defaults, like siteDefaults
  bool dynamic = false;
  bool required = false;  // its parent must contain it
  std::string_view since;
  std::string_view by;
  std::string_view documentation;

  const AttributeType* attribute(std::string_view wanted) const;
  // A child element or the item of a collection; nullptr for directives and unknown names.
  const ElementType* child(std::string_view wanted) const;
  const CollectionType* collection_of(std::string_view add_name) const;
  ChildType find(std::string_view wanted) const;
  std::vector<std::string_view> child_names() const;  // all that a file may write
};

struct SchemaProduct {
  std::string_view name{};  // "IIS", "URL Rewrite"
  std::string_view docs{};  // address; {section} stands for the section's name
  bool module = false;      // versions differ in what they know: an unknown name may be legal
};

// When a mistake in a section shows.
enum class ReadBy : std::uint8_t {
  Requests,  // when a request needs it: 500.19
  Was,       // at the start of WAS: no site starts
};

struct SectionInfo {
  std::string_view name{};  // "system.applicationHost/sites", or the root element of a manifest
  SchemaProduct product{};
  ReadBy read_by = ReadBy::Requests;
  bool open = false;         // schemas of other products add to it
  bool from_server = false;  // described by a server's own schema folder
};

struct DescribedSection {
  SectionInfo info;
  std::unique_ptr<ElementType> type;
};

// Made from an outline (facts/README.md), one or several. A section's facts are read when they
// are first asked for, because start-up is most of the time spent on a usual file. The rules of one
// farm may ask from several threads; only one at a time may check a document (see `follower`).
class SchemaModel {
 public:
  // Of everything farmlint knows about IIS and its modules.
  static SchemaModel built_in();
  // Throws std::runtime_error, naming the line, if the outline is wrong; about the facts of a
  // section not before they are asked for.
  explicit SchemaModel(std::string outline);
  // Of sections that are read already; `words` owns their characters.
  SchemaModel(std::vector<DescribedSection> sections,
              std::unique_ptr<std::deque<std::string>> words);
  // Of an outline that lives as long as the program.
  static SchemaModel of_static(std::string_view outline);
  // `over` where it describes a section, `base` elsewhere.
  static SchemaModel layered(SchemaModel over, SchemaModel base);

  SchemaModel(SchemaModel&&) = default;
  SchemaModel& operator=(SchemaModel&&) = default;

  // nullptr if there is no such section.
  const ElementType* section(std::string_view path) const;
  const SectionInfo* info(std::string_view path) const;
  // Whether sections lie below the path, like "system.webServer/security".
  bool is_group(std::string_view path) const;
  // In the order of the outline.
  const std::vector<SectionInfo>& sections() const { return sections_; }
  // The names of sections and groups directly below a group; "" for the top.
  std::vector<std::string_view> names_below(std::string_view group) const;
  // The page about a section; empty for none.
  std::string docs(std::string_view section) const;

  // Of a document with one root element, like the manifest; nullptr for a configuration.
  const ElementType* root() const;
  std::string_view target_namespace() const { return target_namespace_; }

 private:
  struct Slot {
    std::string_view lines{};  // the facts, not yet read
    std::size_t first_line = 0;
    std::unique_ptr<ElementType> type{};
  };
  SchemaModel() = default;
  void index(std::string_view outline);
  void sort_names();
  std::size_t slot_of(std::string_view path) const;

  std::unique_ptr<const std::string> outline_;
  std::vector<SectionInfo> sections_;
  std::vector<std::size_t> by_name_;  // indices of sections_, sorted by name
  std::string_view target_namespace_;
  std::unique_ptr<std::mutex> reading_ = std::make_unique<std::mutex>();
  mutable std::vector<Slot> slots_;
  mutable std::unique_ptr<std::deque<std::string>> unquoted_;
  std::unique_ptr<SchemaModel> base_;
};

}  // namespace farmlint
