// The only doorway to Xerces, which judges texts; no Xerces type passes through it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace farmlint {

struct XmlVerdict;

// A compiled grammar. Each thread needs its own; the thread that judges for it may be another one,
// as only one at a time uses it (Xerces builds parts of it lazily).
class XmlGrammar {
 public:
  // From what serialized() of another grammar gave, which must outlive this one; falls back to the
  // text that `xsd` returns when another Xerces version made it.
  XmlGrammar(std::string_view serialized, const std::function<std::string()>& xsd);
  // From the text of an XSD. Throws std::runtime_error with the place if it is not a valid one.
  explicit XmlGrammar(std::string_view xsd);
  XmlGrammar(XmlGrammar&& other) noexcept;
  XmlGrammar& operator=(XmlGrammar&& other) noexcept;
  XmlGrammar(const XmlGrammar&) = delete;
  XmlGrammar& operator=(const XmlGrammar&) = delete;
  ~XmlGrammar();

  std::string serialized() const;

 private:
  friend XmlVerdict judge(std::string_view text, const XmlGrammar* grammar,
                          const std::atomic<bool>& stopped);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What Xerces says of a text.
struct XmlVerdict {
  enum class Fault : std::uint8_t { RepeatedAttribute, BadReference, Other };
  // Why it is not XML.
  struct Fatal {
    std::string_view words;  // a clause
    Fault fault = Fault::Other;
    // In UTF-16 units, behind the character that Xerces did not like.
    std::uint64_t line = 0;
    std::uint64_t column = 0;
  };
  std::optional<Fatal> fatal;
  std::uint32_t elements = 0;
  // Elements that the grammar complained about, by index, sorted, each once.
  std::vector<std::uint32_t> invalid;
};

// Asks Xerces: is it XML (UTF-8, whatever it declares), and which elements does the grammar not
// like, if there is one. Once another thread sets `stopped` it ends soon, with any verdict.
XmlVerdict judge(std::string_view text, const XmlGrammar* grammar,
                 const std::atomic<bool>& stopped);

}  // namespace farmlint
