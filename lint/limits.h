// How much farmlint takes on: files may be hostile. README lists these; each is told when it is
// met.
#pragma once

#include <cstddef>
#include <cstdint>

namespace farmlint::limits {

inline constexpr std::uintmax_t file_bytes = std::uintmax_t{1} << 30U;
// Xerces takes the square of the time for deeper nesting, and for the attributes of one element;
// the deepest real configuration has 10 levels, the largest start tag 14 attributes.
inline constexpr std::size_t depth = 256;
inline constexpr std::size_t attributes = 256;
inline constexpr std::size_t name = 1000;         // bytes of the name of an element or attribute
inline constexpr std::size_t web_configs = 1000;  // found below the sites of one farm
// More than any certificate has: OpenSSL counts in int.
inline constexpr std::size_t certificate_bytes = 1'000'000;
// Of one rule in one farm: a hostile file could have more of them than fit into memory.
inline constexpr std::size_t findings = 50'000;
// Of one rule, where people read; formats for programs have all.
inline constexpr std::size_t findings_shown = 200;
// Of one SARIF file: services that take it drop the rest without a word.
inline constexpr std::size_t sarif_results = 5000;

}  // namespace farmlint::limits
