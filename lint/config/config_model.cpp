#include "lint/config/config_model.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "lint/config/sections.h"
#include "lint/hash.h"
#include "lint/schema/value.h"
#include "lint/text.h"

namespace farmlint {
namespace {

// What the schema says of the objects below <sites>.
struct SiteTypes {
  const ElementType* site = nullptr;
  const ElementType* application = nullptr;
  const ElementType* virtual_directory = nullptr;
};

const ElementType* child_of(const ElementType* type, std::string_view name) {
  return type == nullptr ? nullptr : type->child(name);
}

SiteTypes site_types(const SchemaModel& schema) {
  SiteTypes types;
  types.site = child_of(schema.section("system.applicationHost/sites"), "site");
  types.application = child_of(types.site, "application");
  types.virtual_directory = child_of(types.application, "virtualDirectory");
  return types;
}

std::uint32_t read_number(std::string_view text) {
  return static_cast<std::uint32_t>(parse_integer(text).value_or(0));
}

std::string_view scheme_of(std::string_view protocol, std::deque<std::string>& lowered) {
  const std::string_view known = known_scheme(protocol);
  if (!known.empty()) return known;
  std::string scheme = lower(protocol);
  return scheme == protocol ? protocol : lowered.emplace_back(std::move(scheme));
}

Binding read_binding(const XmlElement& element, std::deque<std::string>& lowered) {
  Binding binding;
  binding.element = &element;
  binding.scheme = scheme_of(binding.protocol().value, lowered);
  binding.ssl_flags = read_number(element.value("sslFlags").value);
  // Without the attribute there is nothing to judge; the schema check demands it.
  const XmlAttribute* const information = element.attribute("bindingInformation");
  if (information != nullptr) binding.text = parse_binding(binding.scheme, information->value);
  return binding;
}

// What <bindings> adds to those inherited. True if a <clear/> drops what came before.
bool add_bindings(const XmlElement& element, std::vector<Binding>& bindings,
                  std::deque<std::string>& lowered) {
  bool cleared = false;
  const XmlChildren children = element.children();
  bindings.reserve(bindings.size() +
                   static_cast<std::size_t>(std::distance(children.begin(), children.end())));
  for (const XmlElement& child : children) {
    if (child.name == "clear") {
      bindings.clear();
      cleared = true;
    }
    if (child.name == "binding") bindings.push_back(read_binding(child, lowered));
  }
  return cleared;
}

class SiteReader {
 public:
  SiteReader(const XmlElement& sites, const SiteTypes& types, std::deque<std::string>& lowered)
      : types_(types),
        lowered_(lowered),
        site_defaults_(sites.child("siteDefaults")),
        application_defaults_(sites.child("applicationDefaults")),
        directory_defaults_(sites.child("virtualDirectoryDefaults")) {
    const XmlElement* const bindings =
        site_defaults_ == nullptr ? nullptr : site_defaults_->child("bindings");
    if (bindings != nullptr) add_bindings(*bindings, inherited_, lowered_);
    for (Binding& binding : inherited_) binding.inherited = true;
  }

  Site read(const XmlElement& element) const {
    Site site;
    site.element = &element;
    site.name = element.value("name");
    site.id = element.value("id");
    site.layers = Layers(element, types_.site);
    site.layers.then(site_defaults_, Origin::SectionDefaults);
    const Effective starts = site.layers.value("serverAutoStart");
    site.starts = !starts.is("false");
    site.starts_at = starts.at;
    site.bindings = inherited_;
    read_children(site);
    return site;
  }

  const std::vector<Binding>& inherited() const { return inherited_; }

 private:
  // The defaults inside one site: looked up once, as a site may have thousands of applications.
  struct NestedDefaults {
    const XmlElement* applications = nullptr;
    const XmlElement* directories = nullptr;
  };

  void read_children(Site& site) const {
    const NestedDefaults nested{.applications = site.element->child("applicationDefaults"),
                                .directories = site.element->child("virtualDirectoryDefaults")};
    for (const XmlElement& child : site.element->children()) {
      if (child.name == "bindings") {
        if (site.bindings_element == nullptr) site.bindings_element = &child;
        if (add_bindings(child, site.bindings, lowered_)) site.clears_bindings = true;
      }
      if (child.name == "application") site.applications.push_back(read_application(child, nested));
    }
  }

  Application read_application(const XmlElement& element, const NestedDefaults& nested) const {
    Application application;
    application.path = element.value("path");
    application.layers = Layers(element, types_.application);
    application.layers.then(nested.applications, Origin::NestedDefaults);
    application.layers.then(application_defaults_, Origin::SectionDefaults);
    application.pool = application.layers.filled_value("applicationPool");
    const XmlElement* const own = element.child("virtualDirectoryDefaults");
    for (const XmlElement& child : element.children()) {
      if (child.name != "virtualDirectory") continue;
      VirtualDirectory directory;
      directory.path = child.value("path");
      directory.layers = Layers(child, types_.virtual_directory);
      directory.layers.then(own, Origin::NestedDefaults);
      directory.layers.then(nested.directories, Origin::NestedDefaults);
      directory.layers.then(directory_defaults_, Origin::SectionDefaults);
      directory.physical_path = directory.layers.value("physicalPath");
      application.virtual_directories.push_back(directory);
    }
    return application;
  }

  SiteTypes types_;
  std::deque<std::string>& lowered_;
  const XmlElement* site_defaults_;
  const XmlElement* application_defaults_;
  const XmlElement* directory_defaults_;
  std::vector<Binding> inherited_;
};

void read_sites(ConfigModel& model, const SchemaModel& schema) {
  const SiteTypes types = site_types(schema);
  for (const XmlElement* sites : application_host_sections(*model.root, "sites")) {
    const SiteReader reader(*sites, types, model.lowered);
    if (model.sites_element == nullptr) {
      model.sites_element = sites;
      model.site_defaults = sites->child("siteDefaults");
      model.default_bindings = reader.inherited();
    }
    for (const XmlElement& child : sites->children())
      if (child.name == "site") model.sites.push_back(reader.read(child));
  }
}

void read_pools(ConfigModel& model, const SchemaModel& schema) {
  const ElementType* const type =
      child_of(schema.section("system.applicationHost/applicationPools"), "add");
  for (const XmlElement* pools : application_host_sections(*model.root, "applicationPools")) {
    if (model.pools_element == nullptr) model.pools_element = pools;
    const XmlElement* const defaults = pools->child("applicationPoolDefaults");
    for (const XmlElement& child : pools->children()) {
      if (child.name != "add") continue;
      ApplicationPool pool{
          .element = &child, .name = child.value("name"), .layers = Layers(child, type)};
      pool.layers.then(defaults, Origin::SectionDefaults);
      model.pools.push_back(pool);
    }
  }
}

// Of all applications, once.
void find_pools(ConfigModel& model) {
  for (Site& site : model.sites) {
    for (Application& application : site.applications) {
      const std::string_view named = application.pool.value;
      const ApplicationPool* const pool = model.pool(named.empty() ? "DefaultAppPool" : named);
      if (pool != nullptr)
        application.pool_index = static_cast<std::uint32_t>(pool - model.pools.data());
    }
  }
}

bool names_express(std::string_view path) {
  constexpr std::array<std::string_view, 3> variables{"IIS_BIN", "IIS_USER_HOME", "IIS_EXPRESS"};
  return path.find('%') != std::string_view::npos &&
         std::ranges::any_of(variables, [path](std::string_view variable) {
           return path.find(variable) != std::string_view::npos;
         });
}

bool defaults_name_express(const XmlElement* defaults) {
  if (defaults == nullptr) return false;
  return std::ranges::any_of(defaults->children(), [](const XmlElement& child) {
    return names_express(child.value("directory").value);
  });
}

// Paths that IIS Express writes itself. A module's image is none: people copy those about.
bool is_express(const ConfigModel& model) {
  if (defaults_name_express(model.site_defaults)) return true;
  if (std::ranges::any_of(model.pools, [](const ApplicationPool& pool) {
        return names_express(pool.element->value("CLRConfigFile").value);
      }))
    return true;
  for (const Site& site : model.sites)
    for (const Application& application : site.applications)
      for (const VirtualDirectory& directory : application.virtual_directories)
        if (names_express(directory.physical_path.value)) return true;
  return false;
}

std::uint64_t name_hash(std::string_view name) {
  return mix_ignoring_case(hash_start, name);
}

// Whoever writes a file can make hashes equal: the names decide then.
template <typename Items>
bool comes_before(const Items& items, const NamedAt& at, std::uint64_t hash,
                  std::string_view name) {
  return at.hash != hash ? at.hash < hash : iless(items[at.index].name.value, name);
}

template <typename Items>
std::vector<NamedAt> sorted_by_name(const Items& items) {
  std::vector<NamedAt> order;
  order.reserve(items.size());
  for (const auto& item : items)
    order.push_back({name_hash(item.name.value), static_cast<std::uint32_t>(order.size())});
  std::ranges::stable_sort(order, [&](const NamedAt& one, const NamedAt& other) {
    return comes_before(items, one, other.hash, items[other.index].name.value);
  });
  return order;
}

// The first of that name.
template <typename Items>
auto find_by_name(const Items& items, const std::vector<NamedAt>& order, std::string_view name)
    -> decltype(items.data()) {
  const std::uint64_t hash = name_hash(name);
  const auto found = std::ranges::partition_point(
      order, [&](const NamedAt& at) { return comes_before(items, at, hash, name); });
  if (found == order.end() || !iequals(items[found->index].name.value, name)) return nullptr;
  return &items[found->index];
}

}  // namespace

std::string Binding::label() const {
  return fmt::format("{} {}", scheme, information().value);
}

WrittenParts Binding::written() const {
  const bool misshapen = std::ranges::any_of(text.problems(), [](const BindingProblem& problem) {
    return problem.fault == BindingFault::Malformed ||
           problem.fault == BindingFault::Ipv6Unbracketed;
  });
  return misshapen ? WrittenParts{} : written_parts(scheme, information().value);
}

Location Binding::part(std::size_t begin, std::size_t end) const {
  const Text whole = information();
  const Location& all = whole.at;
  // Where the value is not written literally, or the part is empty, only the whole can be shown.
  if (begin >= end || all.end - all.begin != whole.value.size()) return all;
  return {.file = all.file,
          .begin = all.begin + static_cast<std::uint32_t>(begin),
          .end = all.begin + static_cast<std::uint32_t>(end)};
}

Location Site::bindings_at() const {
  return bindings_element != nullptr ? bindings_element->at : element->at;
}

const ApplicationPool* ConfigModel::pool(std::string_view name) const {
  return find_by_name(pools, pools_by_name, name);
}

const Site* ConfigModel::site(std::string_view name) const {
  return find_by_name(sites, sites_by_name, name);
}

ConfigModel read_config(const XmlDocument& document, const SchemaModel& schema) {
  ConfigModel model;
  if (!document.readable() || document.tree.root().name != "configuration") return model;
  model.root = &document.tree.root();
  model.config_sections = model.root->child("configSections");
  if (model.config_sections != nullptr)
    model.declarations = read_declarations(*model.config_sections);
  model.locations = read_locations(*model.root);
  read_pools(model, schema);
  read_sites(model, schema);
  model.sites_by_name = sorted_by_name(model.sites);
  model.pools_by_name = sorted_by_name(model.pools);
  find_pools(model);
  model.iis_express = is_express(model);
  return model;
}

}  // namespace farmlint
