#include "lint/schema/embedded.h"

#include "lint/embed.h"
#include "lint/schema/schema_model.h"

FARMLINT_EMBED(farmlint_iis_facts, FARMLINT_DATA "/iis.facts");
FARMLINT_EMBED(farmlint_manifest_facts, FARMLINT_DATA "/farm.facts");
FARMLINT_EMBED(farmlint_iis_grammar, FARMLINT_DATA "/iis.grammar");

namespace farmlint {

std::string_view embedded_facts() {
  return {farmlint_iis_facts_begin, farmlint_iis_facts_end};
}

std::string_view embedded_manifest_facts() {
  return {farmlint_manifest_facts_begin, farmlint_manifest_facts_end};
}

std::string_view embedded_grammar() {
  return {farmlint_iis_grammar_begin, farmlint_iis_grammar_end};
}

// Here, because the tool that compiles the grammar cannot have the data yet.
SchemaModel SchemaModel::built_in() {
  return of_static(embedded_facts());
}

}  // namespace farmlint
