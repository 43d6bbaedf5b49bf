// The colours of what is printed for people.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace farmlint::reporters {

enum class Ink : std::uint8_t { Path, Error, Warning, Note, Fix, Margin };

class Palette {
 public:
  explicit Palette(bool color) : color_(color) {}
  std::string paint(Ink ink, std::string_view text) const;

 private:
  bool color_;
};

}  // namespace farmlint::reporters
