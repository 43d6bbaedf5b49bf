#include "tests/bench/generate.h"

#include <fmt/format.h>

namespace farmlint::bench {
namespace {

// Of 10.0.0.0/8, while there are less than 16 million.
std::string address(const Shape& shape, std::size_t site, std::size_t node) {
  const std::size_t number = (site - 1) * shape.nodes + node + 1;
  return fmt::format("10.{}.{}.{}", number >> 16U, number >> 8U & 255U, number & 255U);
}

constexpr const char* head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<configuration>\r\n    <configSections>\r\n"
    "        <sectionGroup name=\"system.applicationHost\">\r\n"
    "            <section name=\"applicationPools\" allowDefinition=\"AppHostOnly\" "
    "overrideModeDefault=\"Deny\" />\r\n"
    "            <section name=\"sites\" allowDefinition=\"AppHostOnly\" "
    "overrideModeDefault=\"Deny\" />\r\n"
    "        </sectionGroup>\r\n"
    "        <sectionGroup name=\"system.webServer\">\r\n"
    "            <section name=\"defaultDocument\" overrideModeDefault=\"Allow\" />\r\n"
    "        </sectionGroup>\r\n"
    "    </configSections>\r\n    <system.applicationHost>\r\n        <applicationPools>\r\n";

std::string pool(std::size_t site) {
  return fmt::format(
      "            <add name=\"Pool{0}\" managedRuntimeVersion=\"v4.0\" "
      "startMode=\"AlwaysRunning\">\r\n"
      "                <processModel identityType=\"ApplicationPoolIdentity\" "
      "idleTimeout=\"00:00:00\" />\r\n"
      "            </add>\r\n",
      site);
}

std::string site_element(const Shape& shape, std::size_t site) {
  std::string bindings;
  for (std::size_t node = 0; node < shape.nodes; ++node)
    bindings += fmt::format(
        "                    <binding protocol=\"http\" "
        "bindingInformation=\"{0}:80:www.site{1}.example\" />\r\n"
        "                    <binding protocol=\"https\" bindingInformation=\"{0}:443:\" />\r\n",
        address(shape, site, node), site);
  return fmt::format(
      "            <site name=\"Site{0}\" id=\"{0}\" serverAutoStart=\"true\">\r\n"
      "                <application path=\"/\" applicationPool=\"Pool{0}\">\r\n"
      "                    <virtualDirectory path=\"/\" physicalPath=\"D:\\web\\site{0}\" />\r\n"
      "                </application>\r\n                <bindings>\r\n{1}                "
      "</bindings>\r\n"
      "            </site>\r\n",
      site, bindings);
}

std::string location(std::size_t site) {
  return fmt::format(
      "    <location path=\"Site{0}\">\r\n        <system.webServer>\r\n            "
      "<defaultDocument enabled=\"true\" />\r\n"
      "        </system.webServer>\r\n    </location>\r\n",
      site);
}

}  // namespace

std::string configuration(const Shape& shape) {
  std::string text = head;
  for (std::size_t i = 1; i <= shape.sites; ++i) text += pool(i);
  text += "        </applicationPools>\r\n        <sites>\r\n";
  for (std::size_t i = 1; i <= shape.sites; ++i) text += site_element(shape, i);
  text += "        </sites>\r\n    </system.applicationHost>\r\n";
  for (std::size_t i = 1; i <= shape.sites; ++i) text += location(i);
  return text + "</configuration>\r\n";
}

std::string manifest(const Shape& shape) {
  std::string text =
      "<farm xmlns=\"urn:farmlint:farm:1\" name=\"bench\">\n  <configuration "
      "path=\"applicationHost.config\"/>\n";
  for (std::size_t node = 0; node < shape.nodes; ++node) {
    text += fmt::format("  <node name=\"Server{}\">", node);
    for (std::size_t i = 1; i <= shape.sites; ++i)
      text += fmt::format("<address ip=\"{}\"/>", address(shape, i, node));
    text += "</node>\n";
  }
  for (std::size_t i = 1; i <= shape.sites; ++i) {
    text += fmt::format("  <site name=\"Site{}\">", i);
    for (std::size_t node = 0; node < shape.nodes; ++node)
      text += fmt::format("<at node=\"Server{}\" ip=\"{}\"/>", node, address(shape, i, node));
    text += "</site>\n";
  }
  return text + "</farm>\n";
}

}  // namespace farmlint::bench
