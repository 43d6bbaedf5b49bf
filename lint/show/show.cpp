#include "lint/show/show.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "lint/config/identity.h"
#include "lint/config/section_lock.h"
#include "lint/config/sections.h"
#include "lint/text.h"

namespace farmlint {
namespace {

ShownValues values_of(const Layers& layers, std::span<const std::string_view> apart = {}) {
  static const ElementType unknown;
  return effective_values(named(layers), layers.type() == nullptr ? unknown : *layers.type(),
                          apart);
}

// "CONTOSO\svc (SpecificUser)"
std::string words_of(const ApplicationPool& pool) {
  const PoolIdentity identity = identity_of(pool);
  if (!identity.understood) return fmt::format("{} (no identityType)", identity.type.value);
  switch (identity.kind) {
    case Identity::SpecificUser:
      return fmt::format("{} (SpecificUser)", identity.user_name().value.empty()
                                                  ? "no user name"
                                                  : identity.user_name().value);
    case Identity::ApplicationPoolIdentity:
      return fmt::format("IIS AppPool\\{} (ApplicationPoolIdentity)", pool.name().value);
    case Identity::NetworkService:
    case Identity::LocalService:
    case Identity::LocalSystem:
      break;
  }
  return std::string(identity.type.value);
}

// Placed where the account is named, else where its kind is.
ShownValue identity_value(const ApplicationPool& pool, const ShownValues& values) {
  const bool user = identity_of(pool).kind == Identity::SpecificUser;
  const ShownValue* const said =
      find(values, user ? "processModel/userName" : "processModel/identityType");
  ShownValue identity = said == nullptr ? ShownValue{} : *said;
  identity.name = "identity";
  identity.value = words_of(pool);
  return identity;
}

std::string pool_name(const Farm& farm, const Application& application) {
  if (const ApplicationPool* pool = pool_of(farm.config, application))
    return std::string(pool->name().value);
  return std::string(application.pool().value);
}

ShownValue pool_value(const Farm& farm, const Application& application) {
  const Effective said = application.pool();
  ShownValue shown{.name = "applicationPool",
                   .value = pool_name(farm, application),
                   .origin = said.origin,
                   .at = said.at};
  for (const NamedLayer& layer : named(application.layers()))
    if (layer.origin == said.origin) shown.from = layer.name;
  return shown;
}

ShownApplication shown_application(const Farm& farm, const Site& site,
                                   const Application& application) {
  const ApplicationPool* const pool = pool_of(farm.config, application);
  ShownApplication shown{.name = fmt::format("{}{}", site.name().value, application.path().value),
                         .pool = pool_name(farm, application),
                         .identity = pool == nullptr ? "not in this file" : words_of(*pool),
                         .at = application.element->at()};
  for (const VirtualDirectory& directory : application.virtual_directories)
    if (directory.path().value == "/") shown.physical_path = directory.physical_path();
  return shown;
}

std::vector<ShownBinding> shown_bindings(const Farm& farm, const Site& site) {
  std::vector<ShownBinding> all;
  const std::vector<std::size_t> nodes = nodes_of(farm, site);
  for (const Binding& binding : site.bindings) {
    ShownBinding shown{.binding = &binding, .origin = Origin::Own};
    if (binding.inherited) {
      shown.origin = Origin::SectionDefaults;
      shown.from = "siteDefaults";
    }
    const EndPoint* const end_point = binding.end_point();
    if (farm.manifest && end_point != nullptr) {
      shown.live_on.emplace();
      for (const std::size_t node : nodes)
        if (live(end_point->address, farm.manifest->nodes[node])) shown.live_on->push_back(node);
    }
    all.push_back(std::move(shown));
  }
  return all;
}

Shown show_site(const Farm& farm, const Site& site) {
  constexpr std::array<std::string_view, 3> apart{"name", "bindings", "application"};
  Shown shown{.farm = &farm, .kind = ObjectKind::Site, .name = std::string(site.name().value)};
  shown.at = site.element->at();
  shown.bindings = shown_bindings(farm, site);
  for (const Application& application : site.applications)
    shown.applications.push_back(shown_application(farm, site, application));
  shown.content = values_of(site.layers(), apart);
  if (const ApplicationPool* pool = farm.config.pool(site.name().value))
    shown.also = fmt::format("pool:{}", pool->name().value);
  return shown;
}

Shown show_application(const Farm& farm, const Site& site, const Application& application) {
  constexpr std::array<std::string_view, 3> apart{"path", "applicationPool", "virtualDirectory"};
  Shown shown{.farm = &farm,
              .kind = ObjectKind::Application,
              .name = fmt::format("{}{}", site.name().value, application.path().value)};
  shown.at = application.element->at();
  shown.content = values_of(application.layers(), apart);
  shown.derived.push_back(pool_value(farm, application));
  if (const ApplicationPool* runs = pool_of(farm.config, application)) {
    ShownValue identity = identity_value(*runs, values_of(runs->layers()));
    if (identity.origin == Origin::Own) {
      identity.origin = Origin::Inherited;
      identity.from = fmt::format("pool:{}", runs->name().value);
    }
    shown.derived.push_back(std::move(identity));
  }
  for (const VirtualDirectory& directory : application.virtual_directories) {
    constexpr std::array<std::string_view, 1> path{"path"};
    shown.directories.push_back({.path = directory.path().value,
                                 .at = directory.element->at(),
                                 .content = values_of(directory.layers(), path)});
  }
  return shown;
}

Shown show_pool(const Farm& farm, const ApplicationPool& pool) {
  constexpr std::array<std::string_view, 1> apart{"name"};
  Shown shown{.farm = &farm, .kind = ObjectKind::Pool, .name = std::string(pool.name().value)};
  shown.at = pool.element->at();
  shown.content = values_of(pool.layers(), apart);
  shown.derived.push_back(identity_value(pool, shown.content));
  for (const Site& site : farm.config.sites)
    for (const Application& application : site.applications)
      if (pool_of(farm.config, application) == &pool)
        shown.applications.push_back(shown_application(farm, site, application));
  return shown;
}

// The path as its site spells it; "all sites" for none.
std::string place_name(const Farm& farm, std::string_view path) {
  if (path.empty()) return "all sites";
  const std::string_view name = path.substr(0, path.find('/'));
  const Site* const site = farm.config.site(name);
  return fmt::format("{}{}", site == nullptr ? name : site->name().value, path.substr(name.size()));
}

ShownValue override_mode(const Farm& farm, std::string_view own, std::string_view section,
                         const XmlElement& declaration) {
  const SectionLock lock = section_lock(farm.config, own, section, declaration);
  ShownValue mode{.name = "overrideMode", .value = std::string(lock.mode.value)};
  if (lock.mode.value.empty()) {
    mode.value = "Allow";
    mode.origin = Origin::Schema;
    return mode;
  }
  mode.at = lock.mode.at;
  mode.origin = Origin::SectionDefaults;
  mode.from = "overrideModeDefault";
  if (!lock.by_location()) return mode;
  const std::string path = normalize_location(lock.by->value("path").value);
  mode.origin = path == own ? Origin::Own : Origin::Inherited;
  mode.from = path == own ? std::string() : place_name(farm, path);
  return mode;
}

Shown show_section(const Farm& farm, std::string_view section, const std::string& path) {
  Shown shown{
      .farm = &farm, .kind = ObjectKind::Section, .name = std::string(section), .path = path};
  const std::string own = normalize_location(path);
  std::vector<NamedLayer> layers;
  for (const SectionPlace& place : farm.sections.around(path, section)) {
    const bool here = place.path == own;
    layers.push_back({.element = place.section,
                      .origin = here ? Origin::Own : Origin::Inherited,
                      .name = here ? std::string() : place_name(farm, place.path)});
  }
  if (!layers.empty()) shown.at = layers.front().element->at();
  const auto declared =
      std::ranges::find(farm.config.declarations, section, &SectionDeclaration::path);
  if (declared != farm.config.declarations.end())
    shown.derived.push_back(override_mode(farm, own, section, *declared->element));
  shown.content = effective_values(layers, *farm.sections.schema()->section(section));
  return shown;
}

}  // namespace

Shown show_object(const Farm& farm, const ObjectName& object) {
  switch (object.kind) {
    case ObjectKind::Site:
      return show_site(farm, *object.site);
    case ObjectKind::Application:
      return show_application(farm, *object.site, *object.application);
    case ObjectKind::Pool:
      return show_pool(farm, *object.pool);
    case ObjectKind::Section:
      break;
  }
  return show_section(farm, object.section, object.path);
}

}  // namespace farmlint
