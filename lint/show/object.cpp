#include "lint/show/object.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lint/farm/wording.h"
#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view site_prefix = "site:";
constexpr std::string_view pool_prefix = "pool:";

bool starts(std::string_view words, std::string_view prefix) {
  return iequals(words.substr(0, prefix.size()), prefix);
}

// "Shop/api" for the application "/api" of Shop.
std::pair<std::string_view, std::string_view> split_path(std::string_view words) {
  const auto slash = std::min(words.find('/'), words.size());
  return {words.substr(0, slash), words.substr(slash)};
}

const Application* find_application(const Site& site, std::string_view path) {
  if (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  const auto found = std::ranges::find_if(site.applications, [&](const Application& application) {
    return iequals(application.path().value, path);
  });
  return found == site.applications.end() ? nullptr : &*found;
}

std::optional<ObjectName> find_site(const Farm& farm, std::string_view words) {
  const auto [name, path] = split_path(words);
  const Site* const site = farm.config.site(name);
  if (site == nullptr) return {};
  if (path.empty()) return ObjectName{.kind = ObjectKind::Site, .site = site};
  const Application* const application = find_application(*site, path);
  if (application == nullptr) return {};
  return ObjectName{.kind = ObjectKind::Application, .site = site, .application = application};
}

std::optional<ObjectName> find_pool(const Farm& farm, std::string_view words) {
  const ApplicationPool* const pool = farm.config.pool(words);
  if (pool == nullptr) return {};
  return ObjectName{.kind = ObjectKind::Pool, .pool = pool};
}

bool is_called(std::string_view section, std::string_view name) {
  if (name.empty() || name.size() > section.size()) return false;
  const std::size_t before = section.size() - name.size();
  return iequals(section.substr(before), name) && (before == 0 || section[before - 1] == '/');
}

bool in_use(const Farm& farm, std::string_view section) {
  return std::ranges::any_of(farm.config.declarations,
                             [&](const auto& declared) { return declared.path == section; }) ||
         !farm.sections.everywhere(section).empty();
}

// Those that the configuration knows, if it knows any: "modules" is a section of
// administration.config, too.
std::vector<std::string_view> sections_called(const Farm& farm, std::string_view name) {
  std::vector<std::string_view> all;
  std::vector<std::string_view> used;
  for (const SectionInfo& info : farm.sections.schema()->sections()) {
    if (!is_called(info.name, name)) continue;
    all.push_back(info.name);
    if (in_use(farm, info.name)) used.push_back(info.name);
  }
  return used.empty() ? all : used;
}

// "; it is a part of system.webServer/httpProtocol", for who takes an element for a section.
std::string part_hint(const SchemaModel& schema, std::string_view name) {
  std::vector<std::string> sections;
  for (const SectionInfo& info : schema.sections())
    if (schema.section(info.name)->find(name).role == ChildRole::Element)
      sections.emplace_back(info.name);
  if (sections.empty()) return {};
  return fmt::format("; it is a part of {}", enumeration(sections));
}

struct SectionWords {
  std::string_view name;
  std::string_view path;
};

SectionWords split_section(std::string_view words) {
  const auto at = words.find('@');
  if (at == std::string_view::npos) return {words, {}};
  std::string_view path = words.substr(at + 1);
  while (path.ends_with('/')) path.remove_suffix(1);
  return {words.substr(0, at), path};
}

std::optional<ObjectName> find_section(const Farm& farm, std::string_view words) {
  const auto [name, path] = split_section(words);
  const std::vector<std::string_view> sections = sections_called(farm, name);
  if (sections.size() != 1) return {};
  ObjectName object{.kind = ObjectKind::Section, .section = sections.front()};
  if (path.empty()) return object;
  const auto [site_name, below] = split_path(path);
  const Site* const site = farm.config.site(site_name);
  if (site == nullptr) return {};
  object.path = fmt::format("{}{}", site->name().value, below);
  return object;
}

std::string application_name(const Site& site, const Application& application) {
  return fmt::format("{}{}", site.name().value, application.path().value);
}

// Collects the names that somebody may have meant.
class Meant {
 public:
  Meant(std::span<const Farm* const> farms, std::string_view wrong)
      : farms_(farms), wrong_(wrong), nearest_(wrong) {}

  Meant& sites() {
    for (const Farm* farm : farms_)
      for (const Site& site : farm->config.sites) offer(std::string(site.name().value));
    return *this;
  }
  Meant& applications(std::string_view of_site = {}) {
    for (const Farm* farm : farms_)
      for (const Site& site : farm->config.sites)
        if (of_site.empty() || iequals(site.name().value, of_site))
          for (const Application& application : site.applications)
            offer(application_name(site, application));
    return *this;
  }
  Meant& pools() {
    for (const Farm* farm : farms_)
      for (const ApplicationPool& pool : farm->config.pools) offer(std::string(pool.name().value));
    return *this;
  }
  Meant& sections() {
    for (const Farm* farm : farms_)
      for (const SectionInfo& info : farm->sections.schema()->sections()) {
        nearest_.offer(info.name);
        nearest_.offer(info.name.substr(info.name.rfind('/') + 1));
      }
    return *this;
  }

  // "no site is called 'contso': did you mean 'contoso'?"
  std::string nothing_called(std::string_view kind) const {
    return fmt::format("no {} is called '{}'{}", kind, wrong_, hint());
  }

 private:
  // What was probably meant; else what there is, or has the word in it, if that is not too much
  // to read.
  std::string hint() const {
    if (const auto best = nearest_.best()) return fmt::format(": did you mean '{}'?", *best);
    constexpr std::size_t few = 8;
    std::vector<std::string> listed(names_.begin(), names_.end());
    if (listed.size() > few)
      std::erase_if(listed, [part = lower(wrong_)](const std::string& name) {
        return lower(name).find(part) == std::string::npos;
      });
    if (listed.empty() || listed.size() > few) return {};
    return fmt::format("; there {} {}", listed.size() == 1 ? "is" : "are", enumeration(listed));
  }
  void offer(std::string name) { nearest_.offer(*names_.insert(std::move(name)).first); }

  std::span<const Farm* const> farms_;
  std::string_view wrong_;
  NearestName nearest_;
  std::set<std::string> names_;
};

// Of words that may name anything.
std::string unknown_section(std::span<const Farm* const> farms, std::string_view words) {
  const auto [name, path] = split_section(words);
  const std::vector<std::string_view> sections = sections_called(*farms.front(), name);
  if (sections.size() > 1)
    return fmt::format("'{}' is the name of {} sections: write {}", name, sections.size(),
                       fmt::join(sections, " or "));
  if (!sections.empty()) return Meant(farms, split_path(path).first).sites().nothing_called("site");
  const std::string part = part_hint(*farms.front()->sections.schema(), name);
  if (name.size() != words.size() || !part.empty())
    return Meant(farms, name).sections().nothing_called("section") + part;
  Meant meant(farms, words);
  const std::string_view kinds = "site, application or pool";
  return meant.sites().applications().pools().sections().nothing_called(kinds);
}

}  // namespace

std::optional<ObjectName> find_object(const Farm& farm, std::string_view words) {
  if (starts(words, site_prefix)) return find_site(farm, words.substr(site_prefix.size()));
  if (starts(words, pool_prefix)) return find_pool(farm, words.substr(pool_prefix.size()));
  if (auto site = find_site(farm, words)) return site;
  if (auto pool = find_pool(farm, words)) return pool;
  return find_section(farm, words);
}

std::string unknown_object(std::span<const Farm* const> farms, std::string_view words) {
  if (starts(words, pool_prefix))
    return Meant(farms, words.substr(pool_prefix.size()))
        .pools()
        .nothing_called("application pool");
  const bool site_only = starts(words, site_prefix);
  if (site_only) words.remove_prefix(site_prefix.size());
  const std::string_view site = split_path(words).first;
  const auto has_site = [site](const Farm* farm) { return farm->config.site(site) != nullptr; };
  if (site.size() < words.size() && std::ranges::any_of(farms, has_site))
    return Meant(farms, words).applications(site).nothing_called("application");
  if (site_only) return Meant(farms, words).sites().applications().nothing_called("site");
  return unknown_section(farms, words);
}

}  // namespace farmlint
