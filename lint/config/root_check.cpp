#include "lint/config/root_check.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view transform_namespace =
    "http://schemas.microsoft.com/XML-Document-Transform";

// Elements that people publish on their own under the name of the whole file.
constexpr std::array pieces{"site",
                            "sites",
                            "location",
                            "application",
                            "applicationPools",
                            "system.applicationHost",
                            "system.webServer",
                            "configSections",
                            "bindings",
                            "binding"};

std::optional<XmlAttribute> transform(const XmlElement& root) {
  for (const XmlAttribute attribute : root.attributes())
    if (attribute.value() == transform_namespace) return attribute;
  return {};
}

}  // namespace

std::string_view file_name(ConfigKind kind) {
  switch (kind) {
    case ConfigKind::Administration:
      return "administration.config";
    case ConfigKind::Redirection:
      return "redirection.config";
    case ConfigKind::WebConfig:
      return "web.config";
    case ConfigKind::MachineConfig:
      return "machine.config";
    case ConfigKind::ApplicationHost:
      break;
  }
  return "applicationHost.config";
}

std::optional<XmlProblem> not_a_configuration(const XmlElement& root, ConfigKind kind) {
  if (const auto xdt = transform(root))
    return XmlProblem{xdt->value_at(),
                      "a transform (XDT), not a configuration: check the file that it makes"};
  // ASP.NET 2.0 wrote one into every web.config, and IIS knows that one.
  if (const auto xmlns = root.attribute("xmlns"); xmlns && kind != ConfigKind::WebConfig)
    return XmlProblem{
        xmlns->value_at(),
        "a default namespace hides every element from IIS; delete the xmlns attribute"};
  if (root.name() == "configuration") return {};
  if (iequals(root.name(), "configuration"))
    return XmlProblem{root.at(),
                      fmt::format("the root element must be written <configuration>, not <{}>: "
                                  "IIS compares letter case",
                                  root.name())};
  if (std::ranges::find(pieces, root.name()) != pieces.end())
    return XmlProblem{root.at(),
                      fmt::format("a fragment, not a whole {}: the root element is <{}>, not "
                                  "<configuration>",
                                  file_name(kind), root.name())};
  return XmlProblem{root.at(),
                    fmt::format("not an IIS configuration: the root element is <{}>, not "
                                "<configuration>",
                                root.name())};
}

}  // namespace farmlint
