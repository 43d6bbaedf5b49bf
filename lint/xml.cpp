#include "lint/xml.h"

#include <algorithm>
#include <atomic>
#include <future>
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
#include "lint/preflight.h"
#include "lint/scan.h"

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

xc::MemBufInputSource memory(std::string_view text, const char* name) {
  return {reinterpret_cast<const XMLByte*>(text.data()), text.size(), name};
}

// The words for what Xerces found and the scan did not: characters, references, the order of
// things outside the root.
std::string_view words(unsigned int code) {
  using Codes = xc::XMLErrs;
  switch (code) {
    case Codes::AttrAlreadyUsedInSTag:
      return "an attribute is given twice on one element";
    case Codes::EntityNotFound:
    case Codes::ExpectedEntityRefName:
    case Codes::InvalidEntityRefName:
    case Codes::UnterminatedEntityRef:
      return "'&' must be written &amp; unless it starts &lt; &gt; &quot; &apos; or a character "
             "number";
    case Codes::InvalidCharacter:
    case Codes::InvalidCharacterInAttrValue:
    case Codes::InvalidCharacterRef:
    case Codes::ExpectedNumericalCharRef:
    case Codes::BadDigitForRadix:
    case Codes::UnterminatedCharRef:
      return "a character that XML does not allow";
    case Codes::ExpectedCommentOrPI:
    case Codes::NotValidAfterContent:
    case Codes::ExpectedComment:
      return "something follows the end of the root element";
    case Codes::InvalidDocumentStructure:
    case Codes::EmptyMainEntity:
      return "text stands before the root element, or there is none";
    case Codes::UnknownPrefix:
      return "a name has a prefix that no xmlns attribute declares";
    case Codes::BadSequenceInCharData:
      return "']]>' is not allowed in text";
    case Codes::XMLDeclMustBeFirst:
    case Codes::NoPIStartsWithXML:
      return "<?xml …?> must be the very first thing in the file, and stand there once";
    default:
      return "the markup is not XML";
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

struct Fatal {
  unsigned int code = 0;
  XMLFileLoc line = 0;
  XMLFileLoc column = 0;
};

// Thrown out of Xerces at a fatal error; carries nothing, Judge has the facts.
struct Stop {};

}  // namespace

struct XmlGrammar::Impl {
  void load(std::string_view xsd);

  const bool started = start_xerces();
  std::mutex in_use;  // a verdict may be pending when the next document comes
  ArenaManager arena;
  xc::XMLGrammarPoolImpl pool{&arena};
};

// Asks Xerces: is it XML, and which elements does the grammar not like. No text of Xerces is kept
// and no value is converted; elements are counted, as the scan counts them.
class XmlJudge : public xc::SAX2XMLReaderImpl {
 public:
  explicit XmlJudge(const XmlGrammar* grammar)
      : SAX2XMLReaderImpl(xc::XMLPlatformUtils::fgMemoryManager,
                          grammar == nullptr ? nullptr : &grammar->impl_->pool),
        grammar_(grammar == nullptr ? nullptr : grammar->impl_.get()) {
    const bool validate = grammar != nullptr;
    setContentHandler(&nobody_);  // without them, Xerces calls neither startElement nor error
    setErrorHandler(&nobody_);
    // SGXMLScanner never reads a DTD, whatever the document says.
    setProperty(xc::XMLUni::fgXercesScannerName, const_cast<XMLCh*>(xc::XMLUni::fgSGXMLScanner));
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

  // Xerces changes a grammar that it reads, also when a reader is made.
  static std::shared_ptr<XmlJudge> make(const XmlGrammar* grammar) {
    const auto alone = alone_with(grammar == nullptr ? nullptr : grammar->impl_.get());
    return std::make_shared<XmlJudge>(grammar);
  }

  // On another thread.
  void start(std::string_view text) {
    well_formed_ = std::async(std::launch::async, [this, text] { return judge(text); });
  }
  bool wait() { return well_formed_.get(); }

  // Whether the text is well-formed.
  bool judge(std::string_view text) {
    const auto alone = alone_with(grammar_);
    xc::MemBufInputSource input = memory(text, "input");
    input.setCopyBufToStream(false);
    input.setEncoding(xc::XMLUni::fgUTF8EncodingString);  // decoded before, whatever is declared
    try {
      parse(input);
    } catch (const Stop&) {
    }
    return !fatal_;
  }

  // From another thread: no need to go on.
  void stop() { stopped_ = true; }

  const std::optional<Fatal>& fatal() const { return fatal_; }
  std::uint32_t elements() const { return elements_; }
  std::vector<std::uint32_t> take_invalid() {
    std::ranges::sort(invalid_);
    invalid_.erase(std::unique(invalid_.begin(), invalid_.end()), invalid_.end());
    std::erase_if(invalid_, [this](std::uint32_t index) { return index >= elements_; });
    return std::move(invalid_);
  }

  void startElement(const xc::XMLElementDecl& /*declaration*/, const unsigned int /*uri*/,
                    const XMLCh* const /*prefix*/,
                    const xc::RefVectorOf<xc::XMLAttr>& /*attributes*/, const XMLSize_t /*count*/,
                    const bool is_empty, const bool /*is_root*/) override {
    if (stopped_) throw Stop();
    if (!is_empty) open_.push_back(elements_);
    ++elements_;
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
      fatal_ = Fatal{code, line, column};
      throw Stop();
    }
    const bool of_content =
        is_content_error(code) && xc::XMLString::equals(domain, xc::XMLUni::fgValidityDomain);
    invalid_.push_back(of_content && !open_.empty() ? open_.back() : elements_);
  }

 private:
  static std::unique_lock<std::mutex> alone_with(XmlGrammar::Impl* grammar) {
    return grammar == nullptr ? std::unique_lock<std::mutex>() : std::unique_lock(grammar->in_use);
  }

  XmlGrammar::Impl* grammar_;
  xc::DefaultHandler nobody_;
  std::atomic<bool> stopped_{false};
  std::optional<Fatal> fatal_;
  std::uint32_t elements_ = 0;
  std::vector<std::uint32_t> open_;
  std::vector<std::uint32_t> invalid_;
  std::future<bool> well_formed_;  // last: its end waits for the thread that uses the others
};

namespace {

// Xerces counts UTF-16 units and stands behind the character it did not like.
Location place_of(const SourceSet& sources, FileId file, const Fatal& fatal) {
  const auto line =
      static_cast<std::uint32_t>(std::min<XMLFileLoc>(fatal.line, sources.line_count(file)));
  const std::string_view text = sources.line(file, line);
  const auto start = static_cast<std::uint32_t>(text.data() - sources.text(file).data());
  std::uint32_t offset = start;
  while (offset < start + text.size() &&
         sources.position(file, offset, Columns::Utf16Units).column + 1 < fatal.column)
    ++offset;
  return {file, offset, offset};
}

std::optional<XmlProblem> repeated_attribute(const XmlTree& tree) {
  for (const XmlElement& element : tree.elements)
    for (const XmlAttribute& attribute : element.attributes)
      if (element.attribute(attribute.name) != &attribute)
        return XmlProblem{
            attribute.name_at,
            fmt::format("the attribute '{}' is given twice on <{}>", attribute.name, element.name)};
  return {};
}

XmlProblem problem_of(const SourceSet& sources, const XmlTree& tree, FileId file,
                      const Fatal& fatal) {
  if (fatal.code == xc::XMLErrs::AttrAlreadyUsedInSTag)
    if (auto problem = repeated_attribute(tree)) return *problem;
  Location at = place_of(sources, file, fatal);
  const std::string text(words(fatal.code));
  if (text.starts_with("'&'")) {
    const std::size_t ampersand = sources.text(file).rfind('&', at.begin);
    if (ampersand != std::string_view::npos) at.begin = static_cast<std::uint32_t>(ampersand);
    at.end = at.begin + 1;
  }
  return {at, text};
}

}  // namespace

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

namespace {

// Below this a thread costs more than it saves.
constexpr std::size_t large_text = std::size_t{512} * 1024;

// Two readers of one text must see the same elements; places would be wrong otherwise.
XmlProblem disagreement(FileId file) {
  return {{file, 0, 0}, "farmlint cannot follow the markup of this file"};
}

void take_verdict(XmlDocument& document, const SourceSet& sources, XmlJudge& judge,
                  bool well_formed) {
  if (!well_formed) {
    document.unreadable = problem_of(sources, document.tree, document.file, *judge.fatal());
  } else if (judge.elements() != document.tree.elements.size()) {
    document.unreadable = disagreement(document.file);
  } else {
    document.invalid = judge.take_invalid();
  }
}

}  // namespace

XmlDocument parse_xml(const SourceSet& sources, FileId file, const XmlGrammar* grammar,
                      Judged judged) {
  XmlDocument document;
  document.file = file;
  document.unreadable = preflight(sources, file);
  if (document.unreadable) return document;
  const std::string_view text = sources.text(file);
  start_xerces();
  const std::shared_ptr<XmlJudge> judge = XmlJudge::make(grammar);
  const bool meanwhile = judged == Judged::Meanwhile && text.size() >= large_text;
  if (meanwhile) judge->start(text);
  Scan scanned = scan(file, text);
  document.tree = std::move(scanned.tree);
  if (scanned.refused) {
    judge->stop();
    document.unreadable = std::move(scanned.problem);
  } else if (meanwhile && !scanned.problem) {
    document.pending = judge;
  } else {
    const bool well_formed = meanwhile ? judge->wait() : judge->judge(text);
    if (scanned.problem)
      document.unreadable = well_formed ? disagreement(file) : std::move(*scanned.problem);
    else
      take_verdict(document, sources, *judge, well_formed);
  }
  return document;
}

void read_verdict(XmlDocument& document, const SourceSet& sources) {
  if (document.pending == nullptr) return;
  const bool well_formed = document.pending->wait();
  take_verdict(document, sources, *document.pending, well_formed);
  document.pending = nullptr;
}

}  // namespace farmlint
