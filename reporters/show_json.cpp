#include "reporters/show_json.h"

#include <array>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "lint/report.h"
#include "reporters/secrets.h"
#include "reporters/show_words.h"

namespace farmlint::reporters {
namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(ObjectKind kind) {
  constexpr std::array<std::string_view, 4> names{"site", "application", "applicationPool",
                                                  "section"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(Origin origin) {
  constexpr std::array<std::string_view, 6> names{"here",      "defaults", "defaults",
                                                  "inherited", "schema",   "none"};
  return names.at(static_cast<std::size_t>(origin));
}

Json or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

class Writer {
 public:
  explicit Writer(const Farm& farm) : farm_(farm), secrets_(*farm.sources) {}

  Json object_of(const Shown& shown) const {
    Json object = {{"name", farm_.name}, {"kind", name_of(shown.kind)}, {"object", shown.name}};
    if (shown.kind == ObjectKind::Section) object["path"] = shown.path;
    add_place(object, shown.at);
    if (shown.kind == ObjectKind::Site) object["bindings"] = bindings_of(shown);
    if (shown.kind == ObjectKind::Site || shown.kind == ObjectKind::Pool)
      object["applications"] = applications_of(shown);
    if (shown.kind == ObjectKind::Application) object["virtualDirectories"] = directories_of(shown);
    object["values"] = Json::array();
    for (const ShownValue& value : shown.derived) object["values"].push_back(value_of(value));
    add_content(object, shown.content);
    if (!shown.also.empty()) object["also"] = shown.also;
    return object;
  }

 private:
  void add_place(Json& object, const std::optional<Location>& at) const {
    const Position start = at ? farm_.sources->start_of(*at) : Position{};
    object["file"] = at ? Json(farm_.sources->path(at->file)) : Json();
    object["line"] = at ? Json(start.line) : Json();
    object["column"] = at ? Json(start.column) : Json();
  }

  void add_origin(Json& object, Origin origin, const std::string& from, const Location& at) const {
    object["origin"] = name_of(origin);
    object["from"] = or_null(from);
    const bool written = origin < Origin::Schema;
    add_place(object, written ? std::optional(at) : std::nullopt);
  }

  Json value_of(const ShownValue& value) const {
    Json object = {{"name", value.name}};
    object["value"] = value.origin == Origin::None && value.value.empty()
                          ? Json()
                          : Json(text_of(secrets_, value));
    add_origin(object, value.origin, value.from, value.at);
    if (value.secret) object["secret"] = true;
    if (value.locked) object["locked"] = true;
    return object;
  }

  Json item_of(const ShownItem& item) const {
    Json object = {{"element", item.element}};
    add_origin(object, item.origin, item.from, item.at);
    if (item.locked) object["locked"] = true;
    add_content(object, item.content);
    if (!item.removed_at) return object;
    Json removed = Json::object();
    add_place(removed, item.removed_at);
    object["removedAt"] = std::move(removed);
    return object;
  }

  void add_content(Json& object, const ShownValues& content) const {
    Json& values = object["values"];
    if (values.is_null()) values = Json::array();
    for (const ShownValue& value : content.values) values.push_back(value_of(value));
    object["collections"] = Json::array();
    for (const ShownCollection& collection : content.collections) {
      Json entry = {
          {"name", collection.name}, {"items", Json::array()}, {"removed", Json::array()}};
      for (const ShownItem& item : collection.items)
        entry[item.removed_at ? "removed" : "items"].push_back(item_of(item));
      object["collections"].push_back(std::move(entry));
    }
    if (!content.left_out.empty()) object["leftOut"] = content.left_out;
  }

  Json bindings_of(const Shown& shown) const {
    Json bindings = Json::array();
    for (const ShownBinding& binding : shown.bindings) {
      Json object = {{"protocol", binding.binding->protocol().value},
                     {"bindingInformation", binding.binding->information().value},
                     {"sslFlags", binding.binding->ssl_flags}};
      add_origin(object, binding.origin, binding.from, binding.binding->element->at());
      Json nodes;
      if (binding.live_on) {
        nodes = Json::array();
        for (const std::size_t node : *binding.live_on)
          nodes.push_back(farm_.manifest->nodes[node].name.value);
      }
      object["liveOn"] = std::move(nodes);
      bindings.push_back(std::move(object));
    }
    return bindings;
  }

  Json applications_of(const Shown& shown) const {
    Json applications = Json::array();
    for (const ShownApplication& application : shown.applications) {
      Json object = {{"name", application.name},
                     {"applicationPool", application.pool},
                     {"identity", application.identity},
                     {"physicalPath", text_of(secrets_, application.physical_path)}};
      add_place(object, application.at);
      applications.push_back(std::move(object));
    }
    return applications;
  }

  Json directories_of(const Shown& shown) const {
    Json directories = Json::array();
    for (const ShownDirectory& directory : shown.directories) {
      Json object = {{"path", directory.path}};
      add_place(object, directory.at);
      add_content(object, directory.content);
      directories.push_back(std::move(object));
    }
    return directories;
  }

  const Farm& farm_;
  const Secrets secrets_;
};

}  // namespace

std::string show_as_json(std::span<const Shown> objects) {
  Json document = {{"format", "farmlint/1"}, {"version", version}, {"farms", Json::array()}};
  for (const Shown& object : objects)
    document["farms"].push_back(Writer(*object.farm).object_of(object));
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace farmlint::reporters
