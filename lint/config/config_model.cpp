#include "lint/config/config_model.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/by_name.h"
#include "lint/config/sections.h"
#include "lint/config/setting.h"
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

// Those of a protocol that IIS does not come with.
const BindingDetails* details_of_other(std::string_view protocol, BindingStore& store) {
  std::string scheme = lower(protocol);
  if (scheme == protocol) return nullptr;
  BindingDetails details;
  details.scheme = std::move(scheme);
  return &store.keep(std::move(details));
}

Binding read_binding(const XmlElement& element, BindingStore& store) {
  Binding binding;
  binding.element = &element;
  const std::string_view protocol = binding.protocol().value;
  binding.scheme = known_scheme(protocol);
  if (const auto flags = element.attribute("sslFlags"))
    binding.ssl_flags = read_number(flags->value());
  // Without the attribute there is nothing to judge; the schema check demands it.
  const auto information = element.attribute("bindingInformation");
  if (binding.scheme == Scheme::Other)
    binding.text.details = details_of_other(protocol, store);
  else if (information)
    binding.text = parse_binding(binding.scheme, information->value(), store);
  return binding;
}

// What <bindings> adds to those inherited. True if a <clear/> drops what came before.
bool add_bindings(const XmlElement& element, std::vector<Binding>& bindings, BindingStore& store) {
  bool cleared = false;
  for (const XmlElement& child : element.children()) {
    if (child.name() == "binding") {
      bindings.push_back(read_binding(child, store));
    } else if (child.name() == "clear") {
      bindings.clear();
      cleared = true;
    }
  }
  return cleared;
}

class SiteReader {
 public:
  SiteReader(const XmlElement& sites, const SiteTypes& types, ConfigModel& model)
      : types_(types),
        model_(model),
        application_defaults_(sites.child("applicationDefaults")),
        directory_defaults_(sites.child("virtualDirectoryDefaults")),
        site_(defaults_of(types.site)),
        application_(defaults_of(types.application)),
        directory_(defaults_of(types.virtual_directory)) {
    const XmlElement* const site_defaults = sites.child("siteDefaults");
    site_.then(site_defaults, Origin::SectionDefaults);
    application_.then(application_defaults_, Origin::SectionDefaults);
    directory_.then(directory_defaults_, Origin::SectionDefaults);
    const XmlElement* const bindings =
        site_defaults == nullptr ? nullptr : site_defaults->child("bindings");
    std::vector<Binding> inherited;
    if (bindings != nullptr) add_bindings(*bindings, inherited, model_.binding_store);
    for (Binding& binding : inherited) binding.inherited = true;
    inherited_ = model_.arena.keep(inherited);
  }

  Site read(const XmlElement& element) {
    Site site(element, site_);
    site.starts = !auto_start_.of(site).is("false");
    bindings_.assign(inherited_.begin(), inherited_.end());
    applications_.clear();
    read_children(site);
    site.bindings = model_.arena.keep(bindings_);
    site.applications = model_.arena.keep(applications_);
    return site;
  }

  std::span<const Binding> inherited() const { return inherited_; }

 private:
  // What stands inside one site: looked up once, as a site may have thousands of applications.
  struct Nested {
    const Defaults* applications = nullptr;
    const XmlElement* directory_defaults = nullptr;
    const Defaults* directories = nullptr;
  };

  Defaults& defaults_of(const ElementType* type) const {
    return model_.defaults.emplace_back(type);
  }

  Nested nested_in(const XmlElement& site) const {
    Nested nested{.applications = &application_,
                  .directory_defaults = site.child("virtualDirectoryDefaults"),
                  .directories = &directory_};
    if (const XmlElement* const own = site.child("applicationDefaults")) {
      Defaults& around = defaults_of(types_.application);
      around.then(own, Origin::NestedDefaults);
      around.then(application_defaults_, Origin::SectionDefaults);
      nested.applications = &around;
    }
    if (nested.directory_defaults != nullptr)
      nested.directories = &directories_in(nullptr, nested.directory_defaults);
    return nested;
  }

  const Defaults& directories_in(const XmlElement* of_application,
                                 const XmlElement* of_site) const {
    Defaults& around = defaults_of(types_.virtual_directory);
    around.then(of_application, Origin::NestedDefaults);
    around.then(of_site, Origin::NestedDefaults);
    around.then(directory_defaults_, Origin::SectionDefaults);
    return around;
  }

  void read_children(Site& site) {
    const Nested nested = nested_in(*site.element);
    for (const XmlElement& child : site.element->children()) {
      if (child.name() == "bindings") {
        if (site.bindings_element == nullptr) site.bindings_element = &child;
        if (add_bindings(child, bindings_, model_.binding_store)) site.clears_bindings = true;
      }
      if (child.name() == "application") applications_.push_back(read_application(child, nested));
    }
  }

  Application read_application(const XmlElement& element, const Nested& nested) {
    Application application(element, *nested.applications);
    application.pool_index = pool_of(application);
    const XmlElement* const own = element.child("virtualDirectoryDefaults");
    const Defaults* const around =
        own == nullptr ? nested.directories : &directories_in(own, nested.directory_defaults);
    directories_.clear();
    for (const XmlElement& child : element.children()) {
      if (child.name() != "virtualDirectory") continue;
      const ConfigObject directory(child, *around);
      directories_.emplace_back(directory, physical_path_.of(directory));
    }
    application.virtual_directories = model_.arena.keep(directories_);
    return application;
  }

  std::optional<std::uint32_t> pool_of(const Application& application) const {
    const std::string_view named = application.pool().value;
    const ApplicationPool* const pool = model_.pool(named.empty() ? "DefaultAppPool" : named);
    if (pool == nullptr) return {};
    return static_cast<std::uint32_t>(pool - model_.pools.data());
  }

  SiteTypes types_;
  ConfigModel& model_;
  const XmlElement* application_defaults_;
  const XmlElement* directory_defaults_;
  Defaults& site_;
  Defaults& application_;
  Defaults& directory_;
  std::span<const Binding> inherited_;
  Setting auto_start_{"serverAutoStart"};
  Setting physical_path_{"physicalPath"};
  // Of the site, or the application, that is being read.
  std::vector<Binding> bindings_;
  std::vector<Application> applications_;
  std::vector<VirtualDirectory> directories_;
};

void read_sites(ConfigModel& model, const SchemaModel& schema) {
  const SiteTypes types = site_types(schema);
  for (const XmlElement* sites : application_host_sections(model, "sites")) {
    SiteReader reader(*sites, types, model);
    if (model.sites_element == nullptr) {
      model.sites_element = sites;
      model.site_defaults = sites->child("siteDefaults");
      model.default_bindings = reader.inherited();
    }
    model.sites.reserve(model.sites.size() + sites->children().count());
    for (const XmlElement& child : sites->children())
      if (child.name() == "site") model.sites.push_back(reader.read(child));
  }
}

void read_pools(ConfigModel& model, const SchemaModel& schema) {
  const ElementType* const type =
      child_of(schema.section("system.applicationHost/applicationPools"), "add");
  for (const XmlElement* pools : application_host_sections(model, "applicationPools")) {
    if (model.pools_element == nullptr) model.pools_element = pools;
    Defaults& around = model.defaults.emplace_back(type);
    around.then(pools->child("applicationPoolDefaults"), Origin::SectionDefaults);
    model.pools.reserve(model.pools.size() + pools->children().count());
    for (const XmlElement& child : pools->children())
      if (child.name() == "add") model.pools.emplace_back(child, around);
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
        if (names_express(directory.physical_path().value)) return true;
  return false;
}

constexpr auto name_of = [](const auto& object) { return object.name().value; };

}  // namespace

std::string_view Binding::scheme_name() const {
  if (scheme != Scheme::Other) return to_string(scheme);
  return text.details == nullptr ? protocol().value : std::string_view(text.details->scheme);
}

std::string Binding::label() const {
  return fmt::format("{} {}", scheme_name(), information().value);
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
  return bindings_element != nullptr ? bindings_element->at() : element->at();
}

std::size_t ConfigModel::binding_count() const {
  std::size_t count = 0;
  for (const Site& site : sites) count += site.bindings.size();
  return count;
}

const ApplicationPool* ConfigModel::pool(std::string_view name) const {
  return pools_by_name.find(pools, name_of, name);
}

const Site* ConfigModel::site(std::string_view name) const {
  return sites_by_name.find(sites, name_of, name);
}

ConfigModel read_config(const XmlDocument& document, const SchemaModel& schema) {
  ConfigModel model;
  if (!document.readable() || document.tree.root().name() != "configuration") return model;
  model.root = &document.tree.root();
  model.config_sections = model.root->child("configSections");
  if (model.config_sections != nullptr)
    model.declarations = read_declarations(*model.config_sections);
  model.locations = read_locations(*model.root);
  model.host_groups = read_host_groups(*model.root);
  read_pools(model, schema);
  model.pools_by_name = ByName(model.pools, name_of);  // applications name them
  read_sites(model, schema);
  model.sites_by_name = ByName(model.sites, name_of);
  model.iis_express = is_express(model);
  return model;
}

}  // namespace farmlint
