#include "lint/xerces.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <xercesc/framework/BinOutputStream.hpp>
#include <xercesc/framework/MemBufInputSource.hpp>
#include <xercesc/framework/XMLErrorCodes.hpp>
#include <xercesc/framework/XMLGrammarPoolImpl.hpp>
#include <xercesc/framework/XMLValidityCodes.hpp>
#include <xercesc/internal/BinMemOutputStream.hpp>
#include <xercesc/internal/MemoryManagerImpl.hpp>
#include <xercesc/parsers/SAX2XMLReaderImpl.hpp>
#include <xercesc/sax/SAXParseException.hpp>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/util/BinMemInputStream.hpp>
#include <xercesc/util/OutOfMemoryException.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/TransService.hpp>
#include <xercesc/util/XMLString.hpp>
#include <xercesc/util/XMLUni.hpp>

#include "lint/arena.h"
#include "lint/decode.h"

namespace farmlint {
namespace {

namespace xc = xercesc;

class ArenaManager : public xc::MemoryManager {
 public:
  void* allocate(XMLSize_t size) override { return arena_.allocate(size); }
  void deallocate(void* /*piece*/) override {}
  xc::MemoryManager* getExceptionMemoryManager() override { return this; }

 private:
  Arena arena_;
};

// Never terminated, nor its memory given back: the process ends anyway, and that only costs time.
bool start_xerces() {
  static const bool started = [] {
    static auto* const tables = new ArenaManager;
    static xc::MemoryManagerImpl heap;
    xc::XMLPlatformUtils::Initialize(xc::XMLUni::fgXercescDefaultLocale, nullptr, nullptr, tables);
    xc::XMLPlatformUtils::fgMemoryManager = &heap;
    return true;
  }();
  return started;
}

std::string utf8(const XMLCh* text) {
  const xc::TranscodeToStr bytes(text, "UTF-8");
  return {reinterpret_cast<const char*>(bytes.str()), static_cast<std::size_t>(bytes.length())};
}

// A text as Xerces keeps characters, which spares it the decoding. Ends where nobody waits for the
// verdict any more: Xerces may be in a start tag that costs it minutes.
class Characters : public xc::BinInputStream {
 public:
  Characters(std::string_view text, const std::atomic<bool>& stopped)
      : text_(text), stopped_(stopped) {}

  XMLFilePos curPos() const override { return at_; }
  const XMLCh* getContentType() const override { return nullptr; }
  XMLSize_t readBytes(XMLByte* to, XMLSize_t most) override {
    if (stopped_) return 0;
    const XMLByte* const begin = to;
    const XMLByte* const end = to + most;
    while (at_ < text_.size() && end - to >= 2 * unit) {
      const bool fits = end - to >= block * unit && text_.size() - at_ >= block;
      if (fits && widen(to)) {
        to += block * unit;
        at_ += block;
        continue;
      }
      const std::size_t stop = std::min<std::size_t>(at_ + block, text_.size());
      while (at_ < stop && end - to >= 2 * unit) to = put(next_code_point(text_, at_), to);
    }
    return static_cast<XMLSize_t>(to - begin);
  }

 private:
  static constexpr std::ptrdiff_t unit = sizeof(XMLCh);
  static constexpr std::ptrdiff_t block = 256;

  // Whether the next block is ASCII; only then what it wrote counts. In one loop, for which the
  // compiler takes sixteen characters at once.
  bool widen(XMLByte* __restrict to) const {
    using Unaligned [[gnu::aligned(1), gnu::may_alias]] = XMLCh;
    auto* const wide = reinterpret_cast<Unaligned*>(to);
    const char* const from = text_.data() + at_;
    unsigned char all = 0;
    for (std::ptrdiff_t i = 0; i < block; ++i) {
      const auto c = static_cast<unsigned char>(from[i]);
      all |= c;
      wide[i] = c;
    }
    return all < 0x80;
  }

  static XMLByte* put(char32_t character, XMLByte* to) {
    std::array<XMLCh, 2> units{static_cast<XMLCh>(character)};
    const bool pair = character > 0xFFFF;
    if (pair)
      units = {static_cast<XMLCh>(0xD800 + ((character - 0x10000) >> 10U)),
               static_cast<XMLCh>(0xDC00 + (character & 0x3FFU))};
    const std::ptrdiff_t size = pair ? 2 * unit : unit;
    std::memcpy(to, units.data(), static_cast<std::size_t>(size));
    return to + size;
  }

  std::string_view text_;
  const std::atomic<bool>& stopped_;
  std::size_t at_ = 0;
};

class CharacterSource : public xc::InputSource {
 public:
  CharacterSource(std::string_view text, const std::atomic<bool>& stopped)
      : text_(text), stopped_(stopped) {
    setEncoding(xc::XMLUni::fgXMLChEncodingString);  // whatever is declared
  }
  xc::BinInputStream* makeStream() const override { return new Characters(text_, stopped_); }

 private:
  std::string_view text_;
  const std::atomic<bool>& stopped_;
};

xc::MemBufInputSource memory(std::string_view text, const char* name) {
  return {reinterpret_cast<const XMLByte*>(text.data()), text.size(), name};
}

// The words for what Xerces found and the scan did not: characters, references, the order of
// things outside the root.
XmlVerdict::Fatal fatal_of(unsigned int code) {
  using Codes = xc::XMLErrs;
  using Fault = XmlVerdict::Fault;
  switch (code) {
    case Codes::AttrAlreadyUsedInSTag:
      return {"an attribute is given twice on one element", Fault::RepeatedAttribute};
    case Codes::EntityNotFound:
    case Codes::ExpectedEntityRefName:
    case Codes::InvalidEntityRefName:
    case Codes::UnterminatedEntityRef:
      return {
          "'&' must be written &amp; unless it starts &lt; &gt; &quot; &apos; or a character "
          "number",
          Fault::BadReference};
    case Codes::InvalidCharacter:
    case Codes::InvalidCharacterInAttrValue:
    case Codes::InvalidCharacterRef:
    case Codes::ExpectedNumericalCharRef:
    case Codes::BadDigitForRadix:
    case Codes::UnterminatedCharRef:
      return {"a character that XML does not allow"};
    case Codes::ExpectedCommentOrPI:
    case Codes::NotValidAfterContent:
    case Codes::ExpectedComment:
      return {"something follows the end of the root element"};
    case Codes::InvalidDocumentStructure:
    case Codes::EmptyMainEntity:
      return {"text stands before the root element, or there is none"};
    case Codes::UnknownPrefix:
      return {"a name has a prefix that no xmlns attribute declares"};
    case Codes::BadSequenceInCharData:
      return {"']]>' is not allowed in text"};
    case Codes::XMLDeclMustBeFirst:
    case Codes::NoPIStartsWithXML:
      return {"<?xml …?> must be the very first thing in the file, and stand there once"};
    default:
      return {"the markup is not XML"};
  }
}

// Of a validity error: whether it is about what stands in an element, not in its start tag.
bool is_content_error(unsigned int code) {
  using Codes = xc::XMLValid;
  switch (code) {
    case Codes::ElementNotValidForContent:
    case Codes::EmptyNotValidForContent:
    case Codes::NotEnoughElemsForCM:
    case Codes::NoCharDataInCM:
    case Codes::EmptyElemHasContent:
      return true;
    default:
      return false;
  }
}

// Thrown out of Xerces to end the parse: at a fatal error, or when nobody waits for the verdict.
struct Stop {};

// No text of Xerces is kept and no value is converted; elements are counted, as the scan counts
// them.
class Reader : public xc::SAX2XMLReaderImpl {
 public:
  Reader(xc::XMLGrammarPool* grammars, const std::atomic<bool>& stopped)
      : SAX2XMLReaderImpl(xc::XMLPlatformUtils::fgMemoryManager, grammars), stopped_(stopped) {
    const bool validate = grammars != nullptr;
    setContentHandler(&nobody_);  // without them, Xerces calls neither startElement nor error
    setErrorHandler(&nobody_);
    // Neither reads a DTD, whatever the document says. The first does half the work, and takes the
    // square of it for the attributes of one element: limits::attributes keeps that small.
    setProperty(
        xc::XMLUni::fgXercesScannerName,
        const_cast<XMLCh*>(validate ? xc::XMLUni::fgSGXMLScanner : xc::XMLUni::fgWFXMLScanner));
    setFeature(xc::XMLUni::fgSAX2CoreNameSpaces, true);
    setFeature(xc::XMLUni::fgSAX2CoreValidation, validate);
    setFeature(xc::XMLUni::fgXercesDynamic, false);
    setFeature(xc::XMLUni::fgXercesSchema, validate);
    setFeature(xc::XMLUni::fgXercesLoadSchema, false);
    setFeature(xc::XMLUni::fgXercesIdentityConstraintChecking, false);
    setFeature(xc::XMLUni::fgXercesDisableDefaultEntityResolution, true);
    setFeature(xc::XMLUni::fgXercesUseCachedGrammarInParse, validate);
    // Xerces ignores a cached grammar without a namespace unless it believes in such a file.
    if (validate)
      setProperty(xc::XMLUni::fgXercesSchemaExternalNoNameSpaceSchemaLocation,
                  const_cast<XMLCh*>(xc::XMLUni::fgXercesSchema));
  }

  XmlVerdict judge(std::string_view text) {
    try {
      parse(CharacterSource(text, stopped_));
    } catch (const Stop&) {
    }
    std::vector<std::uint32_t>& invalid = verdict_.invalid;
    std::ranges::sort(invalid);
    invalid.erase(std::unique(invalid.begin(), invalid.end()), invalid.end());
    std::erase_if(invalid, [this](std::uint32_t index) { return index >= verdict_.elements; });
    return std::move(verdict_);
  }

  void startElement(const xc::XMLElementDecl& /*declaration*/, const unsigned int /*uri*/,
                    const XMLCh* const /*prefix*/,
                    const xc::RefVectorOf<xc::XMLAttr>& /*attributes*/, const XMLSize_t /*count*/,
                    const bool is_empty, const bool /*is_root*/) override {
    if (stopped_) throw Stop();
    if (!is_empty) open_.push_back(verdict_.elements);
    ++verdict_.elements;
  }
  void endElement(const xc::XMLElementDecl& /*declaration*/, const unsigned int /*uri*/,
                  const bool /*is_root*/, const XMLCh* const /*prefix*/) override {
    open_.pop_back();
  }
  void docCharacters(const XMLCh* const /*text*/, const XMLSize_t /*size*/,
                     const bool /*cdata*/) override {}
  void ignorableWhitespace(const XMLCh* const /*text*/, const XMLSize_t /*size*/,
                           const bool /*cdata*/) override {}

  // An error in a start tag comes before its element is announced, one in the content while the
  // element around it is open.
  void error(const unsigned int code, const XMLCh* const domain, const ErrTypes type,
             const XMLCh* const /*text*/, const XMLCh* const /*system*/,
             const XMLCh* const /*public_id*/, const XMLFileLoc line,
             const XMLFileLoc column) override {
    if (type == ErrType_Warning) return;
    if (type == ErrType_Fatal) {
      verdict_.fatal = fatal_of(code);
      verdict_.fatal->line = line;
      verdict_.fatal->column = column;
      throw Stop();
    }
    const bool of_content =
        is_content_error(code) && xc::XMLString::equals(domain, xc::XMLUni::fgValidityDomain);
    verdict_.invalid.push_back(of_content && !open_.empty() ? open_.back() : verdict_.elements);
  }

 private:
  const std::atomic<bool>& stopped_;
  xc::DefaultHandler nobody_;
  XmlVerdict verdict_;
  std::vector<std::uint32_t> open_;
};

}  // namespace

struct XmlGrammar::Impl {
  void load(std::string_view xsd);

  const bool started = start_xerces();
  std::mutex in_use;  // a verdict may be pending when the next document comes
  ArenaManager arena;
  xc::XMLGrammarPoolImpl pool{&arena};
};

void XmlGrammar::Impl::load(std::string_view xsd) {
  struct Collector : xc::DefaultHandler {
    void error(const xc::SAXParseException& e) override { fatalError(e); }
    void fatalError(const xc::SAXParseException& e) override {
      throw std::runtime_error(fmt::format("the schema is not valid at {}:{}: {}",
                                           e.getLineNumber(), e.getColumnNumber(),
                                           utf8(e.getMessage())));
    }
  } collector;
  xc::SAX2XMLReaderImpl reader(xc::XMLPlatformUtils::fgMemoryManager, &pool);
  reader.setErrorHandler(&collector);
  reader.setFeature(xc::XMLUni::fgXercesSchema, true);
  reader.setFeature(xc::XMLUni::fgXercesSchemaFullChecking, true);
  reader.loadGrammar(memory(xsd, "schema"), xc::Grammar::SchemaGrammarType, true);
}

XmlGrammar::XmlGrammar(std::string_view xsd) : impl_(std::make_unique<Impl>()) {
  impl_->load(xsd);
}

XmlGrammar::XmlGrammar(std::string_view serialized, const std::function<std::string()>& xsd)
    : impl_(std::make_unique<Impl>()) {
  xc::BinMemInputStream stream(reinterpret_cast<const XMLByte*>(serialized.data()),
                               serialized.size(), xc::BinMemInputStream::BufOpt_Reference);
  try {
    impl_->pool.deserializeGrammars(&stream);
  } catch (const xc::XMLException&) {
    impl_ = std::make_unique<Impl>();
    impl_->load(xsd());
  }
}

XmlGrammar::XmlGrammar(XmlGrammar&& other) noexcept = default;
XmlGrammar& XmlGrammar::operator=(XmlGrammar&& other) noexcept = default;
XmlGrammar::~XmlGrammar() = default;

std::string XmlGrammar::serialized() const {
  xc::BinMemOutputStream stream;
  impl_->pool.serializeGrammars(&stream);
  // getSize() would be the capacity.
  return {reinterpret_cast<const char*>(stream.getRawBuffer()),
          static_cast<std::size_t>(stream.curPos())};
}

XmlVerdict judge(std::string_view text, const XmlGrammar* grammar,
                 const std::atomic<bool>& stopped) {
  if (grammar == nullptr) {
    start_xerces();
    return Reader(nullptr, stopped).judge(text);
  }
  // Xerces changes a grammar that it reads, also when a reader is made.
  const std::scoped_lock alone(grammar->impl_->in_use);
  return Reader(&grammar->impl_->pool, stopped).judge(text);
}

}  // namespace farmlint
