#include "tests/bench/generate.h"

#include <fmt/format.h>

namespace farmlint::bench {
namespace {

std::string address(std::size_t site, int node) {
  return fmt::format("10.{}.{}.{}", 10 * (node + 1) + static_cast<int>(site / 62500),
                     site / 250 % 250, 1 + site % 250);
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

std::string site_element(std::size_t site) {
  std::string bindings;
  for (int node = 0; node < 2; ++node)
    bindings += fmt::format(
        "                    <binding protocol=\"http\" "
        "bindingInformation=\"{0}:80:www.site{1}.example\" />\r\n"
        "                    <binding protocol=\"https\" bindingInformation=\"{0}:443:\" />\r\n",
        address(site, node), site);
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

std::string configuration(std::size_t sites) {
  std::string text = head;
  for (std::size_t i = 1; i <= sites; ++i) text += pool(i);
  text += "        </applicationPools>\r\n        <sites>\r\n";
  for (std::size_t i = 1; i <= sites; ++i) text += site_element(i);
  text += "        </sites>\r\n    </system.applicationHost>\r\n";
  for (std::size_t i = 1; i <= sites; ++i) text += location(i);
  return text + "</configuration>\r\n";
}

std::string manifest(std::size_t sites) {
  std::string text =
      "<farm xmlns=\"urn:farmlint:farm:1\" name=\"bench\">\n  <configuration "
      "path=\"applicationHost.config\"/>\n";
  for (int node = 0; node < 2; ++node) {
    text += fmt::format("  <node name=\"Server{}\">", node);
    for (std::size_t i = 1; i <= sites; ++i)
      text += fmt::format("<address ip=\"{}\"/>", address(i, node));
    text += "</node>\n";
  }
  for (std::size_t i = 1; i <= sites; ++i)
    text += fmt::format(
        "  <site name=\"Site{}\"><at node=\"Server0\" ip=\"{}\"/><at node=\"Server1\" "
        "ip=\"{}\"/></site>\n",
        i, address(i, 0), address(i, 1));
  return text + "</farm>\n";
}

}  // namespace farmlint::bench
