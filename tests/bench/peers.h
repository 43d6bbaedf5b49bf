// Other parsers in this process.
#pragma once

#include <memory>
#include <string>

namespace farmlint::bench {

// Xerces's own SAX2 parse with a handler that does nothing.
class BareXerces {
 public:
  // Validates against the XSD, or not at all without one.
  explicit BareXerces(const std::string* xsd);
  BareXerces(const BareXerces&) = delete;
  BareXerces& operator=(const BareXerces&) = delete;
  ~BareXerces();
  void parse(const std::string& text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Builds pugixml's tree.
void parse_with_pugixml(const std::string& text);

}  // namespace farmlint::bench
