#include "lint/schemas.h"

#include "lint/load.h"
#include "lint/schema/embedded.h"
#include "lint/schema/xsd.h"

namespace farmlint {

const Schema& configuration_schema() {
  thread_local const Schema schema{SchemaModel::built_in(), XmlGrammar(embedded_grammar(), [] {
                                     return configuration_xsd({});
                                   })};
  return schema;
}

const Schema& manifest_schema() {
  thread_local const Schema schema{SchemaModel::of_static(embedded_manifest_facts()),
                                   XmlGrammar(embedded_manifest_grammar(), manifest_xsd)};
  return schema;
}

std::string manifest_xsd() {
  return to_xsd(SchemaModel::of_static(embedded_manifest_facts()));
}

std::string configuration_xsd(const std::filesystem::path& /*folder*/) {
  return to_xsd(SchemaModel::built_in());
}

}  // namespace farmlint
