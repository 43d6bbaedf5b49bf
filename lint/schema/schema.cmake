# The schema: facts, and the grammar made from them, that the build puts into the program. Included
# by lint/CMakeLists.txt, because a generated file can be a source only of a target there.
set(schema ${CMAKE_CURRENT_LIST_DIR})
set(data ${CMAKE_CURRENT_BINARY_DIR})

# Their order is the order of the sections in the model.
set(facts
  application-host web-server redirection administration ftp webdav dotnet aspnet rewrite arr
  aspnetcore httpplatform iisnode cors web-deploy database-manager)
list(TRANSFORM facts PREPEND ${schema}/facts/)
list(TRANSFORM facts APPEND .facts)
add_custom_command(
  OUTPUT ${data}/iis.facts
  COMMAND ${CMAKE_COMMAND} -E cat ${facts} > ${data}/iis.facts
  DEPENDS ${facts}
  VERBATIM)
add_custom_command(
  OUTPUT ${data}/farm.facts
  COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/farm/farm.facts ${data}/farm.facts
  DEPENDS farm/farm.facts
  VERBATIM)

# Reads XML and knows schemas: what the grammar compiler shares with the program.
add_library(farmlint_schema OBJECT
  ${schema}/outline.cpp
  ${schema}/schema_model.cpp
  ${schema}/xsd.cpp
  decode.cpp
  hash.cpp
  preflight.cpp
  scan.cpp
  source.cpp
  text.cpp
  xerces.cpp
  xml.cpp
  xml_tree.cpp)
target_link_libraries(farmlint_schema
  PUBLIC farmlint_options fmt::fmt
  PRIVATE XercesC::XercesC ${UNISTRING} Threads::Threads)

add_executable(compile_grammar ${schema}/compile_grammar.cpp)
target_link_libraries(compile_grammar PRIVATE farmlint_schema)
add_custom_command(
  OUTPUT ${data}/iis.grammar
  COMMAND compile_grammar ${data}/iis.facts ${data}/iis.grammar
  DEPENDS compile_grammar ${data}/iis.facts
  VERBATIM)

target_sources(farmlint_lint PRIVATE
  $<TARGET_OBJECTS:farmlint_schema>
  ${data}/iis.facts
  ${data}/farm.facts
  ${data}/iis.grammar
  ${schema}/check.cpp
  ${schema}/dialect.cpp
  ${schema}/embedded.cpp
  ${schema}/key_check.cpp
  ${schema}/keys.cpp
  ${schema}/lock_list.cpp
  ${schema}/problems.cpp
  ${schema}/registration.cpp
  ${schema}/tree_check.cpp
  ${schema}/unexplained.cpp
  ${schema}/value.cpp
  ${schema}/versions.cpp)
set_source_files_properties(${schema}/embedded.cpp PROPERTIES
  COMPILE_DEFINITIONS FARMLINT_DATA="${data}"
  OBJECT_DEPENDS "${data}/iis.facts;${data}/farm.facts;${data}/iis.grammar")
