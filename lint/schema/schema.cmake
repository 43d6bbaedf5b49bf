# The schema: facts that the build puts into the program. Included by lint/CMakeLists.txt, because
# a generated file can be a source only of a target in the same directory.
set(schema ${CMAKE_CURRENT_LIST_DIR})

# Their order is the order of the sections in the model.
set(facts
  application-host web-server redirection administration ftp webdav dotnet aspnet rewrite arr
  aspnetcore httpplatform iisnode cors web-deploy database-manager)
list(TRANSFORM facts PREPEND ${schema}/facts/)
list(TRANSFORM facts APPEND .facts)
set(iis_facts ${CMAKE_CURRENT_BINARY_DIR}/iis.facts)
add_custom_command(
  OUTPUT ${iis_facts}
  COMMAND ${CMAKE_COMMAND} -E cat ${facts} > ${iis_facts}
  DEPENDS ${facts}
  VERBATIM)

target_sources(farmlint_lint PRIVATE
  ${iis_facts}
  ${schema}/check.cpp
  ${schema}/embedded.cpp
  ${schema}/key_check.cpp
  ${schema}/outline.cpp
  ${schema}/problems.cpp
  ${schema}/registration.cpp
  ${schema}/schema_model.cpp
  ${schema}/tree_check.cpp
  ${schema}/value.cpp
  ${schema}/xsd.cpp)
set_source_files_properties(${schema}/embedded.cpp PROPERTIES
  COMPILE_DEFINITIONS FARMLINT_IIS_FACTS="${iis_facts}"
  OBJECT_DEPENDS ${iis_facts})
