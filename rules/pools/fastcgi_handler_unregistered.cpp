#include <algorithm>
#include <set>

#include "lint/config/items.h"
#include "lint/rule.h"
#include "lint/text.h"

namespace farmlint::rules {
namespace {

// "path|arguments", in lower case.
std::string program(std::string_view path, std::string_view arguments) {
  return lower(fmt::format("{}|{}", trim(path), trim(arguments)));
}

std::set<std::string> registered(const Farm& farm) {
  std::set<std::string> programs;
  for (const XmlElement* item :
       written_items(farm.sections, "system.webServer/fastCgi", "application"))
    programs.insert(program(item->value("fullPath").value, item->value("arguments").value));
  return programs;
}

bool uses_fast_cgi(const XmlElement& handler) {
  const auto modules = comma_list(handler.value("modules").value);
  return std::ranges::any_of(modules,
                             [](std::string_view name) { return iequals(name, "FastCgiModule"); });
}

void check(const Farm& farm, Findings& findings) {
  const std::set<std::string> known = registered(farm);
  for (const XmlElement* handler : written_items(farm.sections, "system.webServer/handlers")) {
    const Text processor = handler->value("scriptProcessor");
    if (!uses_fast_cgi(*handler) || processor.value.empty()) continue;
    const auto bar = processor.value.find('|');
    const std::string_view path = processor.value.substr(0, bar);
    const std::string_view arguments =
        bar == std::string_view::npos ? std::string_view() : processor.value.substr(bar + 1);
    if (known.contains(program(path, arguments))) continue;
    findings
        .add(processor.at, "handler \"{}\" runs {}, which is no FastCGI application",
             handler->value("name").value, processor.value)
        .about({.object = object_path(*handler)})
        .note(processor.at, "requests for {} fail with 500 on every node",
              handler->value("path").value);
  }
}

}  // namespace

extern constinit const Rule fastcgi_handler_unregistered{
    .name = "fastcgi-handler-unregistered",
    .severity = Severity::Error,
    .subject = Subjects::Pools,
    .summary = "A handler runs a FastCGI program that is not registered.",
    .rationale =
        "The FastCGI module starts only programs that system.webServer/fastCgi lists, with the "
        "same path and the same arguments. Requests to the handler fail on every node.",
    .remediation =
        "Add the program to fastCgi, or correct the path or the arguments in scriptProcessor.",
    .evidence = Evidence::Config,
    .check = check,
};

}  // namespace farmlint::rules
