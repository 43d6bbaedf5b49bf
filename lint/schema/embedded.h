// Data that the build puts into the program: outlines of facts, and the grammar made from them.
#pragma once

#include <string_view>

namespace farmlint {

// Of IIS and its modules: the outlines of facts/, one after the other.
std::string_view embedded_facts();
// Of the farm manifest.
std::string_view embedded_manifest_facts();

// What XmlGrammar::serialized() gives for those of IIS.
std::string_view embedded_grammar();

}  // namespace farmlint
