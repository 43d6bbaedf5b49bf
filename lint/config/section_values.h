// What sections say at a path: of a site, an application, a folder. IIS takes each attribute from
// the nearest place around the path that writes it.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lint/config/config_model.h"
#include "lint/config/effective.h"
#include "lint/schema/schema_model.h"
#include "lint/xml.h"

namespace farmlint {

// `child` is the way from the section to the element that has the attribute: "requestLimits".
struct SectionAttribute {
  std::string_view section;  // "system.webServer/security/access"
  std::string_view attribute;
  std::string_view child{};
};

// One place where a section is written. It counts at `path` and below: "shop/api", normalized;
// empty for all sites.
struct SectionPlace {
  const XmlElement* section = nullptr;
  std::string_view path;
};

class SectionValues {
 public:
  SectionValues() = default;
  explicit SectionValues(const SchemaModel& schema) : schema_(&schema) {}
  SectionValues(SectionValues&&) = default;
  SectionValues& operator=(SectionValues&&) = default;
  SectionValues(const SectionValues&) = delete;
  SectionValues& operator=(const SectionValues&) = delete;
  ~SectionValues() = default;

  // Adds what a file says at its own level, `path`, and in its <location> elements; of two places
  // for one path the one added last is nearer. Views the root; `config` knows the applications.
  void add(const XmlElement& root, std::string_view path, const ConfigModel& config);

  // `path` is written like that of a <location>: "Shop/api", empty for what all sites start from.
  // Own: written for exactly that path. An attribute that is written counts, also when it is empty.
  // What nobody writes is placed where the section is, or at the start of the configuration.
  Effective value(std::string_view path, const SectionAttribute& what) const;
  // The places that count at the path, nearest first.
  std::vector<SectionPlace> around(std::string_view path, std::string_view section) const;
  // All places, by path, those of one path from far to near.
  std::vector<SectionPlace> everywhere(std::string_view section) const;
  // What the files were read with; nullptr before there is any.
  const SchemaModel* schema() const { return schema_; }

 private:
  // The frame of one file or <location>.
  struct Level {
    std::string path;               // for which it counts
    std::uint32_t first_group = 0;  // its <system.webServer> and the like, in groups_
    std::uint32_t group_count = 0;
  };

  // A level, under the hash of its path.
  struct LevelAt {
    std::uint32_t hash = 0;
    std::uint32_t index = 0;
  };

  void note_names(const XmlElement& parent, std::span<std::string_view> last);
  bool is_written(std::string_view section) const;
  void add_level(const XmlElement& element, std::string path, const ConfigModel& config);
  std::vector<const XmlElement*> written_in(const Level& level, std::string_view section) const;
  void sort_from(std::size_t first);
  bool ends_before(std::uint32_t level, std::string_view path) const;
  template <typename Visit>
  bool visit_at(std::string_view at, std::string_view path, std::string_view section,
                const Visit& visit) const;
  template <typename Visit>
  void walk(std::string_view path, std::string_view section, const Visit& visit) const;

  const SchemaModel* schema_ = nullptr;
  Location start_;
  // Of all elements where a section may stand. Rules ask for every application what hardly any file
  // has.
  std::unordered_set<std::string_view> names_;
  std::vector<const XmlElement*> groups_;
  std::deque<Level> levels_;      // in the order of adding; a large farm has a <location> per site
  std::vector<LevelAt> by_path_;  // the levels, by hash and path, then in the order of adding
  // By level, for few have any: paths below which do not inherit from it.
  std::unordered_map<std::uint32_t, std::vector<std::string>> ends_;
};

}  // namespace farmlint
