#include "tests/bench/peers.h"

#include <cstdlib>

#include <pugixml.hpp>
#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/framework/XMLGrammarPoolImpl.hpp>
#include <xercesc/parsers/SAX2XMLReaderImpl.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/XMLUni.hpp>

namespace farmlint::bench {
namespace {

namespace xc = xercesc;

xc::MemBufInputSource memory(const std::string& text) {
  return {reinterpret_cast<const XMLByte*>(text.data()), text.size(), "bench"};
}

}  // namespace

struct BareXerces::Impl {
  xc::XMLGrammarPoolImpl pool{xc::XMLPlatformUtils::fgMemoryManager};
  xc::SAX2XMLReaderImpl reader{xc::XMLPlatformUtils::fgMemoryManager, &pool};
  xc::DefaultHandler handler;
};

// The scanner and the features are those that farmlint uses.
BareXerces::BareXerces(const std::string* xsd) : impl_(std::make_unique<Impl>()) {
  xc::SAX2XMLReaderImpl& reader = impl_->reader;
  reader.setProperty(xc::XMLUni::fgXercesScannerName,
                     const_cast<XMLCh*>(xc::XMLUni::fgSGXMLScanner));
  reader.setFeature(xc::XMLUni::fgSAX2CoreValidation, xsd != nullptr);
  reader.setFeature(xc::XMLUni::fgXercesSchema, xsd != nullptr);
  reader.setFeature(xc::XMLUni::fgXercesIdentityConstraintChecking, false);
  reader.setContentHandler(&impl_->handler);
  reader.setErrorHandler(&impl_->handler);
  if (xsd == nullptr) return;
  reader.loadGrammar(memory(*xsd), xc::Grammar::SchemaGrammarType, true);
  reader.setFeature(xc::XMLUni::fgXercesUseCachedGrammarInParse, true);
  reader.setProperty(xc::XMLUni::fgXercesSchemaExternalNoNameSpaceSchemaLocation,
                     const_cast<XMLCh*>(xc::XMLUni::fgXercesSchema));
}

BareXerces::~BareXerces() = default;

void BareXerces::parse(const std::string& text) {
  impl_->reader.parse(memory(text));
}

void parse_with_pugixml(const std::string& text) {
  pugi::xml_document document;
  if (!document.load_buffer(text.data(), text.size())) std::abort();
}

}  // namespace farmlint::bench
