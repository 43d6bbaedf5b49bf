#include "tests/compare_with_xerces.h"

#include <utility>

#include <fmt/format.h>
#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/parsers/SAX2XMLReaderImpl.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/util/TransService.hpp>
#include <xercesc/util/XMLUni.hpp>

namespace farmlint::testing {
namespace {

namespace xc = xercesc;

std::string utf8(const XMLCh* text) {
  const xc::TranscodeToStr bytes(text, "UTF-8");
  return {reinterpret_cast<const char*>(bytes.str()), static_cast<std::size_t>(bytes.length())};
}

// Says what Xerces reads where the scan reads something else.
class Comparer : public xc::DefaultHandler {
 public:
  explicit Comparer(const XmlTree& tree)
      : next_(tree.elements().begin()), end_(tree.elements().end()) {}

  std::vector<std::string> take() { return std::move(differences_); }

  void startElement(const XMLCh* const /*uri*/, const XMLCh* const /*local*/,
                    const XMLCh* const name, const xc::Attributes& attributes) override {
    if (next_ == end_) {
      differences_.emplace_back("more elements than the scan saw");
      return;
    }
    const XmlElement& element = *next_++;
    if (utf8(name) != element.name())
      differences_.push_back(fmt::format("<{}> read as <{}>", utf8(name), element.name()));
    if (attributes.getLength() != element.attributes().size())
      return differences_.push_back(
          fmt::format("<{}> has another number of attributes", element.name()));
    for (XMLSize_t i = 0; i < attributes.getLength(); ++i) {
      const XmlAttribute attribute = element.attributes()[i];
      if (utf8(attributes.getQName(i)) != attribute.name() ||
          utf8(attributes.getValue(i)) != attribute.value())
        differences_.push_back(
            fmt::format("{}=\"{}\" read as {}=\"{}\"", utf8(attributes.getQName(i)),
                        utf8(attributes.getValue(i)), attribute.name(), attribute.value()));
    }
  }

 private:
  XmlElements<XmlStep::ToDescendants>::Iterator next_;
  XmlElements<XmlStep::ToDescendants>::Iterator end_;
  std::vector<std::string> differences_;
};

}  // namespace

std::vector<std::string> compare_with_xerces(const SourceSet& sources,
                                             const XmlDocument& document) {
  Comparer comparer(document.tree);
  xc::SAX2XMLReaderImpl reader;
  reader.setProperty(xc::XMLUni::fgXercesScannerName,
                     const_cast<XMLCh*>(xc::XMLUni::fgSGXMLScanner));
  reader.setFeature(xc::XMLUni::fgSAX2CoreValidation, false);
  reader.setFeature(xc::XMLUni::fgSAX2CoreNameSpacePrefixes, true);
  reader.setContentHandler(&comparer);
  const std::string_view text = sources.text(document.file);
  xc::MemBufInputSource input(reinterpret_cast<const XMLByte*>(text.data()), text.size(), "input");
  input.setEncoding(xc::XMLUni::fgUTF8EncodingString);
  reader.parse(input);
  return comparer.take();
}

}  // namespace farmlint::testing
