// Where secrets stand in a text, told by what stands before them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace farmlint::reporters {

// A half-open range of bytes of a text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The values of attributes that hold secrets, and of "password=" in comments and connection
// strings, whose separator stands in [from, to); ascending. Encrypted values ("[enc:…:enc]") and
// empty ones are none.
std::vector<Span> find_secrets(std::string_view text, std::size_t from, std::size_t to);

}  // namespace farmlint::reporters
